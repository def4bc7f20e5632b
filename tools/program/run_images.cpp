#include "run_images.hpp"

#include <fmt/core.h>

#include <functional>
#include <optional>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/classification_results.hpp"
#include "attempts.hpp"
#include "checkpoints.hpp"
#include "environment.hpp"
#include "images_report.hpp"
#include "images_text.hpp"
#include "interrupt.hpp"
#include "memory.hpp"
#include "report/sha256.hpp"
#include "run_folder.hpp"
#include "run_results.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

std::string introduction(const Classifier& classifier, const RunFolder& folder, const std::vector<MemoryPart>& memory) {
  const Classification& problem = classifier.problem();
  const std::string title = problem.title.empty() ? problem.name : problem.name + ": " + problem.title;
  const std::string test = problem.test ? fmt::format(" and {} to judge by", problem.test->count()) : "";
  return fmt::format("{}\n{} images{}; {} parameters, {}, {} thread{}, seed {}{}; files in {}\n", printable(title),
                     problem.training->count(), test, classifier.parameter_count(),
                     problem.compute.precision == ad::Precision::f64 ? "f64" : "f32", classifier.threads(),
                     classifier.threads() == 1 ? "" : "s", problem.compute.seed, memory_note(memory), folder.name());
}

/// A run with its folder: what is written while it goes on and at its end.
class ImageRun {
 public:
  ImageRun(const RunOptions& options, const dsl::Compilation& compilation, RunFolder& folder, Classifier& classifier)
      : options_(options), compilation_(compilation), folder_(folder), classifier_(classifier) {}

  /// Trains. A row is shown and written after every epoch, a checkpoint now and then; what cannot be written ends
  /// nothing.
  ClassificationOutcome train(const TimeLimit& limit) {
    CheckpointPace pace(CheckpointPace::Seconds(options_.checkpoint_seconds()), CheckpointPace::Clock::now());
    std::optional<EpochRow> first;
    ClassificationOutcome so_far{Status::interrupted, "", classifier_.outcome().history, {}};
    const auto observe = [&](const EpochRow& row) {
      if (!first) first = row;
      if (!options_.quiet) report(epoch_line(row, *first) + "\n");
      so_far.history.push_back(row);
      if (saves(compilation_.output, "csv"))
        attempt("history.csv", [&] { write_history(folder_ / "history.csv", so_far); });
      if (saves(compilation_.output, "model") && pace.due(CheckpointPace::Clock::now())) {
        save();
        pace.saved(CheckpointPace::Clock::now());
      }
      return true;
    };
    return classifier_.train(observe, [&] { return InterruptWatch::requested() || limit.over(); });
  }

  /// Every file of the end. Throws WorldFailure where one could not be written, the others being there.
  void write(const ClassificationOutcome& outcome) {
    const dsl::OutputPlan& output = compilation_.output;
    if (saves(output, "model")) save();
    if (saves(output, "csv")) {
      attempt("history.csv", [&] { write_history(folder_ / "history.csv", outcome); });
      if (!outcome.slopes.empty()) attempt("slopes.csv", [&] { write_slopes(folder_ / "slopes.csv", outcome); });
    }
    attempt("result.json", [&] {
      write_result(
          folder_ / "result.json", classifier_, outcome,
          {ANSATZ_VERSION, folder_.run(), report::sha256_digits(read_whole(folder_ / "problem.pde")), environment()});
    });
    if (saves(output, "report"))
      attempt("report.html", [&] { write_images_report(folder_.path(), classifier_.problem(), outcome); });
    if (!attempts_.failed().empty())
      throw WorldFailure(fmt::format("{}; {} lacks files", attempts_.failed().begin()->second, folder_.name()));
  }

 private:
  void attempt(const char* name, const std::function<void()>& action) {
    attempts_.attempt((folder_ / name).string(), [&] { folder_.mend(), action(); });
  }
  void save() {
    attempt("checkpoint", [&] {
      save_checkpoint(folder_.path(), [&](const std::filesystem::path& file) { classifier_.save(file); });
    });
  }

  const RunOptions& options_;
  const dsl::Compilation& compilation_;
  RunFolder& folder_;
  Classifier& classifier_;
  Attempts attempts_{[](const std::string& line) { report(line); }};
};

int exit_status(const ClassificationOutcome& outcome, const TimeLimit& limit) {
  if (outcome.status == Status::finished) return exit_fine;
  if (outcome.status == Status::diverged) return exit_failed;
  return InterruptWatch::requested() ? exit_interrupted : limit.over() ? exit_out_of_time : exit_failed;
}

}  // namespace

int run_images(const RunOptions& options, const dsl::Compilation& compilation, const TimeLimit& limit) {
  RunFolder folder(options.out, options.file, compilation);
  const std::vector<MemoryPart> memory = memory_of(*compilation.classification);
  require_memory(memory, options.memory_limit, free_memory());
  Classifier classifier(*compilation.classification);
  const InterruptWatch watch;
  if (options.resume)
    folder.resume([&](const std::filesystem::path& file) { classifier.restore(file); }, [](const std::string&) {},
                  [&] { return classifier.outcome().history.back().step; });
  const std::string kept = folder.open(options.before());
  if (!options.quiet) report(introduction(classifier, folder, memory) + kept);
  ImageRun run(options, compilation, folder, classifier);
  ClassificationOutcome outcome = run.train(limit);
  if (outcome.status == Status::interrupted && !InterruptWatch::requested() && limit.over())
    outcome.reason = fmt::format("the time of --max-time {} is over", options.max_time);
  if (!options.quiet) print(summary(outcome));
  run.write(outcome);
  if (!options.quiet) print("files       " + folder.name() + "\n");
  const bool goes_on = outcome.status == Status::interrupted && saves(compilation.output, "model");
  if (!options.quiet && goes_on) print("to go on    " + printable(resume_command(options)) + "\n");
  return exit_status(outcome, limit);
}

}  // namespace ansatz::cli
