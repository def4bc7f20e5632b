#include "search_trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/classification.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "report/sha256.hpp"

namespace ansatz::cli {
namespace {

std::string first_error(const dsl::Compilation& compilation) {
  for (const dsl::Diagnostic& diagnostic : compilation.diagnostics)
    if (dsl::has_errors({diagnostic})) return diagnostic.message;
  return "it states no equations";
}

/// The mean over the fields.
std::optional<double> error_of(const Outcome& outcome) {
  const std::vector<FieldError>& errors = outcome.last.errors;
  if (errors.empty()) return std::nullopt;
  double sum = 0;
  for (const FieldError& one : errors) sum += one.l2_relative;
  return sum / static_cast<double>(errors.size());
}

/// Of a training: what is kept of it, and why it ended. Nothing where it was interrupted.
struct Trained {
  std::optional<double> error, loss;
  bool diverged = false;
  std::string reason;
};

std::optional<Trained> trained(Problem problem, const std::function<bool()>& stop) {
  Solver solver(std::move(problem));
  const Outcome outcome = solver.train({}, stop);
  if (outcome.status == Status::interrupted) return std::nullopt;
  return Trained{error_of(outcome), outcome.last.loss, outcome.status == Status::diverged, outcome.reason};
}

/// The error is the share of the images to judge by that are taken for others, of the training set where there are
/// none. Of images that are all told apart half of one counts: the share is not known better.
std::optional<Trained> trained(Classification problem, const std::function<bool()>& stop) {
  const std::size_t images = (problem.test ? problem.test : problem.training)->count();
  Classifier classifier(std::move(problem));
  const ClassificationOutcome outcome = classifier.train({}, stop);
  if (outcome.status == Status::interrupted) return std::nullopt;
  const EpochRow& last = outcome.history.back();
  const Quality& quality = last.test ? *last.test : last.training;
  return Trained{std::max(1 - quality.accuracy, 0.5 / static_cast<double>(images)), quality.loss,
                 outcome.status == Status::diverged, outcome.reason};
}

}  // namespace

SearchTrials::SearchTrials(const dsl::SearchPlan& plan, const ProblemOptions& options)
    : files_(plan.files), definitions_(plan.definitions) {
  access_.allowed.assign(options.allowed.begin(), options.allowed.end());
  for (const std::filesystem::path& file : files_) {
    require_regular_file(file);
    texts_.push_back(read_whole(file));
  }
}

std::string SearchTrials::identity(std::size_t problem) const {
  const dsl::Compilation compilation = dsl::compile_text(files_[problem].filename().string(), texts_[problem],
                                                         files_[problem].parent_path(), {}, access_);
  std::string text = compilation.resolved;
  for (const dsl::DataFile& file : compilation.data_files) text += read_whole(file.path);
  return report::sha256_digits(text);
}

dsl::Compilation SearchTrials::compiled_with(const search::Candidate& candidate, std::size_t problem) const {
  dsl::Compilation compilation =
      dsl::compile_with_activation(files_[problem], texts_[problem], definitions_, candidate.formula("z"), {}, access_);
  if (compilation.problem) compilation.problem->compute.threads = 1;
  if (compilation.classification) compilation.classification->compute.threads = 1;
  return compilation;
}

search::Stated SearchTrials::problems_with(const search::Candidate& candidate) const {
  search::Stated all;
  for (std::size_t i = 0; i < problems(); ++i) {
    dsl::Compilation compilation = compiled_with(candidate, i);
    if (compilation.problem)
      all.equations.push_back(std::move(*compilation.problem));
    else if (compilation.classification)
      all.images.push_back(std::move(*compilation.classification));
    else
      throw UserError(first_error(compilation));
  }
  return all;
}

std::optional<searches::Evaluation> SearchTrials::train(const search::Candidate& candidate, std::size_t problem,
                                                        std::uint64_t seed, const std::function<bool()>& stop) const {
  searches::Evaluation made;
  made.problem = problem;
  made.seed = seed;
  const auto start = std::chrono::steady_clock::now();
  const auto ended = [&](searches::Status status, std::string reason) {
    made.status = status;
    made.reason = std::move(reason);
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return made;
  };
  try {
    dsl::Compilation stated = compiled_with(candidate, problem);
    if (!stated.problem && !stated.classification) throw UserError(first_error(stated));
    (stated.problem ? stated.problem->compute : stated.classification->compute).seed += seed;
    const std::optional<Trained> found =
        stated.problem ? trained(std::move(*stated.problem), stop) : trained(std::move(*stated.classification), stop);
    if (!found) return std::nullopt;
    made.error = found->error;
    made.loss = found->loss;
    if (found->diverged) return ended(searches::Status::diverged, found->reason);
    return ended(searches::Status::finished, "");
  } catch (const UserError& error) {
    return ended(searches::Status::refused, error.what());
  } catch (const WorldFailure& error) {
    return ended(searches::Status::failed, error.what());
  } catch (const std::bad_alloc&) {
    return ended(searches::Status::failed, "no memory is left");
  }
}

}  // namespace ansatz::cli
