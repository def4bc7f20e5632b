#include "search_trials.hpp"

#include <fmt/format.h>

#include <chrono>
#include <new>

#include "ansatz/autodiff/error.hpp"
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

Problem SearchTrials::problem_with(const search::Candidate& candidate, std::size_t problem) const {
  dsl::Compilation compilation =
      dsl::compile_with_activation(files_[problem], texts_[problem], definitions_, candidate.formula("z"), {}, access_);
  if (!compilation.problem) throw UserError(first_error(compilation));
  compilation.problem->compute.threads = 1;
  return std::move(*compilation.problem);
}

std::vector<Problem> SearchTrials::problems_with(const search::Candidate& candidate) const {
  std::vector<Problem> all;
  for (std::size_t i = 0; i < problems(); ++i) all.push_back(problem_with(candidate, i));
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
    Problem stated = problem_with(candidate, problem);
    stated.compute.seed += seed;
    Solver solver(std::move(stated));
    const Outcome outcome = solver.train({}, stop);
    if (outcome.status == Status::interrupted) return std::nullopt;
    made.error = error_of(outcome);
    made.loss = outcome.last.loss;
    if (outcome.status == Status::diverged) return ended(searches::Status::diverged, outcome.reason);
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
