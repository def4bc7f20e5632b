// The loop over stages: steps, records, stops. One training solves one window of time, from its start to its end;
// run.hpp makes them follow one another. Rows and messages count the steps and seconds of the whole run, all else
// (schedules, draws of points, stages) those of this training.
//
// Rows of history are recorded before a step, at the parameters that it starts from; so a run that is saved at a
// row and goes on elsewhere records the same rows. First-order optimisers evaluate at the same parameters
// again; the compiled loss knows, and does not.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <vector>

#include "ansatz/core/train.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/compiled_residuals.hpp"
#include "optimise/stage.hpp"
#include "results/evaluation.hpp"
#include "training/training_data.hpp"

namespace ansatz {

/// What came before this training: the windows of time that were solved.
struct Before {
  std::size_t windows = 0;
  std::uint64_t steps = 0;
  double seconds = 0;
};

/// Everything that the rest of this training depends on, and its records so far.
struct TrainingState {
  std::vector<double> theta;
  std::size_t stage = 0;
  std::uint64_t stage_step = 0;  // taken in this stage
  std::uint64_t step = 0;        // taken in this training
  double seconds = 0;            // of this training and all before it
  std::string stopped;           // why the stage's optimiser cannot go on; empty while it can
  optimise::State optimiser;
  optimise::State data;  // points and weights, where they change
  std::vector<Progress> history;
  std::vector<SlopeStatistics> slopes;
};

/// How often rows are recorded, and how many rows apart errors are. `points` of the evaluation grid against
/// those of the step: forward values at one point cost at most a third of a step at one, so errors are due
/// every points / (0.12 points of the step) steps to stay below a twenty-fifth of the time.
struct Cadence {
  Cadence(std::uint64_t steps, std::size_t grid_points, std::size_t step_points);
  std::uint64_t row;
  std::uint64_t error;  // a multiple of `row`
};

class Training {
 public:
  Training(const Problem& problem, const Loss& loss, CompiledLoss& compiled, CompiledResiduals& residuals,
           Evaluator& evaluator, ad::Workers& workers, const Before& before = {});

  Outcome run(const Observer& observer, const Interrupt& interrupt);
  std::span<const double> theta() const { return theta_; }

  TrainingState state() const;
  void restore(TrainingState state);

 private:
  using Clock = std::chrono::steady_clock;

  bool stage_over() const;
  void enter_stage();
  void prepare(bool final);
  bool record(bool final, const Observer& observer);
  Progress progress(bool with_errors);
  bool sound();
  bool advance();
  Outcome finish(Status status, std::string reason);
  Outcome diverge();
  std::string end_reason() const;
  std::string unsound_reason() const;
  double seconds() const;
  std::uint64_t run_step() const { return before_.steps + step_; }
  bool recorded() const { return !history_.empty() && history_.back().step == run_step(); }

  const Problem* problem_;
  CompiledLoss* compiled_;
  CompiledResiduals* residuals_;
  Evaluator* evaluator_;
  TrainingData data_;
  std::vector<std::string> term_names_;
  std::vector<std::pair<std::string, std::size_t>> slope_names_;  // network and layer
  std::uint64_t steps_;                                           // of all stages
  Cadence cadence_;
  Before before_;

  optimise::Vector theta_, previous_;  // now, and before the last step
  std::unique_ptr<optimise::Optimiser> optimiser_;
  std::size_t stage_ = 0;
  std::uint64_t stage_step_ = 0, step_ = 0;
  std::string stopped_;
  double seconds_before_ = 0;
  Clock::time_point started_;
  bool running_ = false;
  std::vector<Progress> history_;
  std::vector<SlopeStatistics> slopes_;
};

}  // namespace ansatz
