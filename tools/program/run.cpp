// `ansatz run`: compile, train, evaluate, report. What it leaves is a run folder:
//
//   problem.pde   the resolved problem; running it repeats this run bit for bit
//   data/         copies of the files with numbers that it reads
//   result.json, history.csv, slopes.csv, solution.csv   (columns: results.hpp of core)
//   checkpoint    where training stands, for --resume
//   snapshots/    what was trained at the steps that plots show
//   report.html   all of it as a page (report_of.hpp)
//   solution.*    in the other formats that `output { save = [...] }` names (writers.hpp of core)
//
// An interrupted or diverged run leaves the same files as a finished one. Read next: run_folder.hpp, progress.hpp.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <stdexcept>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/history.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "ansatz/core/writers.hpp"
#include "command.hpp"
#include "compilation.hpp"
#include "environment.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "report/sha256.hpp"
#include "report_of.hpp"
#include "run_files.hpp"
#include "run_folder.hpp"
#include "run_options.hpp"
#include "snapshots.hpp"
#include "summary.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::chrono::seconds checkpoint_interval{60};

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
  report_diagnostics(compilation);
  if (compilation.problem && options.threads) compilation.problem->compute.threads = *options.threads;
  return compilation;
}

bool saves(const dsl::OutputPlan& output, const char* what) {
  return output.save.empty() || std::find(output.save.begin(), output.save.end(), what) != output.save.end();
}

std::string introduction(const Solver& solver, const RunFolder& folder) {
  const Problem& problem = solver.problem();
  auto title = problem.title.empty() ? problem.name : problem.name + ": " + problem.title;
  return fmt::format("{}\n{} parameters, {}, {} thread{}, seed {}; files in {}\n", printable(title),
                     solver.parameter_count(), problem.compute.precision == ad::Precision::f64 ? "f64" : "f32",
                     solver.threads(), solver.threads() == 1 ? "" : "s", problem.compute.seed, folder.name());
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

/// Trains, shows progress, writes history row by row, snapshots, and a checkpoint now and then.
Outcome train(Solver& solver, const RunFolder& folder, const dsl::OutputPlan& output, const RunOptions& options,
              const TimeLimit& limit) {
  const std::vector<Progress> before = solver.solution().outcome().history;
  ProgressDisplay display(style_of(options), names_of(solver.problem().unknowns), before);
  std::optional<HistoryFile> history;
  if (saves(output, "csv")) history.emplace(folder / "history.csv", solver.problem(), before);
  const std::vector<std::uint64_t> shown = snapshot_steps(solver.problem().plots);
  auto saved = std::chrono::steady_clock::now();
  auto observe = [&](const Progress& progress) {
    if (history) history->append(progress);
    if (std::binary_search(shown.begin(), shown.end(), progress.step)) keep_snapshot(solver, folder, progress.step);
    display.show(progress, solver.slopes());
    auto now = std::chrono::steady_clock::now();
    if (saves(output, "model") && now - saved >= checkpoint_interval) {
      solver.save(folder / "checkpoint");
      saved = now;
    }
    return true;
  };
  Outcome outcome = solver.train(observe, [&] { return InterruptWatch::requested() || limit.over(); });
  display.finish();
  if (history) history->finish(outcome.history);
  return outcome;
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

/// All but history.csv, which training wrote.
void write_results(Solver& solver, const Outcome& outcome, const Verification& found, const RunFolder& folder,
                   const dsl::OutputPlan& output) {
  const Problem& problem = solver.problem();
  if (saves(output, "model")) solver.save(folder / "checkpoint");
  if (saves(output, "csv")) {
    if (!outcome.slopes.empty()) write_slopes(folder / "slopes.csv", problem, outcome);
    write_solution(folder / "solution.csv", problem, solver.evaluate());
  }
  for (const Format& format : output.formats)
    write(folder / "solution", Extract(solver.solution(), fields_of(problem), usual_places(problem)), format);
  write_result(folder / "result.json", solver, outcome, found,
               {ANSATZ_VERSION, report::sha256_digits(read_whole(folder / "problem.pde")), environment()});
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

/// What is found at fresh points; where that fails, the answer stands without it, and is doubtful.
Verification verified(const Solution& solution) {
  try {
    return verify(solution);
  } catch (const UserError& error) {
    Verification none;
    none.verdict = Verdict::doubtful;
    none.reason = fmt::format("it cannot be checked at fresh points: {}", error.what());
    return none;
  }
}

int exit_status(const Outcome& outcome, const Verification& found) {
  switch (outcome.status) {
    case Status::finished: return found.verdict == Verdict::doubtful ? exit_doubtful : exit_fine;
    case Status::interrupted: return InterruptWatch::requested() ? exit_interrupted : exit_out_of_time;
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
  Solver solver(std::move(*compilation.problem));
  const InterruptWatch watch;  // from the first file on, so that an interrupted run leaves them all
  if (options.resume) folder.resume(solver);
  const std::string kept = folder.open(options.before());
  if (!options.quiet) report(introduction(solver, folder) + kept);
  Outcome outcome = train(solver, folder, output, options, limit);
  if (outcome.status == Status::interrupted && !InterruptWatch::requested())
    outcome.reason = fmt::format("the time of --max-time {} is over", options.max_time);
  const Verification found = verified(solver.solution());
  write_results(solver, outcome, found, folder, output);
  const std::string page = saves(output, "report") ? write_page(solver, folder) : "";
  if (!options.quiet)
    print(summary(solver.problem(), outcome, found) + page + closing(outcome, folder, output, options));
  return exit_status(outcome, found);
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", "Compile a problem, train, and report");
  add_run_options(*command, *options);
  command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace ansatz::cli
