// A network of images without the numbers that it starts at: what its layers give, and how many numbers there are.
#pragma once

#include <memory>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "network/layer_stack.hpp"

namespace ansatz {

class LayerSketch {
 public:
  /// Throws UserError, with the number of the layer, where the description makes no network.
  LayerSketch(const NetworkSpec& network, ad::Extents image);

  const std::vector<LayerRow>& rows() const { return layers_->rows(); }
  /// All that is trained, slopes among it.
  double parameters() const { return parameters_; }
  /// What the expressions of the network's value have at one image, rows of all of them together.
  double numbers_an_image() const { return numbers_; }
  /// What a step keeps of every image of its batch: statistics of a batch end a phase of the program, and products with
  /// windows outlive theirs (autodiff/backend/cpu/lowering/kept.hpp). 0 without batch norm.
  double kept_numbers_an_image() const { return kept_; }

 private:
  ad::Graph graph_;
  std::unique_ptr<LayerStack> layers_;
  double parameters_ = 0, numbers_ = 0, kept_ = 0;
};

}  // namespace ansatz
