// What the collapse rewrite makes of the residuals that matter, counted, and that it changes no value.
//
// A network of L hidden layers has L - 1 square matrices. With s streams (value, derivatives, combined) each
// costs s products, s transposed products in the reverse pass and s weight gradients. The first layer needs one
// product: its derivatives are the same at all points.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "autodiff/check_derivatives.hpp"
#include "autodiff/networks.hpp"

using namespace ansatz::ad;
using namespace ansatz::ad::testing;

namespace {

constexpr std::uint32_t layers = 4;

double streams(const HiddenWork& hidden) { return static_cast<double>(hidden.products) / (layers - 1); }

Expr mean_square(std::span<const Expr> residuals) {
  Expr loss = residuals[0].graph().constant(0);
  for (const Expr& residual : residuals) loss = loss + mean_points(residual * residual);
  return loss;
}

void check_equal(const Network& network, std::span<const Expr> a, std::span<const Expr> b, double tolerance) {
  Values values;
  for (const Expr& input : network.inputs)
    values.push_back(random_values(input.shape().size() * (input.shape().on_axis() ? 4 : 1),
                                   static_cast<std::uint32_t>(values.size()), -0.4, 0.4));
  const Values x = evaluate_reference(network.inputs, a, values), y = evaluate_reference(network.inputs, b, values);
  for (std::size_t k = 0; k < x.size(); ++k) {
    double scale = 1, difference = 0;
    for (std::size_t i = 0; i < x[k].size(); ++i) {
      scale = std::max(scale, std::abs(x[k][i]));
      difference = std::max(difference, std::abs(x[k][i] - y[k][i]));
    }
    CHECK(difference <= tolerance * scale);
  }
}

// Collapses, compares values and gradients, and counts: `written` streams become `wanted`, forward and in reverse.
void check_streams(Network& network, const std::vector<Expr>& residuals, std::size_t written, std::size_t wanted) {
  CHECK(streams(hidden_work(residuals)) == static_cast<double>(written));
  const std::vector<Expr> collapsed = collapse(residuals);
  check_equal(network, residuals, collapsed, 1e-13);
  const HiddenWork forward = hidden_work(collapsed);
  CHECK(streams(forward) == static_cast<double>(wanted));

  const std::vector<Expr> gradient = grad(mean_square(collapsed), network.parameters);
  check_equal(network, grad(mean_square(residuals), network.parameters), gradient, 1e-11);
  const HiddenWork all = hidden_work(gradient);
  CHECK(all.products == 2 * (layers - 1) * wanted);
  CHECK(all.outer == (layers - 1) * wanted);
}

}  // namespace

TEST_CASE("Burgers: value, x-derivative and u_t - nu u_xx are three streams") {
  for (const Slope slope : {Slope::none, Slope::layer, Slope::neuron})
    for (const bool trainable : {false, true}) {
      Network n(2, layers, 20, 1, slope);
      const Expr u = n.output, nu = trainable ? n.unknown("nu") : n.graph.constant(0.01);
      const std::vector<Expr> residual{partial(u, n.x, 1) + u * partial(u, n.x, 0) - nu * derivative(u, n.x, 0, 2)};
      check_streams(n, residual, 4, 3);
      // tanh, its slope, three streams: nine operations and a bias a layer, whatever the slopes.
      CHECK(hidden_work(collapse(residual)).elementwise <= 10 * layers);
    }
}

TEST_CASE("the Laplacian in d dimensions is d + 2 streams") {
  for (const std::uint32_t d : {1u, 2u, 3u, 5u}) {
    Network n(d, layers, 12, 1);
    check_streams(n, {-0.3 * laplacian(n.output, n.x) - sin(n.x[0])}, 2 * d + 1, d + 2);
  }
}

TEST_CASE("higher and mixed orders: Korteweg-de Vries 4 streams, Kuramoto-Sivashinsky 5, wave 4") {
  Network n(2, layers, 12, 1);
  const Expr u = n.output, u_t = partial(u, n.x, 1), u_x = partial(u, n.x, 0);
  check_streams(n, {u_t + 6.0 * u * u_x + derivative(u, n.x, 0, 3)}, 5, 4);
  check_streams(n, {u_t + u * u_x + derivative(u, n.x, 0, 2) + derivative(u, n.x, 0, 4)}, 6, 5);
  check_streams(n, {derivative(u, n.x, 1, 2) - derivative(u, n.x, 0, 2)}, 5, 4);
  check_streams(n, {derivative(u, n.x, 1, 2) + partial(u_x, n.x, 1) * u - derivative(u, n.x, 0, 2)}, 6, 4);
  check_streams(n, {u_t * partial(u_x, n.x, 1) - derivative(u, n.x, 0, 2)}, 5, 4);
}

TEST_CASE("coefficients that vary from point to point go along where they take a whole stream with them") {
  Network n(2, layers, 12, 1);
  const Expr u = n.output, u_t = partial(u, n.x, 1), u_x = partial(u, n.x, 0);
  check_streams(n, {u_t + u * u_x}, 3, 2);                                         // a derivative along (u, 1)
  check_streams(n, {u_t - (1.0 + n.x[0] * n.x[0]) * partial(u_x, n.x, 0)}, 4, 3);  // k(x) u_xx
  check_streams(n, {u_t - partial(u_x, n.x, 0) / (2.0 + sin(n.x[0]))}, 4, 3);      // u_xx / k(x)
  check_streams(n, {u_t - partial(u * u_x, n.x, 0)}, 4, 3);                        // (u u_x)_x
}

TEST_CASE("systems: the streams of several residuals merge where all of them agree") {
  Network n(2, layers, 12, 3);
  const Expr x = n.x, u = n.output[0], v = n.output[1], p = n.output[2];
  const auto along = [&](Expr f) { return u * partial(f, x, 0) + v * partial(f, x, 1) - 0.01 * laplacian(f, x); };
  // Steady Navier-Stokes: value, x, y, Laplacian. The pressure gradient is in the first derivatives.
  check_streams(n, {along(u) + partial(p, x, 0), along(v) + partial(p, x, 1), partial(u, x, 0) + partial(v, x, 1)}, 5,
                4);
  // Two equations that need u_xx and u_t in different proportions keep both.
  const Expr u_t = partial(u, x, 1), u_xx = derivative(u, x, 0, 2);
  check_streams(n, {u_t - u_xx, u_t - 2.0 * u_xx}, 4, 4);
  check_streams(n, {u_t - u_xx, 2.0 * u_t - 2.0 * u_xx}, 4, 3);
  // Cross derivatives of two fields (plane elasticity): value, x, y, xx, xy, yy.
  const auto second = [&](Expr f, std::uint32_t i, std::uint32_t j) { return partial(partial(f, x, i), x, j); };
  check_streams(n,
                {3.0 * second(u, 0, 0) + second(u, 1, 1) + 2.0 * second(v, 0, 1),
                 3.0 * second(v, 1, 1) + second(v, 0, 0) + 2.0 * second(u, 0, 1)},
                6, 6);
}

TEST_CASE("any activation: swish with neuron-wise slopes") {
  Network n(2, layers, 12, 1, Slope::neuron, [](Expr z) { return z * sigmoid(z); });
  const Expr u = n.output;
  check_streams(n, {partial(u, n.x, 1) + u * partial(u, n.x, 0) - 0.01 * derivative(u, n.x, 0, 2)}, 4, 3);
}

TEST_CASE("an activation stated as a formula costs what the same built-in costs, and little more than tanh") {
  const auto operations = [](const std::function<Expr(Expr)>& activation) {
    Network n(2, layers, 20, 1, Slope::neuron, activation);
    const Expr u = n.output, u_x = partial(u, n.x, 0);
    const Expr residual = collapse(std::vector<Expr>{partial(u, n.x, 1) + u * u_x - 0.01 * partial(u_x, n.x, 0)})[0];
    return hidden_work(grad(mean_points(residual * residual), n.parameters)).elementwise;
  };
  const std::size_t hyperbolic = operations([](Expr z) { return tanh(z); });
  const std::size_t swish = operations([](Expr z) { return z * sigmoid(z); });
  CHECK(operations([](Expr z) { return z / (1.0 + exp(-z)); }) == swish);
  CHECK(operations([](Expr z) { return 1.0 / (1.0 + exp(-z)); }) == operations([](Expr z) { return sigmoid(z); }));
  CHECK(hyperbolic <= 32 * layers);
  CHECK(swish <= 48 * layers);
}

TEST_CASE("values used for themselves are left as they are") {
  Network n(2, layers, 12, 1);
  const Expr u = n.output, u_xx = derivative(u, n.x, 0, 2), residual = partial(u, n.x, 1) - u_xx;
  const std::array outputs{residual, u_xx, u};
  const std::vector<Expr> collapsed = collapse(outputs);
  check_equal(n, outputs, collapsed, 1e-13);
  CHECK(streams(hidden_work(collapsed)) == 4);
  CHECK(collapse(std::array{u})[0] == u);
  CHECK(collapse(collapsed) == collapsed);
}

TEST_CASE("slopes are multiplied into the weights once a step") {
  for (const Slope slope : {Slope::layer, Slope::neuron}) {
    Network plain(2, layers, 12, 1), sloped(2, layers, 12, 1, slope);
    const HiddenWork a = hidden_work(collapse(std::array{plain.output})),
                     b = hidden_work(collapse(std::array{sloped.output}));
    CHECK(a.elementwise == b.elementwise);
    CHECK(a.elementwise == 2 * layers);  // a bias and a tanh
  }
}

TEST_CASE("loss and boundary conditions collapse together: weights are scaled once for all axes") {
  Network n(2, layers, 12, 1, Slope::layer);
  const Expr u = n.output;
  const std::array residual{partial(u, n.x, 1) - 0.3 * derivative(u, n.x, 0, 2)};
  const Expr loss = mean_square(residual) + mean_points(u) * mean_points(u);
  const Expr collapsed = collapse(std::array{loss})[0];
  check_equal(n, std::array{loss}, std::array{collapsed}, 1e-12);
  CHECK(streams(hidden_work(std::array{collapsed})) == 3);
}
