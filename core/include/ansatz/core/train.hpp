// Training and what comes of it:
//
//   Solution s = solve(problem);       // all of it in one call; solution.hpp says what it can be asked
//
//   Solver solver(problem);            // samples points, builds the loss, compiles the step
//   Outcome outcome = solver.train(observer);
//   Solution solution = solver.solution();
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
#include "ansatz/core/outcome.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz {

/// Called whenever a row of history is recorded. Returning false ends the run after this step.
using Observer = std::function<bool(const Progress&)>;

/// Asked after every step; returning true ends the run. May be called very often.
using Interrupt = std::function<bool()>;

/// Told at once of what a run does of its own accord; it stands in `Outcome::events` as well.
using Listener = std::function<void(const Event&)>;

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
  /// Of the row of history that was recorded last, which an observer was called for; none where no slopes adapt.
  std::vector<SlopeStatistics> slopes() const;

  /// Goes on from where training stands to the end of the last stage. A loss that is no longer a number ends it
  /// with `diverged`, at the last state that was sound.
  Outcome train(const Observer& observer = {}, const Interrupt& interrupt = {}, const Listener& listener = {});
  /// Adds an entry to the log of the run, after the step where it stands: what whoever runs it had to do besides. May
  /// be called by the observer.
  void note(std::string text);
  /// What training has found so far. It stays as it is when training goes on.
  Solution solution() const;
  /// Fields (and exact values) on the evaluation grid of the problem, whatever window of time a point is in.
  Evaluation evaluate() const;
  /// Over the windows of time that training has reached.
  std::vector<FieldError> errors() const;

  /// What the run is called in the files that are written from now on: `Solution::run` reads it back. Throws UserError
  /// unless it is made of letters, digits, `_` and `.` alone, which any format has room for.
  void name_run(std::string name);

  /// Writes everything that training needs to go on exactly. May be called by the observer. Throws WorldFailure.
  void save(const std::filesystem::path& file) const;
  /// Goes back to what was saved by a solver of the same problem (the number of steps of its last
  /// stage may differ), with the name of its run. Throws WorldFailure when the file cannot be read or is damaged,
  /// UserError when it belongs to another problem.
  void restore(const std::filesystem::path& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Trains to the end of the last stage. How it went is `Solution::outcome`. Throws as Solver does.
Solution solve(Problem problem, const Observer& observer = {}, const Interrupt& interrupt = {});

}  // namespace ansatz
