#include "classify/image_loss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/optimise/team.hpp"

namespace ansatz {
namespace {

constexpr std::size_t most_in_use = 256;  // images at once; in use the others of a batch do not matter

std::vector<BatchFeed::Wanted> wanted_by(const ImageNetwork& network) {
  std::vector<BatchFeed::Wanted> wanted;
  for (const Noise& noise : network.noise()) wanted.push_back({noise.name, noise.leaf.shape().rows});
  return wanted;
}

optimise::Vector start_of_running(const ImageNetwork& network) {
  optimise::Vector start;
  for (const RunningColumn& column : network.running())
    start.insert(start.end(), column.leaf.shape().rows, column.start);
  return start;
}

}  // namespace

/// A program with the memory that it runs in. Inputs: parameters, running columns, images, answers, noise.
class ImageLoss::Compiled {
 public:
  Compiled(const ImageLoss& loss, std::span<const ad::Expr> inputs, std::span<const ad::Expr> outputs)
      : loss_(loss),
        program_(ad::compile(inputs, outputs, {loss.problem_.compute.precision, loss.problem_.compute.backend, {}})),
        workspace_(program_, loss.workers_) {}

  /// `feed` null: no batch is asked for.
  void run(optimise::In theta, const BatchFeed* feed, std::span<double* const> outputs) {
    inputs_.clear();
    for (const ParameterBlock& block : loss_.parameters_.blocks()) inputs_.push_back(theta.data() + block.offset);
    const double* running = loss_.running_.data();
    for (const RunningColumn& column : loss_.network_.running()) {
      inputs_.push_back(running);
      running += column.leaf.shape().rows;
    }
    const BatchFeed& batch = feed != nullptr ? *feed : loss_.step_feed_;
    inputs_.push_back(batch.images());
    inputs_.push_back(batch.answers());
    for (std::size_t k = 0; k < loss_.network_.noise().size(); ++k) inputs_.push_back(batch.noise(k));
    inputs_.push_back(&loss_.recovery_);
    const ad::PointCount points{loss_.axis_, std::max<std::size_t>(batch.count(), 1)};
    program_.run(workspace_, {&points, 1}, inputs_, outputs);
  }

 private:
  const ImageLoss& loss_;
  ad::Program program_;
  ad::Workspace workspace_;
  std::vector<const double*> inputs_;
};

ImageLoss::ImageLoss(const Classification& problem, std::size_t batch, ad::Workers& workers)
    : problem_(problem),
      workers_(workers),
      classes_(problem.classes()),
      axis_(graph_.axis("images")),
      images_(graph_.input("images", problem.image, axis_)),
      answers_(graph_.input("answers", static_cast<std::uint32_t>(classes_), axis_)),
      recovery_leaf_(graph_.parameter("recovery")),
      parameters_(graph_),
      network_(problem.network, images_, problem.compute.seed, parameters_),
      step_feed_(problem, batch, wanted_by(network_), workers),
      set_feed_(problem, std::max(batch, most_in_use), wanted_by(network_), workers),
      running_(start_of_running(network_)),
      next_(running_.size()),
      scores_(std::max(batch, most_in_use) * classes_) {
  for (const auto& set : {problem.training, problem.test}) {
    if (!set) continue;
    require_set(*set);
    if (set->labels.empty()) throw UserError("images without labels can neither be learnt nor judge");
  }
  const ad::Expr total = loss();
  std::vector<ad::Expr> outputs = ad::grad(total, parameters_.leaves());
  outputs.push_back(total);
  for (const RunningColumn& column : network_.running()) outputs.push_back(column.next);
  step_ = compiled(outputs);
  training_ = compiled({ad::log_softmax(network_.as_trained())});
  use_ = compiled({ad::log_softmax(network_.in_use())});
  std::vector<ad::Expr> slopes(network_.slopes().begin(), network_.slopes().end());
  if (const auto term = slope_term()) slopes.push_back(*term);
  if (!slopes.empty()) slopes_ = compiled(slopes);
}
ImageLoss::~ImageLoss() = default;

/// What slopes add: a weight that stays is part of the formula.
std::optional<ad::Expr> ImageLoss::slope_term() const {
  const auto term = network_.slope_term();
  if (!term) return std::nullopt;
  const std::optional<double> weight = term->steady();
  return weight ? *weight * term->value : recovery_leaf_ * term->value;
}

void ImageLoss::use_epoch(std::uint64_t epoch, std::uint64_t epochs) {
  if (const auto term = network_.slope_term())
    recovery_ = term->weight.at_step(epochs == 0 ? 0 : std::min(epoch, epochs - 1), epochs);
}

/// The mean cross entropy of the batch, and what slopes add.
ad::Expr ImageLoss::loss() const {
  const ad::Expr entropy = -ad::mean_points(ad::sum(answers_ * ad::log_softmax(network_.as_trained())));
  const auto term = slope_term();
  return term ? entropy + *term : entropy;
}

std::unique_ptr<ImageLoss::Compiled> ImageLoss::compiled(const std::vector<ad::Expr>& outputs) {
  std::vector<ad::Expr> inputs = parameters_.leaves();
  for (const RunningColumn& column : network_.running()) inputs.push_back(column.leaf);
  inputs.push_back(images_);
  inputs.push_back(answers_);
  for (const Noise& noise : network_.noise()) inputs.push_back(noise.leaf);
  inputs.push_back(recovery_leaf_);
  return std::make_unique<Compiled>(*this, inputs, outputs);
}

void ImageLoss::require_set(const ImageSet& set) const {
  if (set.extents != problem_.image)
    throw UserError(fmt::format("images of {} x {} x {} were read, and the network reads {} x {} x {}", set.extents[0],
                                set.extents[1], set.extents[2], problem_.image[0], problem_.image[1],
                                problem_.image[2]));
  if (set.count() == 0) throw UserError("a set of images is empty");
  if (set.labels.empty()) return;
  if (set.pixels.size() != set.labels.size() * set.extents.rows())
    throw UserError(fmt::format("a set has {} pixels for {} images", set.pixels.size(), set.labels.size()));
  const auto largest = *std::max_element(set.labels.begin(), set.labels.end());
  if (largest >= classes_)
    throw UserError(
        fmt::format("an image has the label {}, and the network tells {} classes apart", largest, classes_));
}

// --- a step -------------------------------------------------------------------------------------------

void ImageLoss::use_batch(std::span<const std::size_t> images, std::uint64_t step) {
  step_feed_.take_augmented(*problem_.training, images, DrawFor::step, step);
  step_feed_.draw(DrawFor::step, step);
}

double ImageLoss::value_and_gradient(optimise::In theta, optimise::Out gradient) {
  outputs_.clear();
  for (const ParameterBlock& block : parameters_.blocks()) outputs_.push_back(gradient.data() + block.offset);
  outputs_.push_back(&total_);
  double* next = next_.data();
  for (const RunningColumn& column : network_.running()) {
    outputs_.push_back(next);
    next += column.leaf.shape().rows;
  }
  step_->run(theta, &step_feed_, outputs_);
  return total_;
}

double ImageLoss::value(optimise::In theta) {
  optimise::Vector gradient(size());
  return value_and_gradient(theta, gradient);
}

void ImageLoss::follow_batch() { running_ = next_; }

optimise::Team ImageLoss::team() { return optimise::team_of(workers_); }

// --- a whole set ----------------------------------------------------------------------------------------

void ImageLoss::for_each_batch(NetworkMode mode, optimise::In theta, const ImageSet& set, std::uint64_t draw,
                               const std::function<void(std::span<const std::size_t> images, optimise::In scores)>& f) {
  const bool training = mode == NetworkMode::training && has_modes();
  const std::size_t most = training ? step_feed_.most() : most_in_use;  // statistics are those of batches of a step
  const std::size_t batches = (set.count() + most - 1) / most;
  std::vector<std::size_t> all(set.count());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::array<double*, 1> outputs{scores_.data()};
  for (std::size_t b = 0; b < batches; ++b) {
    const auto images = std::span<const std::size_t>(all).subspan(b * most, std::min(most, set.count() - b * most));
    const std::uint64_t own = draw * batches + b;  // of the random numbers of this batch
    if (training && &set == problem_.training.get())
      set_feed_.take_augmented(set, images, DrawFor::measure, own);
    else
      set_feed_.take(set, images);
    if (training) set_feed_.draw(DrawFor::measure, own);
    (training ? training_ : use_)->run(theta, &set_feed_, outputs);
    f(images, optimise::In(scores_).first(images.size() * classes_));
  }
}

Quality ImageLoss::quality(NetworkMode mode, optimise::In theta, const ImageSet& set, std::uint64_t draw) {
  double loss = 0;
  std::size_t right = 0;
  for_each_batch(mode, theta, set, draw, [&](std::span<const std::size_t> images, optimise::In scores) {
    const std::size_t count = images.size();
    for (std::size_t p = 0; p < count; ++p) {
      const std::size_t label = set.labels[images[p]];
      const auto score = [&](std::size_t k) { return scores[k * count + p]; };
      std::size_t best = 0;
      for (std::size_t k = 1; k < classes_; ++k)
        if (score(k) > score(best)) best = k;
      loss -= score(label);
      right += best == label;
    }
  });
  const auto images = static_cast<double>(set.count());
  return {loss / images, static_cast<double>(right) / images};
}

std::vector<double> ImageLoss::log_probabilities(optimise::In theta, const ImageSet& set) {
  require_set(set);
  std::vector<double> all;
  for_each_batch(NetworkMode::use, theta, set, 0, [&](std::span<const std::size_t> images, optimise::In scores) {
    for (std::size_t p = 0; p < images.size(); ++p)
      for (std::size_t k = 0; k < classes_; ++k) all.push_back(scores[k * images.size() + p]);
  });
  return all;
}

std::vector<std::vector<double>> ImageLoss::slopes(optimise::In theta) {
  std::vector<std::vector<double>> values;
  for (const ad::Expr& slope : network_.slopes()) values.emplace_back(slope.shape().size());
  if (network_.slope_term()) values.emplace_back(1);
  std::vector<double*> outputs;
  for (std::vector<double>& one : values) outputs.push_back(one.data());
  if (slopes_) slopes_->run(theta, nullptr, outputs);
  return values;
}

}  // namespace ansatz
