// A training stage: an optimiser and its settings. `Stage stage = Lm{.steps = 100}`.
//
// A new optimiser is a struct of settings with `steps`, a class that takes the steps (optimise/optimiser.hpp), and
// `method_of`, which describes both; and a line in methods.hpp.
//
// Every stage ends by itself when it has nothing left to gain (zero loss, vanishing gradient, steps that no longer
// change the loss); `steps` bounds it from above. Defaults are meant to be left alone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "ansatz/core/method.hpp"

namespace ansatz {

namespace optimise {
class Objective;
class LeastSquares;
class Optimiser;
}  // namespace optimise

/// What others need to know of an optimiser.
struct StageTraits {
  bool first_order = false;  // steps by the last gradient alone: it may be that of a batch of the points
  bool forgets = false;      // nothing it learnt of the objective, but how much to damp, outlives a step: points may be
                             // drawn anew at no loss
  bool hands_over = false;   // begins with steps that learn of the objective and ends with such as forget: points are
                             // drawn anew where they turn out to be too few
  /// Numbers that it works with beside the parameters and one gradient, at most; null: none worth counting.
  std::function<double(const void* settings, double parameters)> numbers{};

  /// Whether some of its steps solve least-squares problems, with all that takes to compile and to hold.
  bool solves_least_squares() const { return forgets || hands_over; }
};

struct StageMethod : Method {
  static constexpr std::string_view family = "train";
  using Make = std::function<std::unique_ptr<optimise::Optimiser>(const void* settings, optimise::Objective& loss,
                                                                  optimise::LeastSquares& residuals)>;

  /// Throws InternalFault where the settings have no `steps`.
  template <class Settings>
  StageMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings, StageTraits what,
              Make how, std::function<void(const Settings&)> relations = {})
      : Method(of, std::move(name), std::move(about), std::move(settings), std::move(relations)),
        traits(what),
        make(std::move(how)) {
    require_steps();
  }

  bool is(std::string_view kind) const override {
    return (kind == "first_order" && traits.first_order) || (kind == "forgets" && traits.forgets);
  }

  StageTraits traits;
  Make make;

 private:
  void require_steps() const;
};

using Stage = ChoiceOf<StageMethod>;

/// The description of an optimiser that is made of its settings and the loss or, where it needs more than the gradient,
/// the residuals, or both.
template <class Settings, class Optimiser>
std::shared_ptr<const StageMethod> stage_method(std::string name, About about, std::vector<Setting> settings,
                                                StageTraits traits = {},
                                                std::function<void(const Settings&)> relations = {}) {
  const auto make = [](const void* from, optimise::Objective& loss,
                       optimise::LeastSquares& residuals) -> std::unique_ptr<optimise::Optimiser> {
    const auto& own = *static_cast<const Settings*>(from);
    if constexpr (std::is_constructible_v<Optimiser, const Settings&, optimise::Objective&, optimise::LeastSquares&>)
      return std::make_unique<Optimiser>(own, loss, residuals);
    else if constexpr (std::is_constructible_v<Optimiser, const Settings&, optimise::Objective&>)
      return std::make_unique<Optimiser>(own, loss);
    else
      return std::make_unique<Optimiser>(own, residuals);
  };
  return std::make_shared<const StageMethod>(described<Settings>, std::move(name), std::move(about),
                                             std::move(settings), traits, make, std::move(relations));
}

}  // namespace ansatz
