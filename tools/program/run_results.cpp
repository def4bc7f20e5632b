#include "run_results.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <system_error>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/slope_conditioning.hpp"
#include "ansatz/core/writers.hpp"
#include "compilation.hpp"
#include "environment.hpp"
#include "report/sha256.hpp"
#include "report_of.hpp"
#include "snapshots.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

/// The steps at which plots ask how far slopes steer training, and of which the run kept something.
std::vector<std::uint64_t> conditioning_steps(const Problem& problem, const fs::path& run) {
  std::vector<std::uint64_t> steps;
  for (const Plot& plot : problem.plots)
    if (plot.kind.get_if<plots::Conditioning>() != nullptr)
      for (const std::uint64_t step : plot.steps)
        if (std::error_code absent; fs::exists(snapshot_file(run, step), absent)) steps.push_back(step);
  return steps;
}

/// What is found of the answer, and the solution in every form.
void write_answer(const RunResults& results, RunFolder& folder, Attempts& attempts) {
  const Problem& problem = results.solver.problem();
  const dsl::OutputPlan& output = results.compilation.output;
  const auto attempt = [&](const std::string& name, const std::function<void()>& write) {
    attempt_in(folder, name, attempts, write);
  };
  if (saves(output, "csv")) {
    if (!results.outcome.slopes.empty())
      attempt("slopes.csv", [&] { write_slopes(folder / "slopes.csv", problem, results.outcome); });
    attempt("parameters.csv", [&] { write_parameters(folder / "parameters.csv", results.solver.solution()); });
    if (const auto steps = conditioning_steps(problem, folder.path()); !steps.empty())
      attempt("conditioning.csv", [&] {
        const Solution& solution = results.solver.solution();
        write_conditioning(folder / "conditioning.csv", problem,
                           conditioning_along(steps, solution, snapshots_in(folder.path(), problem)));
      });
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

/// The page of the run, of the problem as its folder has it. A problem of which no page can be made has none.
std::string write_page(const RunResults& results, RunFolder& folder, Attempts& attempts) {
  if (!saves(results.compilation.output, "report")) return "";
  std::string said, why_not = "it could not be written";
  attempt_in(folder, "report.html", attempts, [&] {
    try {
      const FinishedRun finished{folder.path(), compile(folder / "problem.pde", {}), results.solver.solution()};
      said = printable(write_report(finished, figures_of(finished)).string());
    } catch (const UserError& error) {
      why_not = printable(error.what());
    }
  });
  return fmt::format("report      {}\n", said.empty() ? "none: " + why_not : said);
}

/// A new folder that nobody else can have made ready.
fs::path make_refuge(const std::string& name) {
  std::string refuge = (fs::temp_directory_path() / fmt::format("ansatz-{}-XXXXXX", name)).string();
  if (::mkdtemp(refuge.data()) == nullptr)
    throw WorldFailure(fmt::format("no folder can be made in {}", fs::temp_directory_path().string()));
  return refuge;
}

}  // namespace

std::string write_results(const RunResults& results, RunFolder& folder, Attempts& attempts) {
  const bool failed_before = !attempts.failed().empty();
  write_answer(results, folder, attempts);
  if (failed_before || !attempts.failed().empty()) {
    results.training.finish(folder, results.outcome, attempts);
    write_answer(results, folder, attempts);
  }
  return write_page(results, folder, attempts);
}

void rescue(const RunResults& results, const RunFolder& folder, const Attempts& failed) {
  const std::string why = fmt::format("{}; {} lacks files", failed.failed().begin()->second, folder.name());
  Attempts there([](const std::string&) {});
  fs::path refuge = fs::temp_directory_path();
  there.attempt("folder", [&] { refuge = make_refuge(results.solver.problem().name); });
  if (there.failed().empty()) {
    RunFolder elsewhere(folder, refuge);
    there.attempt("problem.pde", [&] { elsewhere.open(Before::kept); });
    if (there.failed().empty()) {
      results.training.finish(elsewhere, results.outcome, there);
      write_answer(results, elsewhere, there);
      write_page(results, elsewhere, there);
    }
  }
  if (there.failed().empty())
    throw WorldFailure(fmt::format("{}, and all of them are in {}", why, printable(refuge.string())));
  throw WorldFailure(fmt::format("{}, and neither could they be written to {}: {}", why, printable(refuge.string()),
                                 there.failed().begin()->second));
}

}  // namespace ansatz::cli
