// The loop of epochs.
//
// A row is recorded before the epoch that follows it, at the parameters that this starts from. A step is the
// optimiser's; it is made anew at every epoch, with the rate of that, and goes on from the state of the one before.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/classification.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "classify/epochs_state.hpp"
#include "classify/image_loss.hpp"
#include "classify/no_residuals.hpp"
#include "optimise/stage.hpp"
#include "training/stopwatch.hpp"

namespace ansatz {
namespace {

void check_pixels(const PixelScale& pixels, ad::Extents image) {
  for (const auto& [name, list] : {std::pair("mean", &pixels.mean), std::pair("deviation", &pixels.deviation)})
    if (list->size() != 1 && list->size() != image[0])
      throw UserError(
          fmt::format("`{}` has {} numbers, and images have {} channel{}; it is a number for each of them, "
                      "or one for all",
                      name, list->size(), image[0], image[0] == 1 ? "" : "s"));
  const auto positive = [](double deviation) { return deviation > 0 && std::isfinite(deviation); };
  if (!std::all_of(pixels.deviation.begin(), pixels.deviation.end(), positive))
    throw UserError("a `deviation` of pixels must be above 0: they are divided by it");
}

/// Throws UserError unless images can be trained by it.
Classification sound(Classification problem) {
  if (!problem.training) throw UserError("there are no images to train on");
  check(problem.stage);
  if (!optimise::is_first_order(problem.stage) || problem.stage.method().find("epochs") == nullptr)
    throw UserError(
        fmt::format("`{}` does not step by the gradient of a batch alone; images are trained by `sgd` or "
                    "`adam`",
                    problem.stage.name()));
  if (!optimise::epochs_of(problem.stage))
    throw UserError(fmt::format("`{}` does not say its `epochs`: how often it sees every image", problem.stage.name()));
  method_of(problem.compute)->check(&problem.compute);
  check_pixels(problem.pixels, problem.image);
  for (const Augmentation& change : problem.augmentation) {
    check(change);
    check_fits(change, problem.image);
  }
  return problem;
}

std::size_t batch_size(const Classification& problem) {
  const std::size_t batch = optimise::batch_of(problem.stage), images = problem.training->count();
  return batch == 0 ? images : std::min(batch, images);
}

SlopeStatistics statistics(const std::vector<double>& slopes) {
  const auto n = static_cast<double>(slopes.size());
  SlopeStatistics found;
  found.mean = std::accumulate(slopes.begin(), slopes.end(), 0.0) / n;
  double squares = 0;
  for (const double slope : slopes) squares += (slope - found.mean) * (slope - found.mean);
  found.deviation = std::sqrt(squares / n);
  return found;
}

}  // namespace

/// Members are in the order in which each needs the ones before it.
struct Classifier::State {
  explicit State(Classification given)
      : problem(sound(std::move(given))),
        workers(worker_count(problem.compute.threads)),
        batch(batch_size(problem)),
        epochs(*optimise::epochs_of(problem.stage)),
        loss(problem, batch, workers),
        now{0, 0, 0, 0, loss.start(), loss.running(), {}, {}, {}} {
    optimiser = optimise::make_optimiser(stage_of(0), loss, residuals);
  }

  Stage stage_of(std::uint64_t epoch) const;
  double rate(std::uint64_t epoch) const;
  void record();
  bool step();
  ClassificationOutcome run(const EpochObserver& observer, const std::function<bool()>& interrupt);
  ClassificationOutcome ended(Status status, std::string reason);

  Classification problem;
  ad::Workers workers;
  std::size_t batch;  // images of a step, at most
  std::uint64_t epochs;
  ImageLoss loss;
  NoResiduals residuals;
  std::unique_ptr<optimise::Optimiser> optimiser;
  EpochsState now;                 // but for the state of the optimiser, which has it
  std::vector<std::size_t> order;  // of the images in this epoch
  Stopwatch stopwatch;
  ClassificationOutcome outcome;
};

/// What a schedule has for the last step is reached when all epochs are done: a cosine would have a whole epoch of 0.
double Classifier::State::rate(std::uint64_t epoch) const {
  const SettingData rate = problem.stage.get("lr");
  if (const auto* number = std::get_if<double>(&rate)) return *number;
  return Schedule(std::get<Choice>(rate)).at_step(std::min(epoch, epochs - 1), epochs + 1);
}

/// The stage with the rate of an epoch in place of its schedule.
Stage Classifier::State::stage_of(std::uint64_t epoch) const {
  Stage stage = problem.stage;
  stage.set("lr", rate(epoch));
  return stage;
}

/// The row of the epochs that are done, unless it is there.
void Classifier::State::record() {
  EpochRow row{now.epoch, epochs, now.step};
  row.rate = rate(now.epoch);
  row.training = loss.quality(NetworkMode::use, now.theta, *problem.training, 0);
  row.as_trained = row.training;
  if (problem.test) row.test = row.test_as_trained = loss.quality(NetworkMode::use, now.theta, *problem.test, 0);
  if (loss.has_modes()) {
    row.as_trained = loss.quality(NetworkMode::training, now.theta, *problem.training, 2 * now.epoch);
    if (problem.test)
      row.test_as_trained = loss.quality(NetworkMode::training, now.theta, *problem.test, 2 * now.epoch + 1);
  }
  const std::vector<std::vector<double>> slopes = loss.slopes(now.theta);
  const std::size_t activations = loss.activations_with_slopes();
  for (std::size_t k = 0; k < activations; ++k) {
    SlopeStatistics one = statistics(slopes[k]);
    one.step = now.step;
    one.network = problem.network.name;
    one.layer = k + 1;
    now.slopes.push_back(std::move(one));
  }
  if (slopes.size() > activations) row.slope_term = slopes.back().front();
  row.seconds = stopwatch.seconds();
  now.history.push_back(row);
}

/// Takes the step of the next batch. False where loss or gradient is no number.
bool Classifier::State::step() {
  const std::size_t first = now.batch * batch;
  loss.use_batch(std::span<const std::size_t>(order).subspan(first, std::min(batch, order.size() - first)), now.step);
  // A batch that has nothing to teach, its loss being 0, ends no training: the next one may have.
  if (optimiser->advance(now.theta).stop == optimise::Stop::not_finite) return false;
  loss.follow_batch();
  ++now.step;
  ++now.batch;
  return true;
}

ClassificationOutcome Classifier::State::ended(Status status, std::string reason) {
  stopwatch.stop();
  now.seconds = stopwatch.seconds();
  outcome = {status, std::move(reason), now.history, now.slopes};
  return outcome;
}

ClassificationOutcome Classifier::State::run(const EpochObserver& observer, const std::function<bool()>& interrupt) {
  stopwatch.start();
  for (;;) {
    loss.use_epoch(now.epoch, epochs);
    if (now.batch == 0 && (now.history.empty() || now.history.back().epoch != now.epoch)) {
      record();
      const EpochRow& row = now.history.back();
      if (!std::isfinite(row.training.loss))
        return ended(Status::diverged,
                     fmt::format("the loss is no number after epoch {}; take a smaller learning rate", now.epoch));
      if (observer && !observer(row))
        return ended(Status::interrupted, fmt::format("stopped on request after epoch {}", now.epoch));
    }
    if (now.epoch >= epochs) return ended(Status::finished, fmt::format("all {} epochs are done", epochs));
    const optimise::State before = optimiser->state();
    optimiser = optimise::make_optimiser(stage_of(now.epoch), loss, residuals);
    optimiser->restore(before);
    order = order_of_epoch(problem.compute.seed, now.epoch, problem.training->count());
    while (now.batch * batch < order.size()) {
      if (interrupt && interrupt())
        return ended(Status::interrupted, fmt::format("stopped on request after step {}", now.step));
      if (!step())
        return ended(Status::diverged,
                     fmt::format("the loss is no number after step {}, in epoch {}; take a smaller learning rate",
                                 now.step, now.epoch + 1));
    }
    now.batch = 0;
    ++now.epoch;
  }
}

Classifier::Classifier(Classification problem) try : state_(std::make_unique<State>(std::move(problem))) {
} catch (const std::bad_alloc&) {
  throw WorldFailure("not enough memory for these images; take smaller batches or a smaller network");
} catch (const std::length_error&) {
  throw WorldFailure("this network of images is larger than memory can be; make it smaller");
}
Classifier::~Classifier() = default;

const Classification& Classifier::problem() const { return state_->problem; }
std::size_t Classifier::parameter_count() const { return state_->loss.size(); }
int Classifier::threads() const { return state_->workers.count(); }

ClassificationOutcome Classifier::train(const EpochObserver& observer, const std::function<bool()>& interrupt) {
  return state_->run(observer, interrupt);
}
const ClassificationOutcome& Classifier::outcome() const { return state_->outcome; }

std::vector<double> Classifier::log_probabilities(const ImageSet& images) const {
  return state_->loss.log_probabilities(state_->now.theta, images);
}

void Classifier::save(const std::filesystem::path& file) const {
  EpochsState state = state_->now;
  state.optimiser = state_->optimiser->state();
  state.running = state_->loss.running();
  state.seconds = state_->stopwatch.seconds();
  write_epochs(file, fingerprint(state_->problem), state);
}

void Classifier::restore(const std::filesystem::path& file) {
  EpochsState state = read_epochs(file, fingerprint(state_->problem));
  State& own = *state_;
  const std::size_t batches = (own.problem.training->count() + own.batch - 1) / own.batch;
  if (state.theta.size() != own.loss.size() || state.running.size() != own.loss.running().size() ||
      state.batch >= batches || state.history.empty())
    throw WorldFailure(fmt::format("cannot use {}: it does not hold a state of this network", file.string()));
  if (state.epoch > own.epochs)
    throw UserError(
        fmt::format("the run has made {} epochs already, and `epochs` is {} now; a run that goes on may be "
                    "longer than it was, not shorter than it is",
                    state.epoch, own.epochs));
  own.optimiser->restore(state.optimiser);
  own.loss.set_running(state.running);
  own.stopwatch = Stopwatch(state.seconds);
  for (EpochRow& row : state.history) row.epochs = own.epochs;
  own.now = std::move(state);
  own.outcome = {Status::interrupted, "restored", own.now.history, own.now.slopes};
}

}  // namespace ansatz
