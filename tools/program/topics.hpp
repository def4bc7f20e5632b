// The words that `ansatz doc` knows, for whoever completes them.
#pragma once

#include <string>
#include <vector>

namespace ansatz::cli {

/// Every topic that is one word, sorted, each once.
std::vector<std::string> topics();

}  // namespace ansatz::cli
