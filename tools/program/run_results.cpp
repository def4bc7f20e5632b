#include "run_results.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <string>
#include <system_error>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/writers.hpp"
#include "checkpoints.hpp"
#include "environment.hpp"
#include "report/sha256.hpp"
#include "snapshots.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

void write_once(const RunResults& results, RunFolder& folder, HistoryFile* history, Attempts& attempts) {
  const Problem& problem = results.solver.problem();
  const dsl::OutputPlan& output = results.compilation.output;
  const auto attempt = [&](const std::string& name, const std::function<void()>& write) {
    attempts.attempt((folder.path() / name).string(), [&] { folder.mend(), write(); });
  };
  if (saves(output, "model")) attempt("checkpoint", [&] { save_checkpoint(results.solver, folder.path()); });
  if (saves(output, "csv")) {
    attempt("history.csv", [&] {
      history != nullptr ? history->finish(results.outcome.history)
                         : write_history(folder / "history.csv", problem, results.outcome);
    });
    if (!results.outcome.slopes.empty())
      attempt("slopes.csv", [&] { write_slopes(folder / "slopes.csv", problem, results.outcome); });
    attempt("solution.csv", [&] { write_solution(folder / "solution.csv", problem, results.solver.evaluate()); });
  }
  for (const Format& format : output.formats)
    attempt("solution " + format.name(), [&] {
      write(folder / "solution", Extract(results.solver.solution(), fields_of(problem), usual_places(problem)), format);
    });
  attempt("result.json", [&] {
    write_result(
        folder / "result.json", results.solver, results.outcome, results.found,
        {ANSATZ_VERSION, folder.run(), report::sha256_digits(read_whole(folder / "problem.pde")), environment()});
  });
}

/// What was kept of earlier steps, as far as it was.
void copy_snapshots(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  if (!fs::exists(snapshots_folder(from), failure)) return;
  fs::copy(snapshots_folder(from), snapshots_folder(to), fs::copy_options::recursive, failure);
  if (failure) throw WorldFailure(fmt::format("cannot write {}: {}", snapshots_folder(to).string(), failure.message()));
}

/// A new folder that nobody else can have made ready.
fs::path make_refuge(const std::string& name) {
  std::string refuge = (fs::temp_directory_path() / fmt::format("ansatz-{}-XXXXXX", name)).string();
  if (::mkdtemp(refuge.data()) == nullptr)
    throw WorldFailure(fmt::format("no folder can be made in {}", fs::temp_directory_path().string()));
  return refuge;
}

}  // namespace

bool saves(const dsl::OutputPlan& output, std::string_view what) {
  return output.save.empty() || std::find(output.save.begin(), output.save.end(), what) != output.save.end();
}

Attempts write_results(const RunResults& results, RunFolder& folder, HistoryFile* history) {
  Attempts attempts([](const std::string&) {});
  write_once(results, folder, history, attempts);
  if (!attempts.failed().empty()) write_once(results, folder, history, attempts);
  return attempts;
}

void rescue(const RunResults& results, const RunFolder& folder, const fs::path& source, const Attempts& failed) {
  const std::string why = fmt::format("{}; {} lacks files", failed.failed().begin()->second, folder.name());
  Attempts there([](const std::string&) {});
  fs::path refuge = fs::temp_directory_path();
  there.attempt("folder", [&] { refuge = make_refuge(results.solver.problem().name); });
  if (there.failed().empty()) {
    RunFolder elsewhere(refuge.string(), source, results.compilation);
    there.attempt("problem.pde", [&] { elsewhere.open(Before::kept); });
    if (there.failed().empty()) {
      write_once(results, elsewhere, nullptr, there);
      there.attempt("snapshots", [&] { copy_snapshots(folder.path(), refuge); });
    }
  }
  if (there.failed().empty())
    throw WorldFailure(fmt::format("{}, and all of them are in {}", why, printable(refuge.string())));
  throw WorldFailure(fmt::format("{}, and neither could they be written to {}: {}", why, printable(refuge.string()),
                                 there.failed().begin()->second));
}

}  // namespace ansatz::cli
