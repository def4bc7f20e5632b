// The layers of one network with their parameters, and, in a network of fields, the linear map onto these.
//
// A network is made in two steps, which decide where its parameters stand: first all layers, in their order, then the
// slopes of all activations, in theirs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/core/layer.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/weight_form.hpp"

namespace ansatz {

class Parameters;
/// Adds parameters under the name of the network, with numbers from the stream of their whole name. Both must live
/// longer.
NewParameter adding_to(Parameters& parameters, const std::string& network, std::uint64_t seed);

/// An activation within a network, the slope that is left to be multiplied with at every point (none where slopes are
/// fixed, or the linear map before it has taken it), and what is added to the activation.
struct ActivationSlot {
  LayerOutput of;
  ad::Expr slope{};
  ColumnFunction added{};
};

/// A layer as it was made.
struct LayerRow {
  std::string layer;  // as it is written
  LayerOutput output;
  std::size_t parameters = 0;  // of its own, slopes left out
};

class LayerStack {
 public:
  /// Makes all layers; `inputs`: what the first one reads. Throws UserError, with the number of the layer, where the
  /// description makes no network.
  LayerStack(const NetworkSpec& spec, const InputRows& inputs, const NewParameter& add);
  /// The layers that are stated, and nothing behind them, from images. `batches`: what they are trained on.
  LayerStack(const NetworkSpec& spec, ad::Extents images, const NewParameter& add, std::shared_ptr<Batches> batches);

  /// Asks for the slopes of every activation, in order, applies them and returns them. Once, before any value.
  std::vector<ad::Expr> adapt(Slopes& slopes);

  /// The fields, or what the last layer gives: a column, of what the first layer reads.
  ad::Expr operator()(ad::Expr h) const;

  /// Those that are stated, in their order.
  const std::vector<LayerRow>& rows() const { return rows_; }

 private:
  class Parts;
  LayerOutput make_layers(const NetworkSpec& spec, LayerOutput before, Parts& parts);

  std::vector<ColumnFunction> values_;
  std::vector<LayerRow> rows_;
  std::vector<std::shared_ptr<ActivationSlot>> activations_;
};

}  // namespace ansatz
