#include "ansatz/core/waves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "points/domain.hpp"
#include "problem/any_point.hpp"
#include "problem/contents.hpp"
#include "problem/stated_inputs.hpp"

namespace ansatz {
namespace {

/// The wave of which `angle` is the angle, if it is linear in one coordinate and depends on nothing else.
std::optional<StatedWave> wave_of(const Problem& problem, const AnyPoint& point, ad::Expr angle) {
  StatedWave wave;
  for (std::size_t i = 0; i < problem.domain.dimensions(); ++i) {
    const ad::Expr slope = ad::partial(angle, point.coordinates(), static_cast<std::uint32_t>(i));
    const std::optional<double> value = number_in(slope);
    if (!value || (*value != 0 && wave.frequency != 0)) return std::nullopt;
    if (*value != 0) wave = {i, std::abs(*value)};
  }
  return wave.frequency > 0 && std::isfinite(wave.frequency) ? std::optional(wave) : std::nullopt;
}

bool turns_often(const Problem& problem, const StatedWave& wave) {
  constexpr double rounding = 1e-9;
  const Interval side = bounding_box(problem.domain).at(wave.coordinate);
  const double periods = wave.frequency * (side.upper - side.lower) / (2 * std::numbers::pi);
  return periods > most_plain_periods * (1 + rounding);
}

void find_waves(const Problem& problem, const Condition& condition, std::vector<StatedWave>& waves) {
  ad::Graph graph;
  const AnyPoint point(problem, graph);
  for (const ad::Expr& residual : condition.residuals(point)) {
    if (!residual.valid()) continue;
    for (const std::uint32_t id : ad::reachable(std::span(&residual, 1))) {
      if (graph.node(id).op != ad::Op::sin && graph.node(id).op != ad::Op::cos) continue;
      const auto wave = wave_of(problem, point, ad::Expr(graph, graph.operands(id)[0]));
      if (!wave || !turns_often(problem, *wave)) continue;
      const bool known = std::any_of(waves.begin(), waves.end(), [&](const StatedWave& other) {
        return other.coordinate == wave->coordinate && other.frequency == wave->frequency;
      });
      if (!known) waves.push_back(*wave);
    }
  }
}

}  // namespace

std::vector<StatedWave> waves_of(const Problem& problem) {
  std::vector<StatedWave> waves;
  try {
    for (const Condition& condition : problem.conditions)
      if (condition.kind != ConditionKind::fit && condition.residuals) find_waves(problem, condition, waves);
  } catch (const UserError&) {
    return {};  // whoever makes a loss of it says what is wrong
  }
  if (waves.size() > most_waves) waves.resize(most_waves);
  return waves;
}

std::vector<InputFeature> wave_inputs(const Problem& problem) {
  std::vector<InputFeature> inputs;
  for (const StatedWave& wave : waves_of(problem)) {
    inputs.emplace_back().value = [wave](const PointScope& at) {
      return ad::sin(wave.frequency * at.coordinate(wave.coordinate));
    };
    inputs.emplace_back().value = [wave](const PointScope& at) {
      return ad::cos(wave.frequency * at.coordinate(wave.coordinate));
    };
  }
  return inputs;
}

std::vector<std::string> waves_in_words(const Problem& stated) {
  const auto& networks = stated.networks;
  if (!networks.empty() && std::none_of(networks.begin(), networks.end(), reads_coordinates)) return {};
  std::string list;
  for (const StatedWave& wave : waves_of(stated))
    list += fmt::format("{}{:.6g}*{}", list.empty() ? "" : ", ", wave.frequency,
                        coordinate_name(stated.domain, wave.coordinate));
  if (list.empty()) return {};
  return {fmt::format("the network reads sine and cosine of {} beside the coordinates, as the problem has such waves",
                      list)};
}

}  // namespace ansatz
