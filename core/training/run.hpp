// A run: the windows of a problem, trained one after another, and what they give together.
//
// Every window is trained through all stages, by optimisers that start afresh, from the theta that the window before
// ended at; its loss and programs are made when it is reached. A problem that is not cut into windows is a run of one.
// What the windows are: windows.hpp. How one is trained: training.hpp.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "checkpoint/state.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/loss.hpp"
#include "results/evaluation.hpp"
#include "training/training.hpp"
#include "training/windows.hpp"

namespace ansatz {

class Run {
 public:
  /// Prepares the first window. Both must live longer. Throws UserError where the problem makes no sense.
  Run(const Problem& problem, ad::Workers& workers);
  ~Run();

  /// Goes on from where the run stands to the end of the last window, or until it is stopped or diverges.
  Outcome run(const Observer& observer, const Interrupt& interrupt, const Listener& listener);

  /// What there is where the run stands, after a failure that `run` has thrown: interrupted, for this reason.
  Outcome give_up(const std::string& why);

  /// Adds an entry to the log.
  void note(std::string text);

  /// At all evaluation points in their order; not a number in windows that are not reached.
  Evaluation evaluate() const;
  /// Over the windows that are reached.
  std::vector<FieldError> errors() const;

  /// The compiled loss of the window that is being trained.
  const CompiledLoss& compiled() const;
  /// Of the row of history that was recorded last in the current window.
  std::vector<SlopeStatistics> slopes() const;
  std::uint64_t fingerprint() const { return fingerprint_; }
  /// Whether training can go on exactly from its state.
  bool whole() const;
  RunState state() const;
  /// Throws WorldFailure, and changes nothing, when no run of this problem has left such a state.
  void restore(RunState state);

 private:
  struct Machinery;

  std::size_t current() const { return solved_.thetas.size(); }
  std::unique_ptr<Machinery> machinery(const Solved& solved) const;
  Outcome train(const Observer& observer, const Interrupt& interrupt, const Listener& listener, bool& stop);
  void next();
  Outcome concluded(Outcome outcome) const;
  std::span<const double> theta(std::size_t window) const;

  const Problem* problem_;
  ad::Workers* workers_;
  std::vector<Window> windows_;
  std::vector<std::unique_ptr<Evaluator>> evaluators_;  // one a window
  Solved solved_;
  std::unique_ptr<Machinery> machinery_;  // of the current window
  std::uint64_t fingerprint_;             // of checkpoints; taken before training adds formulas to the graph
};

}  // namespace ansatz
