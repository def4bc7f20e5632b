// Sums of functions as activations, rowdy ones among them, against the network that the paper says they are: one that
// is as many times wider as there are functions, with weights (omega alpha^T) (x) W (Jagtap, Shin, Kawaguchi,
// Karniadakis 2022). Values, and derivatives by numbers that carry two of them, in plain loops. And what the
// activations are at the start, and without functions.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "network/network.hpp"
#include "problems.hpp"

using namespace ansatz;

namespace {

/// A number with its first two derivatives.
struct Jet {
  double value = 0, first = 0, second = 0;
};
Jet operator+(const Jet& a, const Jet& b) { return {a.value + b.value, a.first + b.first, a.second + b.second}; }
Jet operator*(double c, const Jet& a) { return {c * a.value, c * a.first, c * a.second}; }
Jet composed(const Jet& z, double f, double f1, double f2) {
  return {f, f1 * z.first, f2 * z.first * z.first + f1 * z.second};
}
Jet tanh_of(const Jet& z) {
  const double t = std::tanh(z.value), d = 1 - t * t;
  return composed(z, t, d, -2 * t * d);
}
Jet sine_of(const Jet& z, double phase) {
  return composed(z, std::sin(z.value + phase), std::cos(z.value + phase), -std::sin(z.value + phase));
}
Jet softplus_of(const Jet& z) {
  const double p = 1 / (1 + std::exp(-z.value));
  return composed(z, std::log1p(std::exp(z.value)), p, p * (1 - p));
}
Jet square_of(const Jet& z) { return composed(z, z.value * z.value, 2 * z.value, 2); }

using JetFunction = std::function<Jet(const Jet&)>;

/// A way to adapt, and what its functions are, in plain numbers.
struct Case {
  Adaptation way;
  double n = 1;
  std::vector<std::pair<double, JetFunction>> functions;  // phi(multiple n F z)
};

Case of(const Rowdy& rowdy) {
  Case made{rowdy, rowdy.n, {}};
  const double phase = rowdy.wave == Wave::cosine ? std::numbers::pi / 2 : 0;
  for (std::uint32_t k = 1; k <= rowdy.terms; ++k)
    made.functions.emplace_back(k, [phase](const Jet& z) { return sine_of(z, phase); });
  return made;
}

using Parts = std::map<std::string, std::vector<double>>;

/// Two hidden layers of 3 and 4 neurons.
NetworkSpec small_spec(const Adaptation& way) {
  NetworkSpec spec;
  spec.fields = {0};
  spec.hidden = {3, 4};
  spec.adaptive = way;
  return spec;
}

/// One coordinate in [-1, 1].
Domain line() {
  Domain domain;
  domain.space = {"x"};
  domain.shape = box({-1}, {1});
  return domain;
}

/// The network of `small_spec`, at parameters far from their start.
class Small {
 public:
  explicit Small(const Adaptation& way) : parameters_(graph_) {
    network_ = std::make_unique<Network>(small_spec(way), line(), 3, parameters_);
    for (const ParameterBlock& block : parameters_.blocks()) {
      const Stream numbers(7, block.name);
      std::vector<double>& values = parts[block.name.substr(8)];
      for (std::size_t i = 0; i < block.size; ++i) values.push_back(0.6 * numbers.normal(i));
    }
  }

  Jet operator()(double at) {
    const ad::Expr x = graph_.input("x", 1, graph_.axis("points")), u = (*network_)(x);
    const ad::Expr first = ad::partial(u, x);
    std::vector<ad::Expr> inputs = parameters_.leaves();
    std::vector<std::vector<double>> values;
    for (const ParameterBlock& block : parameters_.blocks()) values.push_back(parts.at(block.name.substr(8)));
    inputs.push_back(x);
    values.push_back({at});
    const auto found = ad::evaluate_reference(inputs, std::vector{u, first, ad::partial(first, x)}, values);
    return {found[0][0], found[1][0], found[2][0]};
  }

  Parts parts;

 private:
  ad::Graph graph_;
  Parameters parameters_;
  std::unique_ptr<Network> network_;
};

/// Amplitude and frequency of function k (0: the activation) of a neuron.
struct Wide {
  const Parts& parts;
  const Case& of;

  double entry(const std::string& name, std::size_t neuron) const {
    const std::vector<double>& all = parts.at(name);
    return all[all.size() == 1 ? 0 : neuron];
  }
  std::string number(std::size_t layer, std::size_t k) const { return std::to_string(layer) + "_" + std::to_string(k); }
  double amplitude(std::size_t layer, std::size_t k, std::size_t neuron) const {
    return k == 0 ? 1 : of.n * entry("alpha" + number(layer, k), neuron);
  }
  double frequency(std::size_t layer, std::size_t k, std::size_t neuron) const {
    if (k == 0) return of.n * entry("a" + std::to_string(layer), neuron);
    return of.functions[k - 1].first * of.n * entry("F" + number(layer, k), neuron);
  }

  /// h has a block for every function of the layer before, each with its amplitude in the weights that read it.
  Jet operator()(double at) const {
    std::vector<std::vector<Jet>> blocks{{{at, 1, 0}}};  // by function
    for (std::size_t layer = 1; layer <= 3; ++layer) {
      const std::vector<double>& W = parts.at("W" + std::to_string(layer));
      const std::vector<double>& b = parts.at("b" + std::to_string(layer));
      std::vector<std::vector<Jet>> next;
      for (std::size_t k = 0; k <= (layer == 3 ? 0 : of.functions.size()); ++k) {
        next.emplace_back();
        for (std::size_t i = 0; i < b.size(); ++i) {
          const double omega = layer == 3 ? 1 : frequency(layer, k, i);
          Jet z{omega * b[i], 0, 0};
          for (std::size_t m = 0; m < blocks.size(); ++m)
            for (std::size_t j = 0; j < blocks[m].size(); ++j) {
              const double alpha = layer == 1 ? 1 : amplitude(layer - 1, m, j);
              z = z + omega * alpha * W[i * blocks[m].size() + j] * blocks[m][j];
            }
          next.back().push_back(layer == 3 ? z : k == 0 ? tanh_of(z) : of.functions[k - 1].second(z));
        }
      }
      blocks = next;
    }
    return blocks[0][0];
  }
};

/// The gradient of a loss, by the names of parameters.
std::map<std::string, std::vector<double>> gradients(const Adaptation& way) {
  Problem problem = test::small_burgers();
  problem.networks[0].adaptive = way;
  const Loss loss(problem);
  const auto values = test::reference(loss, ad::grad(loss.total(), loss.trial().parameters().leaves()));
  std::map<std::string, std::vector<double>> named;
  for (std::size_t i = 0; i < values.size(); ++i) named[loss.trial().parameters().blocks()[i].name] = values[i];
  return named;
}

void check_wide(const Case& of) {
  Small network(of.way);
  const Wide wide{network.parts, of};
  for (const double x : {-0.9, 0.2, 0.7}) {
    const Jet found = network(x), expected = wide(x);
    CHECK(found.value == doctest::Approx(expected.value).epsilon(1e-12));
    CHECK(found.first == doctest::Approx(expected.first).epsilon(1e-12));
    CHECK(found.second == doctest::Approx(expected.second).epsilon(1e-12));
  }
}

/// The network as it starts, at three points.
std::vector<double> values_at_start(const Adaptation& way) {
  ad::Graph graph;
  Parameters parameters(graph);
  const Network network(small_spec(way), line(), 3, parameters);
  const ad::Expr x = graph.input("x", 1, graph.axis("points"));
  std::vector<ad::Expr> inputs = parameters.leaves();
  inputs.push_back(x);
  const ad::Program program = ad::compile(inputs, std::vector{network(x)});
  std::vector<std::vector<double>> given;
  for (const ParameterBlock& block : parameters.blocks()) {
    const auto first = parameters.start().begin() + static_cast<std::ptrdiff_t>(block.offset);
    given.emplace_back(first, first + static_cast<std::ptrdiff_t>(block.size));
  }
  given.push_back({-0.9, 0.2, 0.7});
  return program(given)[0];
}

const std::vector<ElementwiseFunction> three{elementwise("sin"), elementwise("softplus"),
                                             elementwise("square", [](ad::Expr z) { return z * z; })};

}  // namespace

TEST_CASE("a rowdy network is the wide one with Kronecker weights, with its derivatives") {
  for (const Wave wave : {Wave::sine, Wave::cosine})
    for (const PerWhat per : {PerWhat::layer, PerWhat::neuron})
      for (const std::uint32_t terms : {1u, 3u})
        check_wide(of(Rowdy{.terms = terms, .n = 2, .wave = wave, .per = per}));
}

TEST_CASE("a network of sums of any functions is the wide one with Kronecker weights, with its derivatives") {
  for (const PerWhat per : {PerWhat::layer, PerWhat::neuron})
    for (const double n : {1.0, 3.0}) {
      const auto sine = [](const Jet& z) { return sine_of(z, 0); };
      check_wide({Kronecker{.functions = three, .n = n, .per = per}, n, {{1, sine}, {1, softplus_of}, {1, square_of}}});
    }
}

TEST_CASE("amplitudes start at 0: weights feel the same gradient, amplitudes one of their own") {
  const auto plain = gradients(Llaaf{.n = 10});
  for (const Adaptation& way : {Adaptation(Rowdy{.terms = 2, .n = 10}), Adaptation(Kronecker{.functions = three})}) {
    const auto sum = gradients(way);
    for (const auto& entry : plain) {
      CAPTURE(entry.first);
      const std::vector<double>& other = sum.at(entry.first);
      for (std::size_t i = 0; i < other.size(); ++i) CHECK(other[i] == doctest::Approx(entry.second[i]).epsilon(1e-12));
    }
    CHECK(sum.at("network/F1_1")[0] == 0);
    CHECK(sum.at("network/alpha1_1")[0] != 0);
  }
}

TEST_CASE("a network of sums starts as that of its activation, to the bit") {
  const std::vector<double> plain = values_at_start(FixedSlopes{});
  for (const double n : {1.0, 10.0})
    for (const PerWhat per : {PerWhat::layer, PerWhat::neuron}) {
      CHECK(values_at_start(Kronecker{.functions = three, .n = n, .per = per}) == plain);
      CHECK(values_at_start(Rowdy{.terms = 3, .n = n, .per = per}) == plain);
    }
}

TEST_CASE("without functions a network of sums is one with slopes, to the bit") {
  const auto same = [](const Adaptation& a, const Adaptation& b) { return gradients(a) == gradients(b); };
  CHECK(same(Kronecker{.functions = {}, .n = 5}, Llaaf{.n = 5}));
  CHECK(same(Kronecker{.functions = {}, .n = 5, .per = PerWhat::neuron, .recovery = 1}, Nlaaf{.n = 5, .recovery = 1}));
  CHECK_FALSE(same(Rowdy{.terms = 1, .n = 5}, Llaaf{.n = 5}));
  CHECK_FALSE(same(Kronecker{.functions = three, .n = 5}, Llaaf{.n = 5}));
}

TEST_CASE("what a sum of functions cannot be is refused") {
  CHECK_THROWS_AS(Small(Rowdy{.n = 0.5}), UserError);
  for (const std::uint32_t terms : {0U, 1001U}) CHECK_THROWS_AS(Small(Rowdy{.terms = terms}), UserError);
  CHECK_THROWS_AS(Small(Kronecker{.functions = three, .n = 0.5}), UserError);
  CHECK_THROWS_AS(elementwise("sine"), UserError);
  CHECK_THROWS_AS(elementwise("none", FunctionMethod::Value()), UserError);
}
