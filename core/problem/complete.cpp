#include "problem/complete.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "ansatz/core/automatic.hpp"
#include "problem/check.hpp"

namespace ansatz {
namespace {

void complete_networks(Problem& problem) {
  if (problem.networks.empty()) problem.networks.emplace_back();
  std::vector<bool> computed(problem.fields.size(), false);
  for (const NetworkSpec& network : problem.networks)
    for (const std::size_t field : network.fields)
      if (field < computed.size()) computed[field] = true;
  for (NetworkSpec& network : problem.networks) {
    if (!network.fields.empty()) continue;
    for (std::size_t i = 0; i < computed.size(); ++i)
      if (!computed[i]) network.fields.push_back(i);
    std::fill(computed.begin(), computed.end(), true);
  }
}

/// Weights and biases, for as many inputs as there are coordinates.
std::size_t count_weights(const Problem& problem) {
  std::size_t weights = 0;
  for (const NetworkSpec& network : problem.networks) {
    std::size_t inputs = problem.domain.dimensions();
    for (const std::uint32_t width : network.hidden) {
      weights += (inputs + 1) * width;
      inputs = width;
    }
    weights += (inputs + 1) * network.fields.size();
  }
  return weights;
}

}  // namespace

Problem completed(Problem problem) {
  require_sound(problem);
  complete_networks(problem);
  if (problem.stages.empty()) problem.stages.push_back(default_stage(static_cast<double>(count_weights(problem))));
  return problem;
}

}  // namespace ansatz
