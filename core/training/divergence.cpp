#include "training/divergence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "points/domain.hpp"

namespace ansatz {
namespace {

constexpr double grown = 1e12;  // a weight that began at 1 and is more than this is what went wrong

/// "the weights of layer 2, `network/W2`"
std::string describe(const ParameterBlock& block) {
  const std::size_t slash = block.name.rfind('/');
  const std::string last = slash == std::string::npos ? std::string() : block.name.substr(slash + 1);
  const char* kind = last.starts_with('W')   ? "the weights"
                     : last.starts_with('b') ? "the biases"
                     : last.starts_with('a') ? "the slopes"
                                             : nullptr;
  if (kind == nullptr) return fmt::format("`{}`", block.name);
  const std::string layer = last.substr(1);
  return fmt::format("{}{}, `{}`", kind, layer.empty() ? "" : " of layer " + layer, block.name);
}

/// Blocks of an array like theta with an entry that is no number, the first two of them; empty where there is none.
std::string unsound_blocks(const Loss& loss, std::span<const double> values) {
  std::string text;
  std::size_t found = 0;
  for (const ParameterBlock& block : loss.trial().parameters().blocks()) {
    if (optimise::all_finite(values.subspan(block.offset, block.size))) continue;
    if (++found <= 2) text += (text.empty() ? "" : " and ") + describe(block);
  }
  return found > 2 ? fmt::format("{} and {} more", text, found - 2) : text;
}

/// Where the residuals of a condition are no numbers, or else largest: "nan at x = 0.5, t = 0".
std::optional<std::string> worst_point(const Loss& loss, TrainingData& data, std::size_t condition,
                                       std::span<const double> theta) {
  const auto of_condition = [&](const Residual& residual) { return residual.condition == condition; };
  const auto first = std::find_if(loss.residuals().begin(), loss.residuals().end(), of_condition);
  if (first == loss.residuals().end()) return std::nullopt;  // slope recovery has none
  const PointSet& points = data.points(first->group);
  const std::vector<std::vector<double>> values = data.residuals(first->group, theta);
  std::size_t row = 0, worst = 0;
  double largest = -1;
  for (const Residual& residual : loss.residuals()) {
    if (residual.group != first->group) continue;
    const std::vector<double>& here = values[row++];
    if (residual.condition != condition) continue;
    for (std::size_t p = 0; p < points.count; ++p) {
      const double size = std::isnan(here[p]) ? std::numeric_limits<double>::infinity() : std::abs(here[p]);
      if (size > largest) largest = size, worst = p;
    }
  }
  std::vector<double> point(points.dimensions);
  for (std::size_t i = 0; i < points.dimensions; ++i) point[i] = points.points[i * points.count + worst];
  return fmt::format("{} at {}", std::isfinite(largest) ? fmt::format("{:.3g}", largest) : "not finite",
                     describe_roughly(loss.trial().problem().domain, point.data()));
}

}  // namespace

std::string describe_unsound(const Loss& loss, const CompiledLoss& compiled, TrainingData& data,
                             std::span<const double> theta) {
  if (const std::string blocks = unsound_blocks(loss, theta); !blocks.empty())
    return fmt::format("{} are no longer numbers", blocks);
  const double total = compiled.loss();
  if (const std::string blocks = unsound_blocks(loss, compiled.gradient()); std::isfinite(total) && !blocks.empty())
    return fmt::format("the gradient is not finite in {}", blocks);
  std::string where;
  std::optional<std::string> place;
  for (std::size_t i = 0; i < loss.term_names().size(); ++i) {
    if (std::isfinite(total) ? compiled.terms()[i] < 0.5 * total : std::isfinite(compiled.terms()[i])) continue;
    where += fmt::format("{}`{}`", where.empty() ? " in " : ", ", loss.term_names()[i]);
    if (!place) place = worst_point(loss, data, i, theta);
  }
  return fmt::format("the loss is {:.3g}{}{}", total, where,
                     place ? fmt::format(", whose residual is {}", *place) : "");
}

std::string advice_on_unsound(const Problem& problem, const TrainingData& data, const Stage* stage) {
  if (stage == nullptr)
    return "the formula has no finite value there: look for a division by zero, and for a root or a logarithm of what "
           "is not positive";
  for (const double weight : data.mean_weights())
    if (!(weight < grown))
      return fmt::format("weights have grown to {:.1e}: let `balance` move them more slowly", weight);
  const bool has_rate = stage->method().find("lr") != nullptr;
  std::string advice = has_rate ? fmt::format("try a smaller `lr` than {}", written(stage->get("lr")))
                                : "a formula has no finite value near what was found: look for a division, a root or a "
                                  "logarithm that its values may come too close to";
  const bool may_retreat = stage->method().find("retreat") != nullptr;
  if (has_rate && may_retreat && std::get<double>(stage->get("retreat")) == 0)
    advice += ", or `retreat`, which halves it and goes on";
  if (problem.compute.precision == ad::Precision::f32)
    advice += "; single precision ends at 3e38, `precision = f64` does not";
  return advice;
}

}  // namespace ansatz
