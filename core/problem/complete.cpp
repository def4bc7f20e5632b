#include "problem/complete.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "ansatz/core/automatic.hpp"
#include "problem/check.hpp"
#include "problem/waves.hpp"

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

}  // namespace

Problem completed(Problem problem) {
  require_sound(problem);
  complete_networks(problem);
  give_waves(problem);
  if (problem.stages.empty()) problem.stages.push_back(default_stage(problem.networks, problem.domain.dimensions()));
  return problem;
}

}  // namespace ansatz
