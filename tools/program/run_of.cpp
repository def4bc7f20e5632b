#include "run_of.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "checkpoints.hpp"
#include "compilation.hpp"
#include "nearest.hpp"
#include "run_files.hpp"
#include "run_id.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_entries = 1000;  // of a folder that is looked through for suggestions

bool is_run(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "problem.pde", ignored) && has_checkpoint(folder);
}

/// The runs that stand in a folder, in the order of their names.
std::vector<std::string> runs_in(const fs::path& folder) {
  std::vector<std::string> runs;
  std::error_code unreadable;
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, unreadable)) {
    if (++seen > most_entries) break;
    if (is_run(entry.path())) runs.push_back((folder / entry.path().filename()).string());
  }
  std::sort(runs.begin(), runs.end());
  return runs;
}

std::string listed(const std::vector<std::string>& runs) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(runs.size(), 8); ++i)
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", printable(runs[i]));
  return text + (runs.size() > 8 ? ", ..." : "");
}

[[noreturn]] void no_such_run(const std::string& run) {
  const fs::path path = run;
  std::vector<std::string> near = runs_in(path.parent_path()), names;
  for (std::string& other : runs_in(fs::path("out") / path.parent_path())) near.push_back(std::move(other));
  for (const std::string& other : near) names.push_back(fs::path(other).filename().string());
  const std::string question = did_you_mean(path.filename().string(), names);
  throw UserError(
      fmt::format("there is no run `{}`: `ansatz run` leaves a folder, out/NAME, and that or NAME is meant "
                  "here{}",
                  printable(run),
                  !question.empty() ? question
                  : near.empty()    ? std::string()
                                    : "; there are " + listed(near)));
}

[[noreturn]] void no_run_in(const fs::path& folder) {
  const std::string name = printable(folder.string());
  if (const auto runs = runs_in(folder); !runs.empty())
    throw UserError(fmt::format("`{}` holds runs and is none: name one of {}", name, listed(runs)));
  if (!fs::exists(folder / "problem.pde"))
    throw UserError(fmt::format("`{}` is no folder of a run: there is no problem.pde in it", name));
  throw UserError(
      fmt::format("the run in `{}` has left no checkpoint: it has just begun, or its `output` does "
                  "not `save` the model",
                  name));
}

/// Where the run of a problem file went: beside it where it is the resolved problem, else where `run` would write.
fs::path folder_of_problem(const fs::path& file) {
  if (is_run(file.parent_path()) && file.filename() == "problem.pde") return file.parent_path();
  const dsl::Compilation compilation = compile(file, {}, {}, true);
  if (!compilation.output.directory.empty()) return compilation.output.directory;
  return fs::path("out") / file.stem();
}

/// Throws UserError where the problem of a run is none.
dsl::Compilation problem_of_run(const fs::path& folder) {
  dsl::Compilation compilation = compile(folder / "problem.pde", {});
  if (compilation.sound()) return compilation;
  report_diagnostics(compilation);
  throw UserError(
      fmt::format("`{}` is no problem that this program understands", printable((folder / "problem.pde").string())));
}

}  // namespace

fs::path find_run(const std::string& run) {
  std::error_code ignored;
  const fs::path path = run;
  if (fs::is_directory(path, ignored)) return is_run(path) || !is_run("out" / path) ? path : "out" / path;
  if (fs::is_regular_file(path, ignored) && path.filename() == "checkpoint") return path.parent_path();
  if (fs::is_regular_file(path, ignored) && path.extension() == ".pde") {
    fs::path folder = folder_of_problem(path);
    if (!fs::is_directory(folder, ignored))
      throw UserError(
          fmt::format("`{}` has not been run: there is no folder `{}`; if it was run with --out, name that "
                      "folder",
                      printable(run), printable(folder.string())));
    return folder;
  }
  if (fs::is_directory("out" / path, ignored)) return "out" / path;
  no_such_run(run);
}

bool is_run_on_images(const fs::path& folder) {
  std::error_code unreadable;
  if (!fs::is_regular_file(folder / "problem.pde", unreadable)) return false;
  return compile(folder / "problem.pde", {}, {}, true).classification.has_value();
}

FinishedRun load_run(const std::string& run, std::optional<int> threads) {
  const fs::path folder = find_run(run);
  if (!is_run(folder)) no_run_in(folder);
  if (is_run_on_images(folder))
    throw UserError(fmt::format(
        "`{}` is a run on images, which has no solution to write: `ansatz eval {} --out FILE.csv` writes the "
        "probabilities of the classes",
        printable(folder.string()), printable(run)));
  dsl::Compilation compilation = problem_of_run(folder);
  Problem problem = std::move(*compilation.problem);
  compilation.problem.reset();
  problem.name = name_of_run(folder);
  if (threads) problem.compute.threads = *threads;
  std::optional<Solution> solution;
  const std::string fallen_back =
      use_checkpoint(folder, [&](const fs::path& file) { solution = Solution::load(file, problem); });
  if (!fallen_back.empty()) report("warning: " + fallen_back + "\n");
  report(mixed_runs(folder, *solution));
  return {folder, std::move(compilation), std::move(*solution)};
}

FinishedImageRun load_image_run(const std::string& run, std::optional<int> threads) {
  const fs::path folder = find_run(run);
  if (!is_run(folder)) no_run_in(folder);
  FinishedImageRun found{folder, problem_of_run(folder), nullptr};
  Classification problem = std::move(*found.compilation.classification);
  found.compilation.classification.reset();
  problem.name = name_of_run(folder);
  if (threads) problem.compute.threads = *threads;
  found.classifier = std::make_unique<Classifier>(std::move(problem));
  const std::string fallen_back =
      use_checkpoint(folder, [&](const fs::path& file) { found.classifier->restore(file); });
  if (!fallen_back.empty()) report("warning: " + fallen_back + "\n");
  return found;
}

}  // namespace ansatz::cli
