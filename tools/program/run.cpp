// `ansatz run`: compile, train, evaluate, report. What it leaves is a run folder:
//
//   problem.pde   the resolved problem; running it repeats this run bit for bit
//   data/         copies of the files with numbers that it reads
//   result.json, history.csv, slopes.csv, solution.csv   (columns: results.hpp of core)
//   checkpoint    where training stands, for --resume; checkpoint.before: where it stood before that
//   snapshots/    what was trained at the steps that plots show
//   report.html   all of it as a page (report_of.hpp)
//   solution.*    in the other formats that `output { save = [...] }` names (writers.hpp of core)
//
// An interrupted or diverged run leaves the same files as a finished one. Read next: run_folder.hpp, progress.hpp,
// run_results.hpp.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/history.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "ansatz/core/writers.hpp"
#include "ansatz/dsl/output_folder.hpp"
#include "attempts.hpp"
#include "checkpoints.hpp"
#include "command.hpp"
#include "compilation.hpp"
#include "free_processors.hpp"
#include "interrupt.hpp"
#include "memory.hpp"
#include "progress.hpp"
#include "report_of.hpp"
#include "run_files.hpp"
#include "run_folder.hpp"
#include "run_options.hpp"
#include "run_results.hpp"
#include "slow_start.hpp"
#include "snapshots.hpp"
#include "summary.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

/// The time that a run may take, from when it was asked for.
class TimeLimit {
 public:
  explicit TimeLimit(std::optional<double> seconds) : seconds_(seconds) {}
  bool over() const { return seconds_ && std::chrono::duration<double>(Clock::now() - start_).count() >= *seconds_; }

 private:
  using Clock = std::chrono::steady_clock;
  std::optional<double> seconds_;
  Clock::time_point start_ = Clock::now();
};

dsl::Compilation compile_for(const RunOptions& options) {
  std::vector<dsl::Override> seed;
  if (options.seed) seed.push_back({"compute.seed", std::to_string(*options.seed)});
  auto compilation = compile(options.file, options.problem, seed);
  if (compilation.problem && options.out.empty())
    if (const auto output =
            dsl::misplaced_output(compilation, {options.problem.allowed.begin(), options.problem.allowed.end()})) {
      compilation.diagnostics.push_back(*output);
      compilation.problem.reset();
    }
  report_diagnostics(compilation);
  if (!compilation.problem) return compilation;
  int& threads = compilation.problem->compute.threads;
  threads = options.threads ? *options.threads : threads == 0 ? free_processors() : threads;
  return compilation;
}

std::string introduction(const Solver& solver, const RunFolder& folder, const std::vector<MemoryPart>& memory) {
  const Problem& problem = solver.problem();
  auto title = problem.title.empty() ? problem.name : problem.name + ": " + problem.title;
  return fmt::format("{}\n{} parameters, {}, {} thread{}, seed {}{}; files in {}\n", printable(title),
                     solver.parameter_count(), problem.compute.precision == ad::Precision::f64 ? "f64" : "f32",
                     solver.threads(), solver.threads() == 1 ? "" : "s", problem.compute.seed, memory_note(memory),
                     folder.name());
}

/// Places points and compiles, which takes long for many points, large networks and intricate shapes.
Solver solver_of(Problem problem, bool quiet) {
  const SlowStart slow(quiet ? ""
                             : fmt::format("placing points and compiling {} condition{} ...", problem.conditions.size(),
                                           problem.conditions.size() == 1 ? "" : "s"));
  return Solver(std::move(problem));
}

std::vector<std::string> names_of(const std::vector<UnknownSpec>& unknowns) {
  std::vector<std::string> names;
  for (const UnknownSpec& unknown : unknowns) names.push_back(unknown.name);
  return names;
}

ProgressDisplay::Style style_of(const RunOptions& options) {
  if (options.quiet) return ProgressDisplay::Style::quiet;
  return errors_on_terminal() ? ProgressDisplay::Style::live : ProgressDisplay::Style::plain;
}

/// Keeps what is trained at a step that a plot shows.
void keep_snapshot(const Solver& solver, const RunFolder& folder, std::uint64_t step) {
  const std::filesystem::path file = snapshot_file(folder.path(), step);
  std::error_code failure;
  std::filesystem::create_directories(file.parent_path(), failure);  // what is wrong is said by `save`
  solver.solution().save(file);
}

/// Trains, shows progress, writes history row by row, snapshots, and a checkpoint now and then. A file that cannot be
/// written ends nothing.
Outcome train(Solver& solver, RunFolder& folder, const dsl::OutputPlan& output, const RunOptions& options,
              const TimeLimit& limit, std::optional<HistoryFile>& history) {
  ProgressDisplay display(style_of(options), names_of(solver.problem().unknowns), solver.solution().outcome().history);
  const std::vector<std::uint64_t> shown = snapshot_steps(solver.problem().plots);
  const std::chrono::duration<double> apart(options.checkpoint_seconds());
  auto saved = std::chrono::steady_clock::now();
  Attempts attempts([&](const std::string& line) {
    display.say(line + "\n");
    solver.note(line);
  });
  const auto attempt = [&](const std::filesystem::path& file, const std::function<void()>& write) {
    attempts.attempt(file.string(), [&] { folder.mend(), write(); });
  };
  auto observe = [&](const Progress& progress) {
    if (history) attempt(folder / "history.csv", [&] { history->append(progress); });
    if (std::binary_search(shown.begin(), shown.end(), progress.step))
      attempt(snapshot_file(folder.path(), progress.step), [&] { keep_snapshot(solver, folder, progress.step); });
    display.show(progress, solver.slopes());
    auto now = std::chrono::steady_clock::now();
    if (saves(output, "model") && now - saved >= apart) {
      attempt(folder / "checkpoint", [&] { save_checkpoint(solver, folder.path()); });
      saved = now;
    }
    return true;
  };
  const auto tell = [&](const Event& event) {
    if (!options.quiet) display.say(fmt::format("step {}: {}\n", event.step, event.text));
  };
  Outcome outcome = solver.train(
      observe, [&] { return InterruptWatch::requested() || limit.over(); }, tell);
  display.finish();
  return outcome;
}

/// What is written from now on bears the name of the run. Where it goes on under another one, as its settings have
/// changed, so does its checkpoint: whenever it is broken off, its files are of one run.
void take_name(Solver& solver, const RunFolder& folder, bool goes_on) {
  const bool renamed = solver.solution().run() != folder.run();
  solver.name_run(folder.run());
  if (goes_on && renamed) save_checkpoint(solver, folder.path());
}

/// Before training: what a format cannot hold is better found out now.
void require_writable(const Problem& problem, const std::vector<Format>& formats) {
  for (const Format& format : formats) {
    const std::size_t most = format.method().traits.most_coordinates;
    if (most != 0 && problem.domain.dimensions() > most)
      throw UserError(
          fmt::format("`save` names {}, which holds up to {} coordinates, and this problem has {}; leave it "
                      "out, and export a part of the solution later: ansatz export --format {} --at ...",
                      format.name(), most, problem.domain.dimensions(), format.name()));
  }
}

/// Writes the page of the run, of the problem as its folder has it. Returns the line that says where it is, or why
/// there is none: by then all else is written, and nothing of it is lost.
std::string write_page(const Solver& solver, const RunFolder& folder) try {
  const FinishedRun finished{folder.path(), compile(folder / "problem.pde", {}), solver.solution()};
  return fmt::format("report      {}\n", printable(write_report(finished, figures_of(finished)).string()));
} catch (const std::runtime_error& failure) {
  return fmt::format("report      none: {}\n", failure.what());
}

/// Where the program is, said by a run of `tools/ansatz`: that wrapper is not on the PATH, and leaves its path.
std::string whereabouts() {
  const char* wrapper = std::getenv("ANSATZ_WRAPPER");
  return wrapper == nullptr ? "" : "program     " + printable(wrapper) + "\n";
}

Verification unverified(const char* why) {
  Verification none;
  none.verdict = Verdict::doubtful;
  none.reason = fmt::format("it cannot be checked at fresh points: {}", why);
  return none;
}

/// What is found at fresh points; where that fails, the answer stands without it, and is doubtful.
Verification verified(const Solution& solution) {
  try {
    return verify(solution);
  } catch (const UserError& error) {
    return unverified(error.what());
  } catch (const std::bad_alloc&) {
    return unverified("no memory is left");
  }
}

int exit_status(const Outcome& outcome, const Verification& found, const TimeLimit& limit) {
  switch (outcome.status) {
    case Status::finished:
      return found.verdict == Verdict::doubtful  ? exit_doubtful
             : found.verdict == Verdict::stalled ? exit_stalled
                                                 : exit_fine;
    case Status::interrupted:
      return InterruptWatch::requested() ? exit_interrupted : limit.over() ? exit_out_of_time : exit_failed;
    case Status::diverged: return exit_failed;
  }
  throw InternalFault("a run ended in a state that has no name");
}

/// What stands after the numbers: where the files are, and how a run that was ended goes on.
std::string closing(const Outcome& outcome, const RunFolder& folder, const dsl::OutputPlan& output,
                    const RunOptions& options) {
  std::string text = "files       " + folder.name() + "\n" + whereabouts();
  if (outcome.status == Status::interrupted && saves(output, "model"))
    text += "to go on    " + printable(resume_command(options)) + "\n";
  return text;
}

int run(const RunOptions& options) {
  const TimeLimit limit(options.max_seconds());
  auto compilation = compile_for(options);
  if (!compilation.problem) return exit_diagnostics;
  const dsl::OutputPlan& output = compilation.output;
  RunFolder folder(options.out, options.file, compilation);
  if (folder.holds(options.file)) compilation.problem->name = name_of_run(folder.path());  // as for who asks it later
  require_writable(*compilation.problem, output.formats);
  const std::vector<MemoryPart> memory = memory_of(*compilation.problem);
  require_memory(memory, options.memory_limit, free_memory());
  Solver solver = solver_of(std::move(*compilation.problem), options.quiet);
  const InterruptWatch watch;  // from the first file on, so that an interrupted run leaves them all
  if (options.resume) folder.resume(solver);
  const std::string kept = folder.open(options.before());
  take_name(solver, folder, options.resume && saves(output, "model"));
  if (!options.quiet) report(introduction(solver, folder, memory) + kept);
  std::optional<HistoryFile> history;
  if (saves(output, "csv"))
    history.emplace(folder / "history.csv", solver.problem(), solver.solution().outcome().history);
  Outcome outcome = train(solver, folder, output, options, limit, history);
  if (outcome.status == Status::interrupted && !InterruptWatch::requested() && limit.over())
    outcome.reason = fmt::format("the time of --max-time {} is over", options.max_time);
  const Verification found = verified(solver.solution());
  const RunResults results{solver, outcome, found, compilation};
  const Attempts attempts = write_results(results, folder, history ? &*history : nullptr);
  const std::string page = saves(output, "report") ? write_page(solver, folder) : "";
  if (!options.quiet) print(summary(solver.problem(), outcome, found) + page);
  if (!attempts.failed().empty()) rescue(results, folder, options.file, attempts);
  if (!options.quiet) print(closing(outcome, folder, output, options));
  return exit_status(outcome, found, limit);
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", "Compile a problem, train, and report");
  add_run_options(*command, *options);
  command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace ansatz::cli
