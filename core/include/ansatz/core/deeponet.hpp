// A network for the solutions of many problems at once: an operator, from what is given to what is found.
//
//   layers = [deeponet]        branch and trunk, in place of a list of `dense` and `act`
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "ansatz/core/layer.hpp"

namespace ansatz {

/// b(c) t(x), entry by entry: the branch b reads the parameters of the problem, the trunk t the place and the time. A
/// field is the sum of these products with trained weights. In front of the last layer, which gives the features, both
/// have the hidden layers that are stated; the last layer of the trunk has an activation, that of the branch none, so
/// that without hidden layers (`branch = []`) a field is linear in the parameters. Source: `method_of`.
struct DeepOnet {
  std::uint32_t features = 20;            // 1 .. 1e4
  std::vector<std::uint32_t> branch{20};  // neurons of its hidden layers, 1 .. 1e4
  std::vector<std::uint32_t> trunk{20, 20};
};

std::shared_ptr<const LayerMethod> method_of(const DeepOnet&);

}  // namespace ansatz
