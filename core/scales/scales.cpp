#include "ansatz/core/scales.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/exact_conditions.hpp"
#include "problem/check.hpp"
#include "problem/complete.hpp"
#include "scales/probe.hpp"
#include "scales/sizes.hpp"

namespace ansatz {
namespace {

void find_scales(Problem& problem) {
  std::optional<scales::Probe> probe(problem);
  problem.scales = scales::field_scales(problem, *probe);
  // Weights that follow the loss while training do by themselves what sizes are for.
  const bool wants_sizes = !problem.weighting.balance;
  const scales::NamedSizes without =
      wants_sizes ? scales::named_sizes(problem, *probe, problem.scales) : scales::NamedSizes{};
  problem = with_exact_conditions(std::move(problem));
  if (!wants_sizes) return;
  if (problem.exact_conditions) probe.emplace(problem);  // fields and residuals are others now
  std::vector<std::vector<double>> sizes = scales::residual_sizes(
      problem, *probe, problem.scales, problem.exact_conditions ? without : scales::NamedSizes{});
  for (std::size_t c = 0; c < sizes.size(); ++c) problem.conditions[c].sizes = std::move(sizes[c]);
}

}  // namespace

Problem scaled(Problem stated) {
  Problem problem = completed(std::move(stated));
  if (!problem.scales.empty()) return problem;
  if (problem.compute.scale == Scaling::none) return with_exact_conditions(std::move(problem));
  require_conditions(problem);
  try {
    find_scales(problem);
  } catch (const UserError&) {
    // A mistake in a formula. Whoever uses the problem meets it again, in the user's words and not in those of a probe.
  }
  return problem;
}

std::vector<std::string> scales_in_words(const Problem& problem) {
  std::vector<std::string> words;
  std::string fields, sizes;
  for (std::size_t f = 0; f < problem.scales.size(); ++f)
    if (const FieldScale& scale = problem.scales[f]; !scale.plain())
      fields += fmt::format("{}{} = {}{:.6g} * network", fields.empty() ? "" : ", ", problem.fields[f],
                            scale.centre == 0 ? "" : fmt::format("{:.6g} + ", scale.centre), scale.size);
  if (!fields.empty()) words.push_back(fmt::format("scaled by the problem's own numbers: {}", fields));
  for (const Condition& condition : problem.conditions)
    if (!condition.sizes.empty()) {
      std::string list;
      for (const double size : condition.sizes) list += fmt::format("{}{:.3g}", list.empty() ? "" : ", ", size);
      sizes += fmt::format("{}{} by {}", sizes.empty() ? "" : "; ", condition.name, list);
    }
  if (!sizes.empty()) words.push_back(fmt::format("residuals are divided by their size at the start: {}", sizes));
  return words;
}

}  // namespace ansatz
