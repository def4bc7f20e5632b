// What a run ran on, in words, for those who want to repeat it: they stand in result.json, and from there on the page.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ansatz::cli {

/// Names and texts in the order in which they are shown: processor, cores, instructions, system, compiler. What the
/// machine does not tell is left out.
std::vector<std::pair<std::string, std::string>> environment();

}  // namespace ansatz::cli
