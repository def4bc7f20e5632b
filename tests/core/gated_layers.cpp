// Stacks of gated layers, layers with an activation of their own, and factorised weights: against plain loops.
#include "ansatz/core/gated_layers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/activation.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "built_network.hpp"
#include "problems.hpp"
#include "resumption.hpp"

using namespace ansatz;
using test::Built;
using test::Column;
using test::tanh_of;

namespace {

/// (1 - z) a + z b, row by row.
Column between(const Column& z, const Column& a, const Column& b) {
  Column mixed(z.size());
  for (std::size_t i = 0; i < z.size(); ++i) mixed[i] = (1 - z[i]) * a[i] + z[i] * b[i];
  return mixed;
}

}  // namespace

TEST_CASE("gated layers choose between two columns of what comes in") {
  Built network({Gated{.neurons = 3, .blocks = 2}}, Nlaaf{.n = 1});
  for (const double x : {-0.8, 0.1, 0.6}) {
    const auto layer = [&](int number, const Column& h) {
      return tanh_of(network.map(number, h), network.of("a" + std::to_string(number)));
    };
    const Column u = layer(1, {x}), v = layer(2, {x});
    Column h = layer(3, {x});
    for (const int number : {4, 5}) h = between(layer(number, h), u, v);
    CHECK(network(x) == doctest::Approx(network.map(6, h)[0]).epsilon(1e-13));
  }
}

TEST_CASE("a PirateNet is blocks of gated layers, each with a weight of its own") {
  Built network({Dense{3}, Pirate{.blocks = 2}}, FixedSlopes{});
  for (const double x : {-0.8, 0.1, 0.6}) {
    const auto layer = [&](int number, const Column& h) { return tanh_of(network.map(number, h)); };
    Column h = network.map(1, {x});
    const Column u = layer(2, h), v = layer(3, h);
    for (const int block : {1, 2}) {
      const int first = 3 * block + 1;
      const Column f = between(layer(first, h), v, u), g = between(layer(first + 1, f), v, u);
      const Column skip(3, network.of("skip" + std::to_string(block) + "_2")[0]);
      h = between(skip, h, layer(first + 2, g));
    }
    CHECK(network(x) == doctest::Approx(network.map(10, h)[0]).epsilon(1e-13));
  }
}

TEST_CASE("a PirateNet starts as a linear map") {
  Built network({Dense{3}, Pirate{.blocks = 3}}, FixedSlopes{});
  for (const int block : {1, 2, 3}) CHECK(network.start("skip" + std::to_string(block) + "_2") == Column{0});
}

TEST_CASE("a layer may have an activation of its own, with the slope of its place") {
  Built network({Dense{3}, Act{{elementwise("sin")}}, Dense{2}, Act{}}, Llaaf{.n = 1});
  for (const double x : {-0.8, 0.1, 0.6}) {
    Column h = network.map(1, {x});
    for (double& z : h) z = std::sin(network.of("a1")[0] * z);
    const Column last = tanh_of(network.map(2, h), Column(2, network.of("a2")[0]));
    CHECK(network(x) == doctest::Approx(network.map(3, last)[0]).epsilon(1e-13));
  }
  NetworkSpec two;
  two.fields = {0};
  two.layers = {Dense{3}, Act{{elementwise("sin"), elementwise("cos")}}};
  CHECK_THROWS_WITH_AS(count_weights(two, 1),
                       "network `network`, layer 2, act: one function stands for an activation, not several",
                       UserError);
}

TEST_CASE("a layer whose own activation loses a derivative that is taken is told of") {
  Problem problem = test::small_burgers();
  NetworkSpec& network = problem.networks[0];
  network.hidden = NetworkSpec{}.hidden;
  network.layers = {Dense{3}, Act{}, Dense{3}, Act{{elementwise("relu")}}};
  CHECK(lost_derivative(problem, network).why.starts_with("`relu` is made of pieces whose second derivative is 0"));
  network.layers.back() = Act{};
  CHECK(lost_derivative(problem, network).why.empty());
  network.activation.name = "relu";
  network.layers = {Dense{3}, Act{{elementwise("tanh")}}};
  CHECK(lost_derivative(problem, network).why.empty());  // no layer takes that of the network
  network.layers = {Gated{.neurons = 3}};
  CHECK_FALSE(lost_derivative(problem, network).why.empty());
}

TEST_CASE("factorised weights start as plain ones do, and are diag(exp(s)) V") {
  const std::vector<Layer> layers{Dense{4}, Act{}, Dense{3}, Act{}};
  Built plain(layers, FixedSlopes{}), own(layers, FixedSlopes{}, FactorisedWeights{.mean = 0.5, .deviation = 0.2});
  Column exponents;
  for (const int number : {1, 2, 3}) {
    const std::string k = std::to_string(number);
    const Column W = plain.start("W" + k), V = own.start("W" + k), s = own.start("s" + k);
    REQUIRE(V.size() == W.size());
    for (std::size_t i = 0; i < W.size(); ++i)
      CHECK(std::exp(s[i / (W.size() / s.size())]) * V[i] == doctest::Approx(W[i]).epsilon(1e-14));
    exponents.insert(exponents.end(), s.begin(), s.end());
  }
  REQUIRE(exponents.size() == 8);
  CHECK(std::all_of(exponents.begin(), exponents.end(), [](double s) { return std::abs(s - 0.5) < 1; }));
  CHECK(*std::min_element(exponents.begin(), exponents.end()) < *std::max_element(exponents.begin(), exponents.end()));
  for (const double x : {-0.8, 0.6}) {
    const auto layer = [&](int number, const Column& h) {
      const Column V = own.of("W" + std::to_string(number)), s = own.of("s" + std::to_string(number));
      Column z = own.of("b" + std::to_string(number));
      for (std::size_t i = 0; i < z.size(); ++i)
        for (std::size_t j = 0; j < h.size(); ++j) z[i] += std::exp(s[i]) * V[i * h.size() + j] * h[j];
      return z;
    };
    CHECK(own(x) == doctest::Approx(layer(3, tanh_of(layer(2, tanh_of(layer(1, {x})))))[0]).epsilon(1e-13));
  }
}

TEST_CASE("factorised weights of one input are trained by every kind of stage, and verified") {
  for (const Adaptation& way : std::vector<Adaptation>{FixedSlopes{}, Gaaf{}, Llaaf{}, Nlaaf{}})
    for (const Stage& stage : std::vector<Stage>{Lm{.steps = 2}, NewtonCg{.steps = 2}, Adam{.steps = 2}}) {
      CAPTURE(way.name());
      CAPTURE(stage.name());
      Problem problem = test::poisson_1d(2);
      problem.networks[0].weights = FactorisedWeights{};
      problem.networks[0].adaptive = way;
      problem.stages = {stage};
      const Verification found = verify(solve(std::move(problem)));
      CAPTURE(found.reason);
      CHECK_FALSE(found.residuals.empty());
    }
}

TEST_CASE("problems with gated layers, factorised weights and trained waves are trained and resumed") {
  for (const std::vector<Layer>& layers :
       {std::vector<Layer>{Gated{.neurons = 4, .blocks = 2}}, std::vector<Layer>{Dense{4}, Pirate{.blocks = 1}}}) {
    Problem problem = test::small_burgers();
    NetworkSpec& network = problem.networks[0];
    network.hidden = NetworkSpec{}.hidden;
    network.layers = layers;
    network.weights = FactorisedWeights{};
    network.inputs = {InputFeature{{0, 1}, RandomFourier{.features = 3, .trained = true}}};
    problem.stages = {Adam{.steps = 12, .lr = 1e-2}, Lm{.steps = 3}};
    test::check_resumption(problem, {5, 13});
  }
}
