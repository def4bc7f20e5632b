#include "run_options.hpp"

#include <CLI/CLI.hpp>

#include "ansatz/core/duration.hpp"
#include "command_words.hpp"
#include "ranges.hpp"

namespace ansatz::cli {
namespace {

constexpr std::uint64_t greatest_seed =
    9007199254740992;  // 2^53: numbers of the language are doubles, problem.pde names it

}  // namespace

Before RunOptions::before() const { return resume ? Before::continued : force ? Before::overwritten : Before::kept; }

std::optional<double> RunOptions::max_seconds() const { return seconds_in(max_time); }

double RunOptions::checkpoint_seconds() const { return *seconds_in(checkpoint_every); }

void add_run_options(CLI::App& command, RunOptions& options) {
  command.add_option("FILE", options.file, "The problem (.pde)")->required();
  add_problem_options(command, options.problem);
  command.add_option("--out", options.out, "The folder for the files of the run (default: out/NAME)");
  command.add_option("--seed", options.seed, "Seed of all random numbers")
      ->check(whole_number_between(0, greatest_seed));
  add_threads_option(command, options.threads);
  add_max_time_option(command, options.max_time);
  add_time_option(
      command, "--checkpoint-every", options.checkpoint_every,
      "The longest time between two checkpoints while training goes on; the first comes after a second (default: 60s)");
  add_memory_limit_option(command, options.memory_limit);
  auto* resume = command.add_flag("--resume", options.resume, "Go on from the checkpoint in the folder of the run");
  command
      .add_flag("--force", options.force, "Replace the results in the folder (default: they are kept, as out/NAME.1)")
      ->excludes(resume);
  command.add_flag("--quiet", options.quiet, "Say nothing but what is wrong");
}

std::string resume_command(const RunOptions& options) {
  CommandWords words("run", options.file);
  words.add(options.problem);
  words.add("--out", options.out);
  if (options.seed) words.add("--seed", std::to_string(*options.seed));
  if (options.threads) words.add("--threads", std::to_string(*options.threads));
  words.add("--max-time", options.max_time);
  if (options.checkpoint_every != RunOptions().checkpoint_every)
    words.add("--checkpoint-every", options.checkpoint_every);
  words.add("--memory-limit", options.memory_limit);
  return words.line() + " --resume";
}

}  // namespace ansatz::cli
