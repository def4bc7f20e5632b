#include "problem/stated_inputs.hpp"

#include <algorithm>

namespace ansatz {

void give_stated_inputs(Problem& problem) {
  if (std::none_of(problem.networks.begin(), problem.networks.end(), reads_coordinates)) return;
  std::vector<InputFeature> more = wave_inputs(problem);
  for (InputFeature& input : corner_inputs(problem)) more.push_back(std::move(input));
  if (more.empty()) return;
  for (NetworkSpec& network : problem.networks) {
    if (!reads_coordinates(network)) continue;
    for (std::size_t i = 0; i < problem.domain.dimensions(); ++i) network.inputs.emplace_back().coordinates = {i};
    network.inputs.insert(network.inputs.end(), more.begin(), more.end());
  }
}

}  // namespace ansatz
