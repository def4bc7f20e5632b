// Gradients point by point, against reverse mode at one point at a time.
#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "ansatz/autodiff.hpp"

namespace {

using namespace ansatz::ad;

/// A residual u_t + k u u_x - 0.1 u_xx of a small network with neuron-wise slopes and a bounded unknown k.
struct Residual {
  Graph graph;
  Axis axis = graph.axis("interior");
  Expr x = graph.input("x", 2, axis);
  std::vector<Expr> parameters = {graph.parameter("W1", 3, 2), graph.parameter("b1", 3),   graph.parameter("a1", 3),
                                  graph.parameter("W2", 3, 3), graph.parameter("b2", 3),   graph.parameter("a2"),
                                  graph.parameter("W3", 1, 3), graph.parameter("b3"),      graph.parameter("k"),
                                  graph.parameter("a3", 3),    graph.parameter("W4", 3, 3)};
  Expr value;

  Residual() {
    const auto& p = parameters;
    Expr h = tanh(10.0 * p[2] * (matmul(p[0], x) + p[1]));
    h = tanh(5.0 * p[5] * (matmul(p[3], h) + p[4]));
    h = tanh(matmul(2.0 * p[9] * p[10], h) + 2.0 * p[9] * p[4]);  // slopes folded into the weights
    const Expr u = (matmul(p[6], h) + p[7])[0];
    const Expr u_x = partial(u, x, 0);
    value = partial(u, x, 1) + 2.0 * sigmoid(p[8]) * u * u_x - 0.1 * partial(u_x, x, 0);
  }

  std::vector<Expr> leaves() const {
    std::vector<Expr> all{x};
    all.insert(all.end(), parameters.begin(), parameters.end());
    return all;
  }
};

std::vector<std::vector<double>> some_values(const std::vector<Expr>& leaves, std::size_t points) {
  std::vector<std::vector<double>> values;
  double phase = 0.3;
  for (const Expr& leaf : leaves) {
    std::vector<double> numbers(leaf.shape().size() * (leaf.shape().on_axis() ? points : 1));
    for (double& number : numbers) number = 0.7 * std::sin(phase += 1.7);
    values.push_back(numbers);
  }
  return values;
}

/// Of `value` at `points` points by the parameters behind the first leaf, which is the point.
void check_point_by_point(Expr value, const std::vector<Expr>& leaves, std::size_t points) {
  const std::vector<Expr> parameters(leaves.begin() + 1, leaves.end());
  const std::vector<Expr> rows = point_gradients(value, parameters), summed = grad(value, parameters);
  const auto values = some_values(leaves, points);
  const auto got = evaluate_reference(leaves, rows, values);
  for (std::size_t p = 0; p < points; ++p) {
    auto one_point = values;
    one_point[0].clear();
    for (std::size_t i = p; i < values[0].size(); i += points) one_point[0].push_back(values[0][i]);
    const auto want = evaluate_reference(leaves, summed, one_point);
    for (std::size_t k = 0; k < rows.size(); ++k)
      for (std::size_t i = 0; i < want[k].size(); ++i)
        CHECK(got[k][i * points + p] == doctest::Approx(want[k][i]).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE("gradients at points are the gradients of one point at a time") {
  const Residual residual;
  check_point_by_point(residual.value, residual.leaves(), 5);
}

TEST_CASE("a matrix of one column may be made of parameters in any way") {
  Graph graph;
  const Expr x = graph.input("x", 1, graph.axis("interior"));
  const Expr V = graph.parameter("V", 3, 1), s = graph.parameter("s", 3), W = graph.parameter("W", 1, 3);
  const Expr scaled = exp(s) * V, mixed = sin(V) + s;  // factorised weights of one input; a sum
  const Expr h = tanh(matmul(scaled, x)) + matmul(mixed, x * x);
  const Expr u = matmul(W, h)[0];
  check_point_by_point(partial(u, x, 0) + u * u, {x, V, s, W}, 4);
}

TEST_CASE("gradients at points cost one matrix product more than reverse mode for each product with scaled weights") {
  const auto products = [](std::span<const Expr> outputs) {
    std::size_t count = 0;
    for (const std::uint32_t id : reachable(outputs))
      count += outputs[0].graph().node(id).op == Op::matmul && outputs[0].graph().node(id).shape.on_axis();
    return count;
  };
  Residual residual;
  const std::vector<Expr> rows = point_gradients(residual.value, residual.parameters);
  const std::vector<Expr> summed = grad(residual.value, residual.parameters);
  constexpr std::size_t streams = 4;  // u, u_x, u_t and u_xx each multiply the scaled weights
  CHECK(products(rows) == products(summed) + streams);
}

TEST_CASE("gradients at points need parameters that are not mixed over points") {
  Graph graph;
  const Expr x = graph.input("x", 1, graph.axis("interior"));
  const Expr w = graph.parameter("w");
  const Expr matrix = graph.parameter("M", 2, 1);
  const std::array inputs{w};
  CHECK_THROWS_WITH_AS(point_gradients(x * sum_points(w * exp(w * x)), inputs), doctest::Contains("mixes the points"),
                       ansatz::UserError);
  const Expr made = sum(matmul(exp(w * transpose(matrix)), concat(std::array{x, x * x})));
  CHECK_THROWS_WITH_AS(point_gradients(made, inputs), doctest::Contains("matrices must be parameters"),
                       ansatz::UserError);
  CHECK_THROWS_WITH_AS(point_gradients(w, inputs), doctest::Contains("a scalar at points is needed"),
                       ansatz::UserError);
}
