#include "network/network.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/activation.hpp"
#include "ansatz/core/random.hpp"

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
  check(spec.init);
  if (!spec.adaptive) throw InternalFault(fmt::format("nobody said how slopes of network `{}` adapt", spec.name));
  check(*spec.adaptive);
}

std::vector<double> start_of(const InitialisationMethod::AnyDraw& draw, const Initialisation& init, LayerSize size,
                             std::size_t count, const Stream& numbers) {
  std::vector<double> values(count, 0.0);
  for (std::size_t i = 0; draw && i < count; ++i) values[i] = draw(init.settings(), size, numbers, i);
  return values;
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
    const InitialisationMethod& init = spec.init.method();
    const LayerSize size{outputs, inputs};
    layer.weights =
        parameters.add(weights, outputs, inputs,
                       start_of(init.weight, spec.init, size, std::size_t{outputs} * inputs, Stream(seed, weights)));
    layer.biases =
        parameters.add(biases, outputs, 1, start_of(init.bias, spec.init, size, outputs, Stream(seed, biases)));
    layers_.push_back(layer);
    inputs = outputs;
  }
  if (spec.adaptive->method().make) add_slopes(parameters);
}

void Network::add_slopes(Parameters& parameters) {
  const auto add = [this, &parameters](const std::string& name, std::uint32_t rows, double start) {
    return parameters.add(fmt::format("{}/{}", spec_.name, name), rows, 1, std::vector<double>(rows, start));
  };
  adaptive_ = spec_.adaptive->method().make(spec_.adaptive->settings(), add);
  for (std::size_t k = 0; k < spec_.hidden.size(); ++k) {
    const ad::Expr slope = adaptive_->of_layer(k, spec_.hidden[k]);
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

}  // namespace ansatz
