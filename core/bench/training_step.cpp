// One training step by itself, for measuring.
#include <chrono>
#include <utility>

#include "ansatz/core/optimise/team.hpp"
#include "bench/workload.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/loss.hpp"
#include "optimise/stage.hpp"
#include "problem/complete.hpp"

namespace ansatz {

struct TrainingStep::State {
  State(Problem p, ad::InstructionSet set)
      : problem(completed(std::move(p))),
        workers(worker_count(problem.compute.threads)),
        loss(problem),
        compiled(loss, problem.compute.precision, workers, set),
        residuals(loss, workers) {
    optimiser = optimise::make_optimiser(problem.stages.front(), compiled, residuals);
    theta = loss.trial().parameters().start();
  }

  Problem problem;
  ad::Workers workers;
  Loss loss;
  CompiledLoss compiled;
  CompiledResiduals residuals;
  std::unique_ptr<optimise::Optimiser> optimiser;
  optimise::Vector theta;
};

TrainingStep::TrainingStep(Problem problem, ad::InstructionSet set)
    : state_(std::make_unique<State>(std::move(problem), set)) {}
TrainingStep::~TrainingStep() = default;

double TrainingStep::run() { return state_->optimiser->advance(state_->theta).loss; }

StepProfile TrainingStep::profile() {
  using Clock = std::chrono::steady_clock;
  StepProfile profile;
  profile.evaluation = state_->compiled.profile(state_->theta);  // the optimiser then finds it done
  const auto start = Clock::now();
  run();
  profile.optimiser = std::chrono::duration<double>(Clock::now() - start).count();
  return profile;
}

std::size_t TrainingStep::points() const { return state_->loss.points(); }
std::size_t TrainingStep::parameters() const { return state_->compiled.size(); }
int TrainingStep::threads() const { return state_->workers.count(); }
const ad::Work& TrainingStep::work() const { return state_->compiled.work(); }
ad::Work TrainingStep::stated_work() const {
  return CompiledLoss::count_work(Loss(state_->problem, ResidualForm::as_stated));
}
const ad::ProgramStatistics& TrainingStep::statistics() const { return state_->compiled.statistics(); }

}  // namespace ansatz
