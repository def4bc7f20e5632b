// What options take, checked with messages in words: "--threads: needs a whole number from 1 to 1024; got `0`".
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ansatz::cli {

CLI::Validator whole_number_between(std::uint64_t least, std::uint64_t greatest);
CLI::Validator number_between(double least, double greatest);
/// Described as "{text,json}", which completion reads.
CLI::Validator one_of(std::vector<std::string> words);

/// An option that takes a time, as core's duration.hpp reads it.
void add_time_option(CLI::App& command, const std::string& name, std::string& time, const std::string& doc);
/// --max-time.
void add_max_time_option(CLI::App& command, std::string& max_time);
/// --memory-limit, which memory.hpp reads.
void add_memory_limit_option(CLI::App& command, std::string& limit);
/// --threads, with the same range for every command that has it.
void add_threads_option(CLI::App& command, std::optional<int>& threads,
                        const std::string& doc = "Number of threads (default: all that are free)");

}  // namespace ansatz::cli
