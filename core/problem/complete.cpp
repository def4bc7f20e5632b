#include "problem/complete.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/evolution.hpp"
#include "problem/check.hpp"
#include "problem/stated_inputs.hpp"

namespace ansatz {
namespace {

/// A field of a part of the domain has a network of its own: one that it shared would have to be smooth across parts.
void add_networks_of_parts(Problem& problem, std::vector<bool>& computed) {
  const NetworkSpec like = problem.networks.front();
  for (std::size_t field = 0; field < problem.parts.size() && field < computed.size(); ++field) {
    if (!problem.parts[field] || computed[field]) continue;
    NetworkSpec& own = problem.networks.emplace_back(like);
    own.name = problem.fields[field];
    own.fields = {field};
    computed[field] = true;
  }
}

void complete_networks(Problem& problem) {
  if (problem.networks.empty()) problem.networks.emplace_back();
  std::vector<bool> computed(problem.fields.size(), false);
  for (const NetworkSpec& network : problem.networks)
    for (const std::size_t field : network.fields)
      if (field < computed.size()) computed[field] = true;
  add_networks_of_parts(problem, computed);
  const bool all = std::all_of(computed.begin(), computed.end(), [](bool done) { return done; });
  if (!problem.parts.empty() && all)
    std::erase_if(problem.networks, [](const NetworkSpec& network) { return network.fields.empty(); });
  for (NetworkSpec& network : problem.networks) {
    if (!network.fields.empty()) continue;
    for (std::size_t i = 0; i < computed.size(); ++i)
      if (!computed[i]) network.fields.push_back(i);
    std::fill(computed.begin(), computed.end(), true);
  }
}

void require_own_networks(const Problem& problem) {
  for (const NetworkSpec& network : problem.networks)
    for (const std::size_t field : network.fields)
      if (network.fields.size() > 1 && field < problem.parts.size() && problem.parts[field])
        throw UserError(fmt::format(
            "network `{}` computes several fields, of which `{}` lives on a part of the domain; give that a "
            "network of its own, or leave it to none",
            network.name, problem.fields[field]));
}

/// What is known of a field beyond its part of the domain is none of it.
void leave_out_beyond(Problem& problem) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const std::size_t dimensions = problem.domain.dimensions();
  for (ExactField& exact : problem.exact) {
    if (exact.field >= problem.parts.size() || !problem.parts[exact.field]) continue;
    const auto lives = problem.parts[exact.field];
    for (std::size_t p = 0; p < exact.values.size(); ++p)
      if (!lives(problem.evaluation_points.data() + p * dimensions)) exact.values[p] = nothing;
    if (!exact.evaluate) continue;
    exact.evaluate = [evaluate = std::move(exact.evaluate), lives, dimensions](const double* points, std::size_t count,
                                                                               double* values) {
      evaluate(points, count, values);
      for (std::size_t p = 0; p < count; ++p)
        if (!lives(points + p * dimensions)) values[p] = nothing;
    };
  }
}

}  // namespace

Problem completed(Problem problem) {
  require_sound(problem);
  complete_networks(problem);
  require_own_networks(problem);
  leave_out_beyond(problem);
  give_stated_inputs(problem);
  if (problem.stages.empty()) problem.stages.push_back(default_stage(problem.networks, rows_of(problem.domain)));
  problem.sampling.windows = windows_of(problem);
  return problem;
}

}  // namespace ansatz
