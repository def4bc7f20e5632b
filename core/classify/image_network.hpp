// A network of images as expressions: its layers with their parameters and slopes, what it keeps of batches, and its
// value while it is trained and in use.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "network/layer_stack.hpp"
#include "network/parameters.hpp"

namespace ansatz {

/// Random numbers that a layer asks for, at every image of a batch.
struct Noise {
  std::string name;  // of the stream that they come from
  ad::Expr leaf;     // a column on the axis of the batch
};

/// A column that follows the batches.
struct RunningColumn {
  ad::Expr leaf;  // free
  ad::Expr next;  // after the step
  double start = 0;
};

class ImageNetwork {
 public:
  /// Adds the network's parameters and makes its value at a batch of images. Throws UserError, with the number of the
  /// layer, where the description makes no network, or one that does not end in a number for each class.
  ImageNetwork(const NetworkSpec& spec, ad::Expr images, std::uint64_t seed, Parameters& parameters);

  /// A column with a number for each class, at every image.
  ad::Expr as_trained() const { return as_trained_; }
  ad::Expr in_use() const { return in_use_; }
  /// Whether the two differ.
  bool has_modes() const { return !noise_.empty() || !running_.empty(); }

  std::span<const Noise> noise() const { return noise_; }
  std::span<const RunningColumn> running() const { return running_; }
  /// n a of each activation; empty where slopes are fixed.
  std::span<const ad::Expr> slopes() const { return slopes_; }
  /// What slopes add to the loss; nothing when they add none.
  std::optional<SlopeTerm> slope_term() const { return adaptive_ ? adaptive_->term() : std::nullopt; }

 private:
  class OfBatches;

  std::unique_ptr<Slopes> adaptive_;
  std::vector<ad::Expr> slopes_;
  ad::Expr as_trained_, in_use_;
  std::vector<Noise> noise_;
  std::vector<RunningColumn> running_;
};

}  // namespace ansatz
