#include "run_options.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "duration.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::uint64_t greatest_seed =
    9007199254740992;  // 2^53: numbers of the language are doubles, problem.pde names it

/// A word as a shell reads it back.
std::string quoted(const std::string& word) {
  constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string wrong_duration(const std::string& text) {
  if (parse_duration(text)) return "";
  return fmt::format("needs a time such as 90s, 10min or 2h; got `{}`", printable(text));
}

}  // namespace

Before RunOptions::before() const { return resume ? Before::continued : force ? Before::overwritten : Before::kept; }

std::optional<double> RunOptions::max_seconds() const { return parse_duration(max_time); }

void add_run_options(CLI::App& command, RunOptions& options) {
  command.add_option("FILE", options.file, "The problem (.pde)")->required();
  add_problem_options(command, options.problem);
  command.add_option("--out", options.out, "The folder for the files of the run (default: out/NAME)");
  command.add_option("--seed", options.seed, "Seed of all random numbers")
      ->check(whole_number_between(0, greatest_seed));
  add_threads_option(command, options.threads);
  command.add_option("--max-time", options.max_time, "End after that time, as in 90s, 10min or 2h, with a checkpoint")
      ->type_name("TIME")
      ->check(CLI::Validator(wrong_duration, ""));
  auto* resume = command.add_flag("--resume", options.resume, "Go on from the checkpoint in the folder of the run");
  command
      .add_flag("--force", options.force, "Replace the results in the folder (default: they are kept, as out/NAME.1)")
      ->excludes(resume);
  command.add_flag("--quiet", options.quiet, "Say nothing but what is wrong");
}

std::string resume_command(const RunOptions& options) {
  const char* wrapper = std::getenv("ANSATZ_WRAPPER");
  std::string line = fmt::format("{} run {}", wrapper == nullptr ? "ansatz" : quoted(wrapper), quoted(options.file));
  const auto add = [&](const char* name, const std::string& value) {
    line += fmt::format(" {} {}", name, quoted(value));
  };
  for (const auto& setting : options.problem.settings) add("--set", setting);
  for (const auto& folder : options.problem.allowed) add("--allow-path", folder);
  if (!options.out.empty()) add("--out", options.out);
  if (options.seed) add("--seed", std::to_string(*options.seed));
  if (options.threads) add("--threads", std::to_string(*options.threads));
  if (!options.max_time.empty()) add("--max-time", options.max_time);
  return line + " --resume";
}

}  // namespace ansatz::cli
