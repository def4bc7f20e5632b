#include "network/network.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/activation.hpp"
#include "network/initialisation.hpp"

namespace ansatz {
namespace {

/// The rows of a free matrix or column, each times its slope.
ad::Expr scale_rows(ad::Expr slope, ad::Expr matrix) { return ad::broadcast(slope, matrix.shape()) * matrix; }

void require_network(const NetworkSpec& spec) {
  if (spec.fields.empty()) throw UserError(fmt::format("network `{}` has no fields to compute", spec.name));
  for (std::size_t k = 0; k < spec.hidden.size(); ++k)
    if (spec.hidden[k] == 0)
      throw UserError(
          fmt::format("network `{}`: hidden layer {} has no neurons; give it at least 1", spec.name, k + 1));
  if (spec.adaptive.mode != Adaptation::fixed && !(spec.adaptive.n >= 1))
    throw UserError(fmt::format("network `{}`: the scaling factor n of adaptive slopes must be at least 1; it is {}",
                                spec.name, spec.adaptive.n));
}

}  // namespace

Network::Network(const NetworkSpec& spec, const Domain& domain, std::uint64_t seed, Parameters& parameters)
    : spec_(spec), inputs_(spec, domain, seed) {
  require_network(spec);
  std::uint32_t inputs = inputs_.rows();
  for (std::size_t k = 0; k <= spec.hidden.size(); ++k) {
    const bool last = k == spec.hidden.size();
    const auto outputs = last ? static_cast<std::uint32_t>(spec.fields.size()) : spec.hidden[k];
    const std::string weights = fmt::format("{}/W{}", spec.name, k + 1),
                      biases = fmt::format("{}/b{}", spec.name, k + 1);
    Layer layer;
    layer.weights =
        parameters.add(weights, outputs, inputs, initial_weights(spec.init, outputs, inputs, seed, weights));
    layer.biases = parameters.add(biases, outputs, 1, initial_biases(spec.init, outputs, seed, biases));
    layers_.push_back(layer);
    inputs = outputs;
  }
  if (spec.adaptive.mode != Adaptation::fixed) add_slopes(parameters);
}

void Network::add_slopes(Parameters& parameters) {
  const auto add = [&](const std::string& name, std::uint32_t rows) {
    adaptive_.push_back(parameters.add(name, rows, 1, std::vector<double>(rows, 1 / spec_.adaptive.n)));
  };
  if (spec_.adaptive.mode == Adaptation::gaaf) add(fmt::format("{}/a", spec_.name), 1);
  for (std::size_t k = 0; k < spec_.hidden.size(); ++k) {
    if (spec_.adaptive.mode != Adaptation::gaaf)
      add(fmt::format("{}/a{}", spec_.name, k + 1), spec_.adaptive.mode == Adaptation::nlaaf ? spec_.hidden[k] : 1);
    const ad::Expr slope = spec_.adaptive.n * adaptive_.back();
    slopes_.push_back(slope);
    layers_[k].weights = scale_rows(slope, layers_[k].weights);
    layers_[k].biases = scale_rows(slope, layers_[k].biases);
  }
}

ad::Expr Network::operator()(ad::Expr coordinates) const {
  ad::Expr h = inputs_(coordinates);
  for (std::size_t k = 0; k < layers_.size(); ++k) {
    h = ad::matmul(layers_[k].weights, h) + layers_[k].biases;
    if (k + 1 < layers_.size()) h = activate(spec_.activation, h);
  }
  return h;
}

std::optional<ad::Expr> Network::recovery() const {
  if (adaptive_.empty()) return std::nullopt;
  ad::Expr total;
  for (const ad::Expr& a : adaptive_) {
    const ad::Expr mean = ad::sum(a) / static_cast<double>(a.shape().rows);
    const ad::Expr value = spec_.adaptive.exponential ? ad::exp(mean) : mean;
    total = total.valid() ? total + value : value;
  }
  return static_cast<double>(adaptive_.size()) / total;
}

}  // namespace ansatz
