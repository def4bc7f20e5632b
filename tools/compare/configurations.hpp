// Which runs are one configuration over several seeds, and what it is called.
#pragma once

#include <string>
#include <vector>

#include "compare/comparison.hpp"

namespace ansatz::compare {

/// In the order of their first runs. Marks runs that repeat another of their configuration and seed. Configurations
/// whose runs are all shared become one, "1, 2" where they differ. Names have the last words of the keys, "adaptive" of
/// "network.adaptive", where these are different. Throws InternalFault where a run has not as many
/// values as there are axes.
std::vector<Configuration> configurations_of(const std::vector<std::string>& axes, std::vector<Run>& runs);

}  // namespace ansatz::compare
