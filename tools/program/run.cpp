// `ansatz run`: compile, train, evaluate, report. What it leaves is a run folder:
//
//   problem.pde   the resolved problem; running it repeats this run bit for bit
//   data/         copies of the files with numbers that it reads
//   result.json, history.csv, slopes.csv, parameters.csv, solution.csv   (columns: results.hpp of core)
//   conditioning.csv   where a plot asks for it (slope_conditioning.hpp of core)
//   checkpoint    where training stands, for --resume; checkpoint.before: where it stood before that
//   snapshots/    what was trained at the steps that plots show
//   report.html   all of it as a page (report_of.hpp)
//   solution.*    in the other formats that `output { save = [...] }` names (writers.hpp of core)
//
// An interrupted or diverged run leaves the same files as a finished one. Problems of images: run_images.hpp. Read
// next: run_folder.hpp, progress.hpp, run_results.hpp.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/exact_values.hpp"
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
#include "run_files.hpp"
#include "run_folder.hpp"
#include "run_id.hpp"
#include "run_images.hpp"
#include "run_options.hpp"
#include "run_results.hpp"
#include "slow_start.hpp"
#include "summary.hpp"
#include "terminal.hpp"
#include "time_limit.hpp"
#include "training_files.hpp"

namespace ansatz::cli {
namespace {

dsl::Compilation compile_for(const RunOptions& options) {
  std::vector<dsl::Override> seed;
  if (options.seed) seed.push_back({"compute.seed", std::to_string(*options.seed)});
  auto compilation = compile(options.file, options.problem, seed);
  if (compilation.sound() && options.out.empty())
    if (const auto output =
            dsl::misplaced_output(compilation, {options.problem.allowed.begin(), options.problem.allowed.end()})) {
      compilation.diagnostics.push_back(*output);
      compilation.problem.reset();
      compilation.classification.reset();
    }
  report_diagnostics(compilation);
  return compilation;
}

/// Decides how many threads there are: as asked for, or as many as find a processor free. Returns what there is to say
/// of those that do not.
std::string choose_threads(const RunOptions& options, Compute& compute) {
  int& threads = compute.threads;
  if (options.threads) threads = *options.threads;
  if (threads != 0) return "";
  threads = free_processors();
  return busy_processors(threads);
}

std::string introduction(const Solver& solver, const RunFolder& folder, const std::vector<MemoryPart>& memory,
                         const std::string& busy) {
  const Problem& problem = solver.problem();
  auto title = problem.title.empty() ? problem.name : problem.name + ": " + problem.title;
  return fmt::format("{}\n{} parameters, {}, {} thread{}{}, seed {}{}; files in {}\n", printable(title),
                     solver.parameter_count(), problem.compute.precision == ad::Precision::f64 ? "f64" : "f32",
                     solver.threads(), solver.threads() == 1 ? "" : "s", busy, problem.compute.seed,
                     memory_note(memory), folder.name());
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

/// Trains, shows progress, and writes what grows meanwhile. A file that cannot be written ends nothing.
Outcome train(Solver& solver, TrainingFiles& files, const RunOptions& options, const TimeLimit& limit) {
  ProgressDisplay display(style_of(options), names_of(solver.problem().unknowns), solver.solution().outcome().history);
  Attempts attempts([&](const std::string& line) {
    display.say(line + "\n");
    solver.note(line);
  });
  auto observe = [&](const Progress& progress) {
    files.record(progress, attempts);
    display.show(progress, solver.slopes());
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
  if (goes_on && renamed) save_checkpoint(folder.path(), [&](const std::filesystem::path& file) { solver.save(file); });
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
Verification verified(const Solver& solver) {
  try {
    return verify(solver.solution());
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

/// What is wrong, for a run that says nothing else.
std::string last_words(const Outcome& outcome, const Verification& found, int status) {
  if (status == exit_failed) return fmt::format("error: {}\n", printable(outcome.reason));
  if (status != exit_doubtful && status != exit_stalled) return "";
  return fmt::format("warning: {}: {}\n", name_of(found.verdict), printable(found.reason));
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
  if (!compilation.sound()) return exit_diagnostics;
  Compute& compute = compilation.problem ? compilation.problem->compute : compilation.classification->compute;
  const std::string busy = choose_threads(options, compute);
  if (compilation.classification) return run_images(options, compilation, limit);
  const dsl::OutputPlan& output = compilation.output;
  RunFolder folder(options.out, options.file, compilation);
  if (folder.holds(options.file)) compilation.problem->name = name_of_run(folder.path());  // as for who asks it later
  require_writable(*compilation.problem, output.formats);
  const std::vector<MemoryPart> memory = memory_of(*compilation.problem);
  require_memory(memory, options.memory_limit, free_memory());
  Solver solver = solver_of(std::move(*compilation.problem), options.quiet);
  const InterruptWatch watch;  // from the first file on, so that an interrupted run leaves them all
  if (options.resume) {
    const bool goes_on = folder.resume([&](const std::filesystem::path& file) { solver.restore(file); },
                                       [&](const std::string& odd) { solver.note(odd); },
                                       [&] { return solver.solution().outcome().last.step; });
    if (goes_on && folder.holds_problem()) report(mixed_runs(folder.path(), solver.solution()));
  }
  const std::string kept = folder.open(options.before());
  take_name(solver, folder, options.resume && saves(output, "model"));
  if (!options.quiet) report(introduction(solver, folder, memory, busy) + kept);
  TrainingFiles files(solver, folder, output, CheckpointPace::Seconds(options.checkpoint_seconds()));
  Outcome outcome = train(solver, files, options, limit);
  if (outcome.status == Status::interrupted && !InterruptWatch::requested() && limit.over())
    outcome.reason = fmt::format("the time of --max-time {} is over", options.max_time);
  Attempts attempts([](const std::string&) {});
  files.finish(folder, outcome, attempts);
  const Verification found = verified(solver);
  const RunResults results{solver, outcome, found, compilation, files};
  const std::string page = write_results(results, folder, attempts);
  if (!options.quiet)
    print(summary(solver.problem(), outcome, found, points_without_exact(solver.problem(), solver.evaluate())) + page);
  if (!attempts.failed().empty()) rescue(results, folder, attempts);
  const int status = exit_status(outcome, found, limit);
  options.quiet ? report(last_words(outcome, found, status)) : print(closing(outcome, folder, output, options));
  return status;
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", "Compile a problem, train, and report");
  add_run_options(*command, *options);
  command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace ansatz::cli
