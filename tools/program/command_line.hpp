// The command line as a table: its commands and their options as CLI11 knows them. The reference page, the man page,
// the completions and the messages of wrong words are all made from it.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace ansatz::cli {

std::vector<const CLI::App*> commands_of(const CLI::App& app);
std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands);

/// Positional arguments and options, in their order, without --help and --version.
std::vector<const CLI::Option*> arguments_of(const CLI::App& command);
/// "--set" and so on, with --help.
std::vector<std::string> option_names(const CLI::App& command);

/// Takes no value.
bool is_flag(const CLI::Option& option);
/// What it takes: "TEXT", "whole number from 1 to 1024", "{text,json}"; empty for a flag.
std::string takes(const CLI::Option& option);
/// The words that it takes, where there are only so many.
std::vector<std::string> choices(const CLI::Option& option);

}  // namespace ansatz::cli
