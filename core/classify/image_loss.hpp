// The loss of a batch as a function of theta, compiled; and how well a network does on a whole set.
//
// One graph and programs with the same inputs: the loss with its gradient and what follows the batch; the logarithms of
// the probabilities in training, and in use. Read next: image_network.hpp, batch_feed.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/classification.hpp"
#include "ansatz/core/optimise/objective.hpp"
#include "classify/batch_feed.hpp"
#include "classify/image_network.hpp"

namespace ansatz {

/// Which of its two functions a network is.
enum class NetworkMode { training, use };

class ImageLoss final : public optimise::Objective {
 public:
  /// `batch`: images of a step, at most. Both must live longer. Throws UserError where the network is none.
  ImageLoss(const Classification& problem, std::size_t batch, ad::Workers& workers);
  ~ImageLoss() override;
  ImageLoss(const ImageLoss&) = delete;
  ImageLoss& operator=(const ImageLoss&) = delete;

  /// The epoch that follows, which the weight of what slopes add may depend on.
  void use_epoch(std::uint64_t epoch, std::uint64_t epochs);
  /// The batch of the steps that follow: these images of the training set, with the random numbers of this step.
  void use_batch(std::span<const std::size_t> images, std::uint64_t step);
  /// Running columns become what the batch that was evaluated last makes of them.
  void follow_batch();

  /// Of a whole set, batch by batch in its order. `draw` tells apart random numbers, where the mode asks for any.
  Quality quality(NetworkMode mode, optimise::In theta, const ImageSet& set, std::uint64_t draw);
  /// In use, image by image, all classes of each.
  std::vector<double> log_probabilities(optimise::In theta, const ImageSet& set);
  /// Whether the two functions differ, or what is learnt is not what is there.
  bool has_modes() const { return network_.has_modes() || !problem_.augmentation.empty(); }

  /// n a of each activation at theta, and behind them, where slopes add to the loss, what they add.
  std::vector<std::vector<double>> slopes(optimise::In theta);
  std::size_t activations_with_slopes() const { return network_.slopes().size(); }

  const std::vector<double>& start() const { return parameters_.start(); }
  const optimise::Vector& running() const { return running_; }
  void set_running(optimise::Vector running) { running_ = std::move(running); }

  std::size_t size() const override { return start().size(); }
  double value(optimise::In theta) override;
  double value_and_gradient(optimise::In theta, optimise::Out gradient) override;
  optimise::Team team() override;

 private:
  class Compiled;
  std::unique_ptr<Compiled> compiled(const std::vector<ad::Expr>& outputs);
  std::optional<ad::Expr> slope_term() const;
  ad::Expr loss() const;
  void require_set(const ImageSet& set) const;
  void for_each_batch(NetworkMode mode, optimise::In theta, const ImageSet& set, std::uint64_t draw,
                      const std::function<void(std::span<const std::size_t> images, optimise::In scores)>& f);

  const Classification& problem_;
  ad::Workers& workers_;
  std::size_t classes_;
  ad::Graph graph_;
  ad::Axis axis_;
  ad::Expr images_, answers_, recovery_leaf_;
  Parameters parameters_;
  ImageNetwork network_;
  BatchFeed step_feed_, set_feed_;
  optimise::Vector running_, next_, scores_;
  double total_ = 0;
  double recovery_ = 0;           // W_a in this epoch
  std::vector<double*> outputs_;  // of a step
  std::unique_ptr<Compiled> step_, training_, use_, slopes_;
};

}  // namespace ansatz
