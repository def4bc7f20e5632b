// Training and what comes of it, in three calls:
//
//   Solver solver(problem);            // samples points, builds the loss, compiles the step
//   Outcome outcome = solver.train(observer);
//   Evaluation values = solver.evaluate(grid);
//
// Same problem and seed: same bits, whatever the number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

struct LossTerm {
  std::string name;
  double value = 0;  // weighted, as it enters the total
};

struct FieldError {
  std::string field;
  double l2_relative = 0;  // ||u - exact||_2 / ||exact||_2 over the evaluation grid
  double max = 0;
};

struct SlopeStatistics {
  std::uint64_t step = 0;
  std::string network;
  std::size_t layer = 0;  // hidden layers from 1
  double mean = 0;        // of n a
  double deviation = 0;
};

struct Unknowns {
  std::vector<std::string> names;
  std::vector<double> values;
};

/// The state after some step, as it is shown and recorded.
struct Progress {
  std::uint64_t step = 0;
  std::uint64_t steps = 0;  // of all stages
  double seconds = 0;       // of training
  double loss = 0;
  std::vector<LossTerm> terms;
  std::vector<FieldError> errors;  // where an exact solution is known
  std::vector<double> unknowns;
};

enum class Status { finished, interrupted, diverged };

struct Outcome {
  Status status = Status::finished;
  std::string reason;  // why training stopped, in words
  Progress last;
  std::vector<Progress> history;
  std::vector<SlopeStatistics> slopes;
};

/// Called whenever a row of history is recorded. Returning false ends the run after this step.
using Observer = std::function<bool(const Progress&)>;

/// Values of all fields at points (points[p * dimensions + i], values[field][p]).
struct Evaluation {
  std::vector<double> points;
  std::size_t count = 0;
  std::vector<std::vector<double>> values;
  std::vector<std::vector<double>> exact;  // empty for a field without exact solution
};

class Solver {
 public:
  explicit Solver(Problem problem);
  ~Solver();

  const Problem& problem() const;
  std::size_t parameter_count() const;
  int threads() const;

  Outcome train(const Observer& observer);
  /// Fields (and exact values) on the evaluation grid of the problem.
  Evaluation evaluate() const;
  std::vector<FieldError> errors() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ansatz
