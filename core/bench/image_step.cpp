#include "bench/image_step.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "ansatz/core/optimise/team.hpp"
#include "classify/image_loss.hpp"
#include "classify/no_residuals.hpp"
#include "optimise/stage.hpp"

namespace ansatz {

struct ImageStep::State {
  explicit State(Classification given)
      : problem(std::move(given)),
        workers(worker_count(problem.compute.threads)),
        batch(std::min(optimise::batch_of(problem.stage), problem.training->count())),
        loss(problem, batch.size(), workers),
        optimiser(optimise::make_optimiser(problem.stage, loss, residuals)),
        theta(loss.start()) {
    std::iota(batch.begin(), batch.end(), std::size_t{0});
  }

  Classification problem;
  ad::Workers workers;
  std::vector<std::size_t> batch;
  ImageLoss loss;
  NoResiduals residuals;
  std::unique_ptr<optimise::Optimiser> optimiser;
  optimise::Vector theta;
  std::uint64_t step = 0;
};

ImageStep::ImageStep(Classification problem) : state_(std::make_unique<State>(std::move(problem))) {}
ImageStep::~ImageStep() = default;

double ImageStep::run() {
  state_->loss.use_batch(state_->batch, state_->step++);
  const double loss = state_->optimiser->advance(state_->theta).loss;
  state_->loss.follow_batch();
  return loss;
}

std::size_t ImageStep::parameters() const { return state_->theta.size(); }
int ImageStep::threads() const { return state_->workers.count(); }

}  // namespace ansatz
