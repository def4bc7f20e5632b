#include "ansatz/core/gated_layers.hpp"

#include <fmt/format.h>

#include <vector>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr Limits widths{1, 1e4};
constexpr Limits depths{1, 1000};

void refuse_images(const LayerOutput& before) {
  if (before.extents.given()) throw UserError("it is of columns, and an image comes in; `preact` is a block of images");
}

/// sigma(W h + b).
ColumnFunction hidden(std::uint32_t neurons, std::uint32_t inputs, LayerParts& parts) {
  const auto map = parts.linear(neurons, inputs);
  const ColumnFunction sigma = parts.activation({neurons, map});
  return [=](ad::Expr h) { return sigma((*map)(h)); };
}

std::vector<ColumnFunction> hidden_layers(std::size_t count, std::uint32_t neurons, LayerParts& parts) {
  std::vector<ColumnFunction> layers;
  for (std::size_t k = 0; k < count; ++k) layers.push_back(hidden(neurons, neurons, parts));
  return layers;
}

/// (1 - z) a + z b.
ad::Expr between(ad::Expr z, ad::Expr a, ad::Expr b) { return a + z * (b - a); }

MadeLayer make_gated(const Gated& own, const LayerOutput& before, LayerParts& parts) {
  refuse_images(before);
  const ColumnFunction of_u = hidden(own.neurons, before.rows, parts), of_v = hidden(own.neurons, before.rows, parts);
  const ColumnFunction first = hidden(own.neurons, before.rows, parts);
  const std::vector<ColumnFunction> blocks = hidden_layers(own.blocks, own.neurons, parts);
  return {{own.neurons}, [=](ad::Expr x) {
            const ad::Expr u = of_u(x), v = of_v(x);
            ad::Expr h = first(x);
            for (const ColumnFunction& block : blocks) h = between(block(h), u, v);
            return h;
          }};
}

MadeLayer make_pirate(const Pirate& own, const LayerOutput& before, LayerParts& parts) {
  refuse_images(before);
  const std::uint32_t rows = before.rows;
  const ColumnFunction of_u = hidden(rows, rows, parts), of_v = hidden(rows, rows, parts);
  const std::vector<ColumnFunction> layers = hidden_layers(std::size_t{3} * own.blocks, rows, parts);
  std::vector<ad::Expr> skips;
  for (std::uint32_t k = 1; k <= own.blocks; ++k) skips.push_back(parts.column(fmt::format("skip{}_", k), 1, 0));
  return {{rows}, [=](ad::Expr h) {
            const ad::Expr u = of_u(h), v = of_v(h);
            for (std::size_t k = 0; k < skips.size(); ++k) {
              const ad::Expr f = between(layers[3 * k](h), v, u), g = between(layers[3 * k + 1](f), v, u);
              h = between(ad::broadcast(skips[k], h.shape()), h, layers[3 * k + 2](g));
            }
            return h;
          }};
}

}  // namespace

std::shared_ptr<const LayerMethod> method_of(const Gated&) {
  static const auto method = std::make_shared<const LayerMethod>(
      described<Gated>, "gated",
      About("layers that choose, neuron by neuron, between two columns of what comes into the first",
            {{"S. Wang and Y. Teng and P. Perdikaris",
              "Understanding and mitigating gradient flow pathologies in physics-informed neural networks",
              "SIAM Journal on Scientific Computing 43, A3055-A3081", 2021}}),
      std::vector{required(setting("neurons", &Gated::neurons, widths, "rows of every layer")),
                  setting("blocks", &Gated::blocks, depths, "layers behind the first")},
      make_gated);
  return method;
}

std::shared_ptr<const LayerMethod> method_of(const Pirate&) {
  static const auto method = std::make_shared<const LayerMethod>(
      described<Pirate>, "pirate",
      About("blocks of three gated layers, as wide as what comes in, each with a trained weight that starts at 0",
            {{"S. Wang and B. Li and Y. Chen and P. Perdikaris",
              "PirateNets: physics-informed deep learning with residual adaptive networks",
              "Journal of Machine Learning Research 25(402), 1-51", 2024}}),
      std::vector{setting("blocks", &Pirate::blocks, depths, "blocks, one after another")}, make_pirate);
  return method;
}

}  // namespace ansatz
