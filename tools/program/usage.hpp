// What is said of a command line that is not understood: what is wrong with it, and what could be meant. CLI11 finds
// the mistakes; its own words speak of the program's inside.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace ansatz::cli {

/// One line without its end. `words`: the command line without the name of the program.
std::string usage_message(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words);

}  // namespace ansatz::cli
