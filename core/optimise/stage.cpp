#include "optimise/stage.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/schedule.hpp"

namespace ansatz {

void StageMethod::require_steps() const {
  const Setting* steps = find("steps");
  if (steps == nullptr || steps->type != SettingType::whole)
    throw InternalFault(fmt::format("the optimiser `{}` has no setting `steps`, a whole number", name()));
}

namespace optimise {

std::unique_ptr<Optimiser> make_optimiser(const Stage& stage, Objective& loss, LeastSquares& residuals) {
  check(stage);
  return stage.method().make(stage.settings(), loss, residuals);
}

std::uint64_t steps_of(const Stage& stage) { return static_cast<std::uint64_t>(std::get<double>(stage.get("steps"))); }

std::optional<double> rate_of(const Stage& stage, std::uint64_t step) {
  if (stage.method().find("lr") == nullptr) return std::nullopt;
  const SettingData rate = stage.get("lr");
  if (const auto* number = std::get_if<double>(&rate)) return *number;
  const auto* schedule = std::get_if<Choice>(&rate);
  if (schedule == nullptr) return std::nullopt;
  return Schedule(*schedule).at_step(step, steps_of(stage));
}
std::uint64_t steps_of(std::span<const Stage> stages) {
  std::uint64_t steps = 0;
  for (const Stage& stage : stages) steps += steps_of(stage);
  return steps;
}

std::optional<std::uint64_t> epochs_of(const Stage& stage) {
  if (stage.method().find("epochs") == nullptr) return std::nullopt;
  const SettingData epochs = stage.get("epochs");  // an empty text where it is not said
  const auto* number = std::get_if<double>(&epochs);
  return number != nullptr ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

Until until_of(const Stage& stage) {
  if (stage.method().find("until") == nullptr) return {};
  return ansatz::until_of(std::get<std::string>(stage.get("until")));
}

std::uint64_t telling_steps(const Stage& stage) {
  return stage.method().traits.solves_least_squares() ? 20 : 200;  // one of these does what ten of the others do
}

std::size_t batch_of(const Stage& stage) {
  if (!is_first_order(stage) || stage.method().find("batch") == nullptr) return 0;
  const SettingData batch = stage.get("batch");  // a word stands for all points
  const auto* points = std::get_if<double>(&batch);
  return points != nullptr ? static_cast<std::size_t>(*points) : 0;
}

}  // namespace optimise
}  // namespace ansatz
