// Networks: the four ways slopes adapt, recovery, scaling of inputs, initialisation.
#include "network/network.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <list>
#include <map>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/activation.hpp"
#include "problems.hpp"

using namespace ansatz;

namespace {

/// The loss of small_burgers with this adaptation, recovery off.
Loss loss_of(const Adaptation& adaptive) {
  static std::list<Problem> problems;  // a loss refers to its problem
  Problem& problem = problems.emplace_back(test::small_burgers());
  problem.networks[0].adaptive = adaptive;
  problem.networks[0].init = NormalNumbers{.deviation = 0.8};
  return Loss(problem);
}

std::vector<Adaptation> ways_to_adapt(double n) { return {Gaaf{.n = n}, Llaaf{.n = n}, Nlaaf{.n = n}}; }

/// Gradients of the loss by parameter name, and the loss under "".
std::map<std::string, std::vector<double>> gradients(const Loss& loss) {
  std::vector<ad::Expr> outputs = ad::grad(loss.total(), loss.trial().parameters().leaves());
  outputs.push_back(loss.total());
  const auto values = test::reference(loss, outputs);
  std::map<std::string, std::vector<double>> result;
  for (std::size_t i = 0; i < values.size(); ++i)
    result[i + 1 < values.size() ? loss.trial().parameters().blocks()[i].name : ""] = values[i];
  return result;
}

double relative_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double difference = 0, scale = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference = std::max(difference, std::abs(a[i] - b[i]));
    scale = std::max(scale, std::abs(b[i]));
  }
  return difference / scale;
}

/// Recovery and its gradient with respect to every slope, at given slopes.
std::vector<std::vector<double>> recovery_at(const Adaptation& adaptive,
                                             const std::vector<std::vector<double>>& slopes) {
  ad::Graph graph;
  Parameters parameters(graph);
  NetworkSpec spec;
  spec.fields = {0};
  spec.hidden = {3, 4, 2};
  spec.adaptive = adaptive;
  Domain domain;
  domain.space = {"x"};
  domain.shape = box({0}, {1});
  const Network network(spec, domain, 1, parameters);
  std::vector<ad::Expr> a;
  for (const ParameterBlock& block : parameters.blocks())
    if (block.name.find("/a") != std::string::npos) a.push_back(block.leaf);
  REQUIRE(a.size() == slopes.size());
  const SlopeTerm term = *network.slope_term();
  const ad::Expr weighted = term.steady().value() * term.value;
  std::vector<ad::Expr> outputs = ad::grad(weighted, a);
  outputs.push_back(weighted);
  return ad::evaluate_reference(a, outputs, slopes);
}

}  // namespace

TEST_CASE("at n a = 1 all modes are the same function with the same weight gradients") {
  const auto fixed = gradients(loss_of(FixedSlopes{}));
  for (const double n : {1.0, 3.0, 5.0, 10.0})
    for (const Adaptation& way : ways_to_adapt(n)) {
      const auto adaptive = gradients(loss_of(way));
      CHECK(adaptive.size() > fixed.size());
      for (const auto& entry : fixed) {
        const std::string& name = entry.first;
        CAPTURE(name);
        CAPTURE(n);
        REQUIRE(adaptive.count(name) == 1);
        CHECK(relative_difference(adaptive.at(name), entry.second) < 1e-14);
      }
    }
}

TEST_CASE("adaptive slopes are a trained argument of the activation: the same loss and gradients") {
  const auto with = [](PerWhat per) {
    Problem problem = test::small_burgers();
    NetworkSpec& network = problem.networks[0];
    network.adaptive = FixedSlopes{};
    network.init = NormalNumbers{.deviation = 0.8};
    network.activation = {.name = "act",
                          .trainable = [](ad::Expr z, std::span<const ad::Expr> a) { return ad::tanh(4 * a[0] * z); },
                          .trained = {{"a", 0.25}},
                          .per = per};
    return gradients(Loss(problem));
  };
  for (const auto& [per, slopes] :
       {std::pair{PerWhat::layer, Adaptation(Llaaf{.n = 4})}, std::pair{PerWhat::neuron, Adaptation(Nlaaf{.n = 4})}}) {
    const auto trained = with(per), adaptive = gradients(loss_of(slopes));
    CHECK(trained.size() == adaptive.size());
    for (const auto& entry : adaptive) {
      std::string name = entry.first;
      CAPTURE(name);
      if (name.starts_with("network/a")) name.insert(8, "act_");
      REQUIRE(trained.count(name) == 1);
      CHECK(relative_difference(trained.at(name), entry.second) < 1e-13);
    }
  }
}

TEST_CASE("slopes count: none, one, one a hidden layer, one a neuron") {
  const auto count = [](const Adaptation& way) { return loss_of(way).trial().parameters().size(); };
  const std::size_t weights = 2 * 6 + 6 + 6 * 5 + 5 + 5 + 1 + 1;
  CHECK(count(FixedSlopes{}) == weights);
  CHECK(count(Gaaf{}) == weights + 1);
  CHECK(count(Llaaf{}) == weights + 2);
  CHECK(count(Nlaaf{}) == weights + 11);
}

TEST_CASE("slope recovery and its gradient follow the closed form") {
  const std::vector<std::vector<double>> slopes{{0.1, 0.7, -0.2}, {0.5, 0.25, 0.4, 0.9}, {1.3, 0.2}};
  std::vector<double> mean;
  double sum = 0;
  for (const auto& a : slopes) {
    double m = 0;
    for (const double value : a) m += value / static_cast<double>(a.size());
    mean.push_back(m);
    sum += std::exp(m);
  }
  const auto values = recovery_at(Nlaaf{.n = 2, .recovery = 1}, slopes);
  CHECK(values.back()[0] == doctest::Approx(3 / sum).epsilon(1e-14));
  for (std::size_t k = 0; k < slopes.size(); ++k)
    for (const double derivative : values[k])
      CHECK(
          derivative ==
          doctest::Approx(-3 * std::exp(mean[k]) / (static_cast<double>(slopes[k].size()) * sum * sum)).epsilon(1e-13));
  CHECK(recovery_at(Llaaf{.n = 2, .recovery = 1}, {{0.1}, {0.2}, {0.6}}).back()[0] ==
        doctest::Approx(3 / (std::exp(0.1) + std::exp(0.2) + std::exp(0.6))));
  CHECK(recovery_at(Llaaf{.n = 2, .recovery = 1, .op = SlopeOperator::identity}, {{0.1}, {0.2}, {0.6}}).back()[0] ==
        doctest::Approx(3 / 0.9));
  CHECK(recovery_at(Llaaf{.n = 2, .recovery = 1, .over = SlopeTotal::sum}, {{0.1}, {0.2}, {0.6}}).back()[0] ==
        doctest::Approx(1 / (std::exp(0.1) + std::exp(0.2) + std::exp(0.6))));
  CHECK(recovery_at(Gaaf{.n = 2, .recovery = 1}, {{0.4}}).back()[0] == doctest::Approx(std::exp(-0.4)));
}

TEST_CASE("weights depend on their own name alone") {
  const auto start = [](const Loss& loss, std::string_view name) {
    for (const ParameterBlock& block : loss.trial().parameters().blocks())
      if (block.name == name) {
        const auto part = std::span(loss.trial().parameters().start()).subspan(block.offset, block.size);
        return std::vector<double>(part.begin(), part.end());
      }
    return std::vector<double>{};
  };
  const Loss fixed = loss_of(FixedSlopes{}), adaptive = loss_of(Nlaaf{});
  Problem deeper = test::small_burgers();
  deeper.networks[0] = adaptive.trial().networks()[0].spec();
  deeper.networks[0].hidden = {6, 5, 5};
  const Loss deep(deeper);
  for (const char* name : {"network/W1", "network/b1", "network/W2"}) {
    CHECK(start(fixed, name) == start(adaptive, name));
    CHECK(start(fixed, name) == start(deep, name));
  }
  CHECK(start(fixed, "network/W1") != start(fixed, "network/W2"));
}

TEST_CASE("coordinates reach the network scaled to [-1, 1]") {
  const auto fields = [](std::vector<double> lower, std::vector<double> upper, std::vector<double> at, bool normalise) {
    ad::Graph graph;
    Parameters parameters(graph);
    NetworkSpec spec;
    spec.fields = {0, 1};
    spec.hidden = {4};
    spec.normalise_inputs = normalise;
    spec.adaptive = FixedSlopes{};
    Domain domain;
    domain.space = {"x", "y"};
    domain.shape = box(std::move(lower), std::move(upper));
    const Network network(spec, domain, 7, parameters);
    const ad::Expr x = graph.input("x", 2, graph.axis("points"));
    std::vector<ad::Expr> inputs = parameters.leaves();
    std::vector<std::vector<double>> values;
    for (const ParameterBlock& block : parameters.blocks()) {
      const auto part = std::span(parameters.start()).subspan(block.offset, block.size);
      values.emplace_back(part.begin(), part.end());
    }
    inputs.push_back(x);
    values.push_back(std::move(at));
    return ad::evaluate_reference(inputs, std::vector{network(x)}, values)[0];
  };
  const auto unit = fields({-1, -1}, {1, 1}, {-1, 0.5, 1, -0.25}, true);
  const auto wide = fields({100, -3}, {500, 1}, {100, 400, 1, -1.5}, true);
  REQUIRE(unit.size() == 4);
  for (std::size_t i = 0; i < unit.size(); ++i) CHECK(wide[i] == doctest::Approx(unit[i]).epsilon(1e-14));
  CHECK(fields({100, -3}, {500, 1}, {-1, 0.5, 1, -0.25}, false) == unit);
}

TEST_CASE("a network without sense is refused") {
  Problem problem = test::small_burgers();
  problem.networks[0].hidden = {5, 0};
  CHECK_THROWS_WITH_AS(Loss{problem}, "network: `hidden` must be a list of whole numbers from 1 to 10000; got 0",
                       UserError);
  problem = test::small_burgers();
  problem.networks[0].adaptive = Nlaaf{.n = 0.5};
  CHECK_THROWS_AS(Loss{problem}, UserError);
  problem = test::small_burgers();
  problem.networks.push_back(problem.networks[0]);
  problem.networks[1].name = "other";
  CHECK_THROWS_WITH_AS(Loss{problem}, "field `u` is computed by several networks; it needs exactly one", UserError);
  problem = test::small_burgers();
  problem.networks[0].activation.name = "tanhh";
  CHECK_THROWS_AS(Loss{problem}, UserError);
  problem = test::small_burgers();
  problem.unknowns[0].start = 2;
  CHECK_THROWS_AS(Loss{problem}, UserError);
}

TEST_CASE("every activation has the values and the curvature that its row promises") {
  ad::Graph graph;
  const ad::Expr z = graph.input("z", 1, graph.axis("points"));
  const std::vector<double> at{-3.1, -0.7, 0.2, 1.9};
  const std::map<std::string_view, double (*)(double)> oracle{
      {"tanh", [](double x) { return std::tanh(x); }},
      {"sin", [](double x) { return std::sin(x); }},
      {"cos", [](double x) { return std::cos(x); }},
      {"sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }},
      {"swish", [](double x) { return x / (1 + std::exp(-x)); }},
      {"gelu", [](double x) { return x * 0.5 * std::erfc(-x / std::sqrt(2.0)); }},
      {"softplus", [](double x) { return std::log1p(std::exp(x)); }},
      {"relu", [](double x) { return x > 0 ? x : 0.0; }}};
  CHECK(activations().size() == oracle.size());
  for (const ActivationInfo& activation : activations()) {
    CAPTURE(activation.name);
    REQUIRE(oracle.count(activation.name) == 1);
    const ad::Expr value = activate({std::string(activation.name), {}}, z);
    const ad::Expr second = ad::partial(ad::partial(value, z), z);
    const std::vector<ad::Expr> outputs{value, ad::broadcast(second, z.shape())};
    const auto values = ad::evaluate_reference(std::vector{z}, outputs, std::vector<std::vector<double>>{at});
    for (std::size_t p = 0; p < at.size(); ++p) {
      CHECK(values[0][p] == doctest::Approx(oracle.at(activation.name)(at[p])).epsilon(1e-13));
    }
  }
}
