// `ansatz sweep`: the runs that the `sweep` of a file asks for, and what came of them.
//
// Everything is compiled before anything is run (sweep_plan.hpp). Each run is a process of this program
// (sweep_runner.hpp) with a folder of its own (sweep_folder.hpp) that `eval`, `report` and `export` take like any
// other. In the end what is there is compared (comparison_of.hpp), whatever became of the rest.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/duration.hpp"
#include "command.hpp"
#include "command_words.hpp"
#include "comparison_of.hpp"
#include "compilation.hpp"
#include "free_processors.hpp"
#include "interrupt.hpp"
#include "ranges.hpp"
#include "sweep_folder.hpp"
#include "sweep_plan.hpp"
#include "sweep_results.hpp"
#include "sweep_runner.hpp"
#include "sweep_view.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::uint64_t most_jobs = 1024;

struct SweepOptions {
  std::string file;
  ProblemOptions problem;
  std::string out;
  std::optional<int> jobs, threads;
  std::string max_time, memory_limit;
  bool dry_run = false, resume = false, force = false, quiet = false;

  Before before() const { return resume ? Before::continued : force ? Before::overwritten : Before::kept; }
};

/// Small runs gain little from a second thread, so that processors go to runs first, and to threads where there are
/// fewer runs.
SweepPace pace_of(const SweepOptions& options, std::size_t runs) {
  const int processors = free_processors();
  const int most = static_cast<int>(std::min<std::size_t>(runs, most_jobs));
  SweepPace pace;
  pace.jobs = std::min(most, options.jobs.value_or(std::max(1, processors / options.threads.value_or(1))));
  pace.threads = options.threads.value_or(std::max(1, processors / pace.jobs));
  pace.max_seconds = seconds_in(options.max_time);
  pace.memory_limit = options.memory_limit;
  if (!options.jobs && !options.threads) pace.busy = busy_processors(processors);
  return pace;
}

std::string pace_text(const SweepPace& pace) {
  return fmt::format("{} at a time with {} thread{} each{}", pace.jobs, pace.threads, pace.threads == 1 ? "" : "s",
                     pace.busy);
}

/// What says which runs there are.
CommandWords repeated(const SweepOptions& options) {
  CommandWords words("sweep", options.file);
  words.add(options.problem);
  words.add("--out", options.out);
  return words;
}

std::string resume_command(const SweepOptions& options) {
  CommandWords words = repeated(options);
  if (options.jobs) words.add("--jobs", std::to_string(*options.jobs));
  if (options.threads) words.add("--threads", std::to_string(*options.threads));
  words.add("--max-time", options.max_time);
  words.add("--memory-limit", options.memory_limit);
  return words.line() + " --resume";
}

/// The sweep of a file that was compiled without errors. Throws UserError where it has none.
const dsl::Sweep& sweep_of(const dsl::Compilation& compilation, const SweepOptions& options) {
  if (compilation.sweep.axes.empty())
    throw UserError(fmt::format(
        "nothing varies in `{}`: say what does by `sweep {{ seed = 1..5 }}` in it, or by --set sweep.seed=1..5",
        printable(options.file)));
  return compilation.sweep;
}

int exit_status(const std::vector<RunResult>& results, bool out_of_time) {
  if (InterruptWatch::requested()) return exit_interrupted;
  const auto any = [&](compare::Status status) {
    return std::any_of(results.begin(), results.end(), [&](const RunResult& one) { return one.status == status; });
  };
  if (out_of_time && (any(compare::Status::missing) || any(compare::Status::interrupted))) return exit_out_of_time;
  return any(compare::Status::failed) || any(compare::Status::diverged) ? exit_failed : exit_fine;
}

SweepRunner::Style style_of(const SweepOptions& options) {
  if (options.quiet) return SweepRunner::Style::quiet;
  return errors_on_terminal() ? SweepRunner::Style::live : SweepRunner::Style::plain;
}

/// Leaves compare.html, compare.csv and runs.csv beside the runs; the tables.
std::string compared(const SweepOptions& options, const SweepPlan& plan, const SweepFolder& folder,
                     const std::vector<RunResult>& results) {
  const std::filesystem::path beside = folder.runs().parent_path();
  const MadeComparison made = comparison_of(
      {compared_plan(plan, folder.runs(), results),
       plan.source.stem().string(),
       {{"runs", repeated(options).line()}, {"comparison", CommandWords("compare", beside.string()).line()}},
       beside,
       options.threads});
  write_comparison(made, beside);
  return comparison_text(made.comparison, output_columns());
}

int sweep(const SweepOptions& options) {
  const dsl::Compilation compilation = compile(options.file, options.problem);
  report_diagnostics(compilation);
  if (!compilation.sound()) return exit_diagnostics;
  const SweepPlan plan = plan_sweep(options.file, options.problem, sweep_of(compilation, options));
  const SweepPace pace = pace_of(options, plan.runs.size());
  SweepFolder folder(options.out, options.file, compilation);
  const std::string introduction = fmt::format("{}; {}; files in {}\n", counts(plan), pace_text(pace), folder.name());
  if (options.dry_run) {
    print(plan_table(plan) + introduction);
    return exit_fine;
  }
  const InterruptWatch watch;
  const std::string kept = folder.open(options.file, compilation, options.before());
  if (!options.quiet) report(introduction + kept);
  SweepRunner runner(plan, folder, pace, style_of(options));
  const std::vector<RunResult> results = runner.run();
  const int status = exit_status(results, runner.out_of_time());
  const std::string tables = compared(options, plan, folder, results);
  if (options.quiet) return status;
  print(tables + results_summary(results) + "files       " + folder.name() + "\n");
  if (status == exit_interrupted || status == exit_out_of_time)
    print("to go on    " + printable(resume_command(options)) + "\n");
  return status;
}

}  // namespace

void add_sweep(CLI::App& app, Action& action) {
  auto options = std::make_shared<SweepOptions>();
  CLI::App* command = app.add_subcommand("sweep", "Run a problem for every combination that its sweep names");
  command->add_option("FILE", options->file, "The problem (.pde)")->required();
  add_problem_options(*command, options->problem);
  command->add_option("--out", options->out, "The folder for the runs (default: out/NAME-sweep)");
  command->add_option("--jobs", options->jobs, "Runs at once (default: as many as there are processors)")
      ->check(whole_number_between(1, most_jobs));
  add_threads_option(*command, options->threads, "Threads of each run (default: processors for each run at once)");
  add_max_time_option(*command, options->max_time);
  add_memory_limit_option(*command, options->memory_limit);
  command->add_flag("--dry-run", options->dry_run, "Show the runs, and run nothing");
  auto* resume =
      command->add_flag("--resume", options->resume, "Keep the runs that are finished, go on with the others");
  command
      ->add_flag("--force", options->force, "Replace the runs in the folder (default: they are kept, as NAME-sweep.1)")
      ->excludes(resume);
  command->add_flag("--quiet", options->quiet, "Say nothing but what is wrong");
  command->callback([options, &action] { action = [options] { return sweep(*options); }; });
}

}  // namespace ansatz::cli
