// Training and what comes of it, in three calls:
//
//   Solver solver(problem);            // samples points, builds the loss, compiles the step
//   Outcome outcome = solver.train(observer);
//   Evaluation values = solver.evaluate();
//
// Same problem and seed: same bits, whatever the number of threads, in one go or in several (`save`, `restore`).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

struct LossTerm {
  std::string name;
  double value = 0;  // weighted, as it enters the total
};

/// Over the evaluation grid: ||u - exact||_2 / ||exact||_2 (the root mean square of u where exact is 0
/// everywhere), and the largest |u - exact|.
struct FieldError {
  std::string field;
  double l2_relative = 0;
  double max = 0;
};

struct SlopeStatistics {
  std::uint64_t step = 0;
  std::string network;
  std::size_t layer = 0;  // hidden layers from 1
  double mean = 0;        // of n a
  double deviation = 0;
};

/// The state after some step, as it is shown and recorded.
struct Progress {
  std::uint64_t step = 0;
  std::uint64_t steps = 0;  // of all stages, in all windows of time
  double seconds = 0;       // of training
  double loss = 0;
  std::vector<LossTerm> terms;
  std::vector<FieldError> errors;  // where an exact solution is known, in this window; in some rows only, see `history`
  std::vector<double> unknowns;
  std::uint64_t draw = 0;       // how often points were drawn anew, in this window
  std::vector<double> weights;  // by condition, mean over its points; where weights move
  std::size_t window = 1;       // of time, from 1
  std::size_t windows = 1;
};

enum class Status { finished, interrupted, diverged };

struct Outcome {
  Status status = Status::finished;
  std::string reason;  // why training stopped, in words
  Progress last;       // with errors of all windows reached, where an exact solution is known
  /// A row for about every thousandth part of the steps (each step when there are fewer), the first and the
  /// last; errors in so many of them that they take less than a twentieth of the time, and in the last.
  std::vector<Progress> history;
  std::vector<SlopeStatistics> slopes;  // in the same rows
};

/// Called whenever a row of history is recorded. Returning false ends the run after this step.
using Observer = std::function<bool(const Progress&)>;

/// Asked after every step; returning true ends the run. May be called very often.
using Interrupt = std::function<bool()>;

/// Values of all fields at points (points[p * dimensions + i], values[field][p]); not a number in windows of time that
/// training has not reached.
struct Evaluation {
  std::vector<double> points;
  std::size_t count = 0;
  std::vector<std::vector<double>> values;
  std::vector<std::vector<double>> exact;  // empty for a field without exact solution
};

class Solver {
 public:
  /// Samples points, builds the loss, compiles the step. Throws UserError where the problem makes no sense,
  /// WorldFailure where it does not fit into memory.
  explicit Solver(Problem problem);
  ~Solver();

  const Problem& problem() const;
  std::size_t parameter_count() const;  // of one window of time
  int threads() const;
  const ad::ProgramStatistics& statistics() const;

  /// Goes on from where training stands to the end of the last stage. A loss that is no longer a number ends it
  /// with `diverged`, at the last state that was sound.
  Outcome train(const Observer& observer = {}, const Interrupt& interrupt = {});
  /// Fields (and exact values) on the evaluation grid of the problem, whatever window of time a point is in.
  Evaluation evaluate() const;
  /// Over the windows of time that training has reached.
  std::vector<FieldError> errors() const;

  /// Writes everything that training needs to go on exactly. May be called by the observer. Throws WorldFailure.
  void save(const std::filesystem::path& file) const;
  /// Goes back to what was saved by a solver of the same problem (the number of steps of its last stage may
  /// differ). Throws WorldFailure when the file cannot be read or is damaged, UserError when it belongs to
  /// another problem.
  void restore(const std::filesystem::path& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ansatz
