// A small network by itself, made of given layers, beside plain loops over the numbers of its parameters.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "network/network.hpp"

namespace ansatz::test {

using Column = std::vector<double>;

/// One network of one place in [-1, 1], and of parameters behind it, all of which it reads as they are.
class Built {
 public:
  Built(std::vector<Layer> layers, const Adaptation& adaptive, const Weights& weights = PlainWeights{},
        std::size_t given = 0)
      : parameters_(graph_) {
    NetworkSpec spec;
    spec.fields = {0};
    spec.layers = std::move(layers);
    spec.adaptive = adaptive;
    spec.init = NormalNumbers{.deviation = 0.7};
    spec.weights = weights;
    Domain domain;
    domain.space = {"x"};
    for (std::size_t k = 1; k <= given; ++k) domain.space.push_back("c" + std::to_string(k));
    domain.shape = box(std::vector<double>(1 + given, -1.0), std::vector<double>(1 + given, 1.0));
    domain.parameters = given;
    network_ = std::make_unique<Network>(spec, domain, 3, parameters_);
    CHECK(count_weights(spec, rows_of(domain)) + slopes() == static_cast<double>(parameters_.size()));
  }

  double operator()(double at) { return (*this)(Column{at}); }
  double operator()(const Column& at) {
    const ad::Expr x = graph_.input("x", static_cast<std::uint32_t>(at.size()), graph_.axis("points"));
    std::vector<ad::Expr> inputs = parameters_.leaves();
    std::vector<Column> values;
    for (const ParameterBlock& block : parameters_.blocks()) values.push_back(of(block.name.substr(8)));
    inputs.push_back(x);
    values.push_back(at);
    return ad::evaluate_reference(inputs, std::vector{(*network_)(x)}, values)[0][0];
  }

  /// A parameter by its name in the network, row by row: what it starts at.
  Column start(const std::string& name) const {
    for (const ParameterBlock& block : parameters_.blocks()) {
      if (block.name != "network/" + name) continue;
      const auto part = std::span(parameters_.start()).subspan(block.offset, block.size);
      return {part.begin(), part.end()};
    }
    FAIL(name);
    return {};
  }
  /// Other numbers than those, at which the network is asked.
  Column of(const std::string& name) const {
    Column numbers = start(name);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] += 0.05 * static_cast<double>(i + 1);
    return numbers;
  }

  /// W h + b by its number.
  Column map(int number, const Column& h) const {
    const Column W = of("W" + std::to_string(number));
    Column z = of("b" + std::to_string(number));
    for (std::size_t i = 0; i < z.size(); ++i)
      for (std::size_t j = 0; j < h.size(); ++j) z[i] += W[i * h.size() + j] * h[j];
    return z;
  }

 private:
  double slopes() const {
    double count = 0;
    for (const ParameterBlock& block : parameters_.blocks())
      if (block.name.starts_with("network/a")) count += static_cast<double>(block.size);
    return count;
  }

  ad::Graph graph_;
  Parameters parameters_;
  std::unique_ptr<Network> network_;
};

inline Column tanh_of(Column z, const Column& slopes = {}) {
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = std::tanh(slopes.empty() ? z[i] : slopes[i] * z[i]);
  return z;
}

inline Column sum(Column a, const Column& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

}  // namespace ansatz::test
