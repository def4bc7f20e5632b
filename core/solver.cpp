#include <new>
#include <stdexcept>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "checkpoint.hpp"
#include "compiled_loss.hpp"
#include "evaluation.hpp"
#include "loss.hpp"
#include "training.hpp"
#include "workers.hpp"

namespace ansatz {
/// Members are in the order in which each needs the ones before it.
struct Solver::State {
  explicit State(Problem p)
      : problem(std::move(p)),
        workers(worker_count(problem.compute.threads)),
        loss(problem),
        compiled(loss, problem.compute.precision, workers),
        evaluator(problem, workers),
        residuals(loss, workers),
        training(problem, loss, compiled, residuals, evaluator, workers),
        written_for(fingerprint(problem, loss)) {}

  Problem problem;
  ad::Workers workers;
  Loss loss;
  CompiledLoss compiled;
  Evaluator evaluator;
  CompiledResiduals residuals;
  Training training;
  std::uint64_t written_for;  // of checkpoints; taken before training adds formulas of its own to the graph
};

Solver::Solver(Problem problem) try : state_(std::make_unique<State>(std::move(problem))) {
} catch (const std::bad_alloc&) {
  throw WorldFailure("not enough memory for this problem; give it fewer points or a smaller network");
} catch (const std::length_error&) {
  throw WorldFailure("this problem is larger than memory can be; give it fewer points or a smaller network");
}
Solver::~Solver() = default;

const Problem& Solver::problem() const { return state_->problem; }
std::size_t Solver::parameter_count() const { return state_->compiled.size(); }
int Solver::threads() const { return state_->workers.count(); }
const ad::ProgramStatistics& Solver::statistics() const { return state_->compiled.statistics(); }

Outcome Solver::train(const Observer& observer, const Interrupt& interrupt) {
  return state_->training.run(observer, interrupt);
}

Evaluation Solver::evaluate() const { return state_->evaluator.evaluate(state_->training.theta()); }
std::vector<FieldError> Solver::errors() const { return state_->evaluator.errors(state_->training.theta()); }

void Solver::save(const std::filesystem::path& file) const {
  write_checkpoint(file, state_->written_for, state_->training.state());
}

void Solver::restore(const std::filesystem::path& file) {
  state_->training.restore(read_checkpoint(file, state_->written_for));
}

}  // namespace ansatz
