// The kinds of layers that are built in; sources and frame: ansatz/core/layer.hpp.
#include "ansatz/core/layer.hpp"

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr Limits widths{1, 1e4};

MadeLayer make_dense(const Dense& own, const LayerOutput& before, LayerParts& parts) {
  if (before.map) throw UserError("a linear map of a linear map is one linear map; put `act` between them");
  const auto map = parts.linear(own.neurons, before.rows);
  return {{own.neurons, map}, [map](ad::Expr h) { return (*map)(h); }};
}

MadeLayer make_act(const Act& own, const LayerOutput& before, LayerParts& parts) {
  if (own.function.size() > 1) throw UserError("one function stands for an activation, not several");
  const ElementwiseFunction* instead = own.function.empty() ? nullptr : &own.function.front();
  return {{before.rows, nullptr, before.extents}, parts.activation(before, instead)};
}

MadeLayer make_residual(const ResidualBlock& own, const LayerOutput& before, LayerParts& parts) {
  if (before.extents.given()) throw UserError("it is of columns, and an image comes in; `preact` is a block of images");
  const auto inner = parts.linear(own.neurons, before.rows), outer = parts.linear(before.rows, own.neurons);
  const ColumnFunction sigma = parts.activation({own.neurons, inner});
  return {{before.rows}, [=](ad::Expr h) { return h + (*outer)(sigma((*inner)(h))); }};
}

}  // namespace

std::shared_ptr<const LayerMethod> method_of(const Dense&) {
  static const auto method = std::make_shared<const LayerMethod>(
      described<Dense>, "dense", "the linear map W h + b of what comes in, h",
      std::vector{required(setting("neurons", &Dense::neurons, widths, "rows of W"))}, make_dense);
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const Act&) {
  static const auto method = std::make_shared<const LayerMethod>(
      described<Act>, "act", "the activation, with slopes where they adapt",
      std::vector{setting("function", &Act::function,
                          "an activation or a `let` of one argument, in place of the network's activation")},
      make_act);
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const ResidualBlock&) {
  static const auto method = std::make_shared<const LayerMethod>(
      described<ResidualBlock>, "residual",
      About("h + W'' sigma(W' h + b') + b''",
            {{"K. He and X. Zhang and S. Ren and J. Sun", "Deep residual learning for image recognition",
              "CVPR, 770-778", 2016}}),
      std::vector{required(setting("neurons", &ResidualBlock::neurons, widths, "rows of W'"))}, make_residual);
  return method;
}

}  // namespace ansatz
