// The loop of a training: steps, records, stops. One training solves one window of time, from its start to its end;
// run.hpp makes them follow one another. Rows and messages count the steps and seconds of the whole run, all else
// (schedules, draws of points, stages) those of this training.
//
// What it is made of: stages.hpp, whose step is next; training_data.hpp, the points and weights that the step sees;
// recorder.hpp, the history. First-order optimisers evaluate again at the parameters of a row; the compiled loss knows,
// and does not.
#pragma once

#include <span>
#include <string>
#include <utility>

#include "ansatz/core/train.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/compiled_residuals.hpp"
#include "training/last_good.hpp"
#include "training/recorder.hpp"
#include "training/stages.hpp"
#include "training/stopwatch.hpp"
#include "training/training_data.hpp"

namespace ansatz {

class Training {
 public:
  /// All but `before` must live longer. Throws UserError when the settings of a stage make no sense.
  Training(const Problem& problem, const Loss& loss, CompiledLoss& compiled, CompiledResiduals& residuals,
           Evaluator& evaluator, ad::Workers& workers, const Before& before = {});
  Training(const Training&) = delete;
  Training& operator=(const Training&) = delete;

  /// Goes on from where training stands to the end of the last stage.
  Outcome run(const Observer& observer, const Interrupt& interrupt, const Listener& listener);
  /// As a run that was interrupted, where `run` has thrown. Throws as evaluating does.
  Outcome give_up(const std::string& why);
  /// Adds an entry to the log, which the listener is not told of: whoever makes it knows.
  void note(std::string text) { recorder_.note(step_, std::move(text)); }
  /// Whether a step was broken off: the optimiser may have seen half of it, so that nothing goes on exactly.
  bool within_step() const { return within_step_; }
  std::span<const double> theta() const { return theta_; }
  /// Of the row that was recorded last.
  std::vector<SlopeStatistics> slopes() const { return recorder_.last_slopes(); }

  TrainingState state() const;
  void restore(TrainingState state);

 private:
  void prepare(bool final);
  bool record(bool final, const Observer& observer);
  bool sound();
  bool beyond_rescue() const;
  bool advance(const Listener& listener);
  bool retreat(const Listener& listener);
  void tell(std::string text, const Listener& listener);
  std::string go_back();
  Outcome finish(Status status, std::string reason, bool as_recorded = true);
  Outcome diverge();
  std::string end_reason() const;
  std::string unsound_reason();

  // In the order in which each needs the ones before it.
  const Problem& problem_;
  const Loss& loss_;
  CompiledLoss& compiled_;
  TrainingData data_;
  Stages stages_;
  Stopwatch stopwatch_;
  Recorder recorder_;
  optimise::Vector theta_;
  LastGood good_;
  std::uint64_t step_ = 0;    // taken in this training
  bool within_step_ = false;  // or broken off within one
};

}  // namespace ansatz
