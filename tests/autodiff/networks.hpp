// Networks and residuals as tests of the graph use them, and counts of what a graph costs.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "ansatz/autodiff.hpp"

namespace ansatz::ad::testing {

enum class Slope { none, layer, neuron };

/// A multi-layer perceptron of tanh layers on one axis, `width` neurons each.
struct Network {
  Graph graph;
  Axis axis = graph.axis("interior");
  Expr x;
  std::vector<Expr> parameters;
  std::vector<Expr> inputs;  // x, then the parameters
  Expr output;

  Network(
      std::uint32_t dimensions, std::uint32_t layers, std::uint32_t width, std::uint32_t outputs,
      Slope slope = Slope::none, const std::function<Expr(Expr)>& activation = [](Expr z) { return tanh(z); }) {
    x = graph.input("x", dimensions, axis);
    Expr h = x;
    for (std::uint32_t layer = 0; layer < layers; ++layer) {
      Expr z = affine(h, width);
      if (slope != Slope::none) {
        parameters.push_back(graph.parameter("a", slope == Slope::neuron ? width : 1));
        z = 10.0 * parameters.back() * z;
      }
      h = activation(z);
    }
    output = affine(h, outputs);
    inputs = parameters;
    inputs.insert(inputs.begin(), x);
  }
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  Expr unknown(std::string_view name) {
    parameters.push_back(graph.parameter(name));
    inputs.push_back(parameters.back());
    return parameters.back();
  }

 private:
  Expr affine(Expr h, std::uint32_t rows) {
    parameters.push_back(graph.parameter("W", rows, h.shape().rows));
    parameters.push_back(graph.parameter("b", rows));
    return matmul(parameters[parameters.size() - 2], h) + parameters.back();
  }
};

/// d^n u / d x_row^n
inline Expr derivative(Expr u, Expr x, std::uint32_t row, int order) {
  for (int i = 0; i < order; ++i) u = partial(u, x, row);
  return u;
}

/// What a program of these outputs does at each point. Hidden layers are told by their square matrices.
struct HiddenWork {
  std::size_t products = 0;     // products with the matrices of hidden layers, forward and transposed
  std::size_t outer = 0;        // gradients of these matrices
  std::size_t elementwise = 0;  // operations on values with more than one row
};

inline HiddenWork hidden_work(std::span<const Expr> outputs) {
  HiddenWork result;
  for (const std::uint32_t id : reachable(outputs)) {
    const Graph& graph = outputs[0].graph();
    const Node& node = graph.node(id);
    const auto square = [](const Shape& shape) { return shape.rows > 1 && shape.rows == shape.cols; };
    if (node.op == Op::outer_sum && square(node.shape)) ++result.outer;
    if (!node.shape.on_axis()) continue;
    if (node.op == Op::matmul && square(graph.node(graph.operands(id)[0]).shape)) ++result.products;
    if (info(node.op).elementwise && node.shape.rows > 1) ++result.elementwise;
  }
  return result;
}

}  // namespace ansatz::ad::testing
