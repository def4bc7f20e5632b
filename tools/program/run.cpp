// `ansatz run`: compile, train, evaluate, report. What it leaves is a run folder:
//
//   problem.pde   the resolved problem; running it repeats this run bit for bit
//   data/         copies of the files with numbers that it reads
//   result.json, history.csv, slopes.csv, solution.csv   (columns: results.hpp of core)
//   checkpoint    where training stands, for --resume
//   solution.*    in the other formats that `output { save = [...] }` names (writers.hpp of core)
//
// An interrupted or diverged run leaves the same files as a finished one.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/writers.hpp"
#include "command.hpp"
#include "compilation.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "summary.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

struct Options {
  std::string file;
  ProblemOptions problem;
  std::string out;
  std::optional<std::uint64_t> seed;
  std::optional<int> threads;
  bool resume = false;
  bool quiet = false;
};

constexpr std::chrono::seconds checkpoint_interval{60};
constexpr double greatest_seed = 9007199254740992;  // 2^53: numbers of the language are doubles, problem.pde names it

/// Where the files of a run go, and which.
class RunFolder {
 public:
  RunFolder(const Options& options, const dsl::Compilation& compilation)
      : save_(compilation.output.save), path_(compilation.output.directory) {
    if (!options.out.empty()) path_ = options.out;
    if (path_.empty()) path_ = fs::path("out") / compilation.problem->name;
    std::error_code failure;
    fs::create_directories(path_, failure);
    if (failure) {
      throw WorldFailure(fmt::format("cannot make the folder `{}`: {}", printable(path_.string()), failure.message()));
    }
  }

  /// Before training: a folder that cannot be written to is better found out now than hours later.
  void write_problem(const fs::path& source, const std::string& resolved) const {
    auto target = path_ / "problem.pde";
    std::error_code absent;
    if (fs::equivalent(source, target, absent) && read_whole(target) != resolved) {
      throw UserError(fmt::format("the run would replace `{}`, the file it is read from; name another folder by --out",
                                  printable(source.string())));
    }
    write_whole(target, resolved);
  }

  /// Copies the files that the problem reads, so that the folder repeats the run wherever it is taken.
  void write_data(const std::vector<dsl::DataFile>& files) const {
    for (const auto& file : files) {
      auto target = path_ / file.name;
      std::error_code failure;
      if (fs::equivalent(file.path, target, failure)) continue;
      fs::create_directories(target.parent_path(), failure);
      write_whole(target, read_whole(file.path));
    }
  }

  /// Takes the solver to where the run in this folder stopped.
  void resume(Solver& solver) const {
    auto checkpoint = path_ / "checkpoint";
    if (!fs::exists(checkpoint)) {
      throw UserError(fmt::format("there is no run to resume: `{}` does not exist; leave out --resume to start one",
                                  printable(checkpoint.string())));
    }
    solver.restore(checkpoint);
  }

  fs::path operator/(const char* name) const { return path_ / name; }
  std::string name() const { return printable(path_.string()); }

  /// The formats that `save` names beside the tables of every run.
  std::vector<const Writer*> formats() const {
    std::vector<const Writer*> formats;
    for (const auto& word : save_)
      if (const Writer* writer = find_writer(writers(), word); writer != nullptr && word != "csv")
        formats.push_back(writer);
    return formats;
  }

  bool saves(const char* what) const {
    return save_.empty() || std::find(save_.begin(), save_.end(), what) != save_.end();
  }

 private:
  std::vector<std::string> save_;
  fs::path path_;
};

dsl::Compilation compile_for(const Options& options) {
  std::vector<dsl::Override> seed;
  if (options.seed) seed.push_back({"compute.seed", std::to_string(*options.seed)});
  auto compilation = compile(options.file, options.problem, seed);
  report_diagnostics(compilation);
  if (compilation.problem && options.threads) compilation.problem->compute.threads = *options.threads;
  return compilation;
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

/// Trains, shows progress, and writes a checkpoint now and then.
Outcome train(Solver& solver, const RunFolder& folder, bool quiet) {
  ProgressDisplay display(quiet                  ? ProgressDisplay::Style::quiet
                          : errors_on_terminal() ? ProgressDisplay::Style::live
                                                 : ProgressDisplay::Style::plain,
                          names_of(solver.problem().unknowns), solver.solution().outcome().history);
  auto saved = std::chrono::steady_clock::now();
  auto observe = [&](const Progress& progress) {
    display.show(progress, solver.slopes());
    auto now = std::chrono::steady_clock::now();
    if (folder.saves("model") && now - saved >= checkpoint_interval) {
      solver.save(folder / "checkpoint");
      saved = now;
    }
    return true;
  };
  Outcome outcome = solver.train(observe, InterruptWatch::requested);
  display.finish();
  return outcome;
}

/// Before training: what a format cannot hold is better found out now.
void require_writable(const Problem& problem, const std::vector<const Writer*>& formats) {
  for (const Writer* writer : formats)
    if (writer->most_coordinates != 0 && problem.domain.dimensions() > writer->most_coordinates)
      throw UserError(
          fmt::format("`save` names {}, which holds up to {} coordinates, and this problem has {}; leave it "
                      "out, and export a part of the solution later: ansatz export --format {} --at ...",
                      writer->name, writer->most_coordinates, problem.domain.dimensions(), writer->name));
}

void write_results(Solver& solver, const Outcome& outcome, const RunFolder& folder) {
  const Problem& problem = solver.problem();
  if (folder.saves("model")) solver.save(folder / "checkpoint");
  if (folder.saves("csv")) {
    write_history(folder / "history.csv", problem, outcome);
    if (!outcome.slopes.empty()) write_slopes(folder / "slopes.csv", problem, outcome);
    write_solution(folder / "solution.csv", problem, solver.evaluate());
  }
  for (const Writer* writer : folder.formats())
    write(folder / "solution", Extract(solver.solution(), fields_of(problem), usual_places(problem)), *writer);
  write_result(folder / "result.json", solver, outcome, ANSATZ_VERSION);
}

/// Where the program is, said by a run of `tools/ansatz`: that wrapper is not on the PATH, and leaves its path.
std::string whereabouts() {
  const char* wrapper = std::getenv("ANSATZ_WRAPPER");
  return wrapper == nullptr ? "" : "program     " + printable(wrapper) + "\n";
}

int exit_status(Status status) {
  switch (status) {
    case Status::finished: return exit_fine;
    case Status::interrupted: return exit_interrupted;
    case Status::diverged: return exit_failed;
  }
  throw InternalFault("a run ended in a state that has no name");
}

int run(const Options& options) {
  auto compilation = compile_for(options);
  if (!compilation.problem) return exit_diagnostics;
  const InterruptWatch watch;  // from the first file on, so that an interrupted run leaves them all
  RunFolder folder(options, compilation);
  require_writable(*compilation.problem, folder.formats());
  Solver solver(std::move(*compilation.problem));
  if (options.resume) folder.resume(solver);
  folder.write_problem(options.file, compilation.resolved);
  folder.write_data(compilation.data_files);
  if (!options.quiet) report(introduction(solver, folder));
  Outcome outcome = train(solver, folder, options.quiet);
  write_results(solver, outcome, folder);
  if (!options.quiet) print(summary(solver.problem(), outcome) + "files       " + folder.name() + "\n" + whereabouts());
  return exit_status(outcome.status);
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("run", "Compile a problem, train, and report");
  command->add_option("FILE", options->file, "The problem (.pde)")->required();
  add_problem_options(*command, options->problem);
  command->add_option("--out", options->out, "The folder for the files of the run (default: out/NAME)");
  command->add_option("--seed", options->seed, "Seed of all random numbers: a whole number")
      ->check(CLI::Range(0.0, greatest_seed));
  command->add_option("--threads", options->threads, "Number of threads (default: all)")->check(CLI::Range(1, 1024));
  command->add_flag("--resume", options->resume, "Go on from the checkpoint in the folder of the run");
  command->add_flag("--quiet", options->quiet, "Say nothing but what is wrong");
  command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace ansatz::cli
