// Layers one by one: `hidden` is short for dense ones with activations, bit by bit; residual blocks and slopes where no
// linear map can take them, against plain loops; what lists of layers make no sense.
#include "ansatz/core/layer.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <list>
#include <string>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/solution.hpp"
#include "ansatz/core/train.hpp"
#include "built_network.hpp"
#include "problems.hpp"
#include "resumption.hpp"

using namespace ansatz;
using test::Built;
using test::Column;
using test::sum;
using test::tanh_of;

namespace {

/// Names, start and loss with its gradient: all that training goes by.
std::pair<std::vector<std::string>, std::vector<Column>> of_training(const Problem& problem) {
  const Loss loss(problem);
  const Parameters& parameters = loss.trial().parameters();
  std::vector<std::string> names;
  for (const ParameterBlock& block : parameters.blocks()) names.push_back(block.name);
  std::vector<ad::Expr> outputs = ad::grad(loss.total(), parameters.leaves());
  outputs.push_back(loss.total());
  std::vector<Column> values = test::reference(loss, outputs);
  values.push_back(parameters.start());
  return {names, values};
}

/// Two activations of one linear map, which cannot be.
struct Twice {};
std::shared_ptr<const LayerMethod> method_of(const Twice&) {
  return std::make_shared<const LayerMethod>(
      described<Twice>, "twice", "one map, two activations", std::vector<Setting>{},
      [](const Twice&, const LayerOutput& before, LayerParts& parts) -> MadeLayer {
        const auto map = parts.linear(3, before.rows);
        const ColumnFunction a = parts.activation({3, map}), b = parts.activation({3, map});
        return {{3}, [=](ad::Expr h) { return a((*map)(h)) + b((*map)(h)); }};
      });
}

}  // namespace

TEST_CASE("`hidden` is short for dense layers with activations: the same parameters, the same bits") {
  for (const Adaptation& way : std::vector<Adaptation>{FixedSlopes{}, Gaaf{.recovery = 1}, Llaaf{.recovery = 1},
                                                       Nlaaf{.n = 3, .recovery = 1}}) {
    CAPTURE(way.name());
    Problem hidden = test::small_burgers(), layers = test::small_burgers();
    hidden.networks[0].adaptive = layers.networks[0].adaptive = way;
    layers.networks[0].layers = {Dense{6}, Act{}, Dense{5}, Act{}};
    layers.networks[0].hidden = NetworkSpec{}.hidden;
    const auto a = of_training(hidden), b = of_training(layers);
    CHECK(a.first == b.first);
    REQUIRE(a.second.size() == b.second.size());
    for (std::size_t k = 0; k < a.second.size(); ++k) CHECK(test::same_bits(a.second[k], b.second[k]));
  }
}

TEST_CASE("a residual block adds what it makes of its input, with slopes inside") {
  Built network({Dense{3}, Act{}, ResidualBlock{4}}, Nlaaf{.n = 1});
  for (const double x : {-0.8, 0.1, 0.6}) {
    const Column h = tanh_of(network.map(1, {x}), network.of("a1"));
    const Column inner = tanh_of(network.map(2, h), network.of("a2"));
    CHECK(network(x) == doctest::Approx(network.map(4, sum(h, network.map(3, inner)))[0]).epsilon(1e-13));
  }
}

TEST_CASE("where no linear map can take a slope, it multiplies what comes into the activation") {
  Built network({Dense{3}, ResidualBlock{2}, Act{}}, Llaaf{.n = 1});
  for (const double x : {-0.8, 0.1, 0.6}) {
    const Column h = network.map(1, {x});
    const Column z = sum(h, network.map(3, tanh_of(network.map(2, h), Column(2, network.of("a1")[0]))));
    CHECK(network(x) == doctest::Approx(network.map(4, tanh_of(z, Column(3, network.of("a2")[0])))[0]).epsilon(1e-13));
  }
}

TEST_CASE("a problem with layers of several kinds is trained, resumed, saved and loaded") {
  Problem problem = test::small_burgers();
  problem.networks[0].hidden = NetworkSpec{}.hidden;
  problem.networks[0].layers = {Dense{5}, Act{}, ResidualBlock{4}, Act{}};
  problem.stages = {Adam{.steps = 12, .lr = 1e-2}};
  test::check_resumption(problem, {5});
  const test::Folder folder;
  const Solution solution = solve(problem);
  solution.save(folder / "solution");
  const Solution loaded = Solution::load(folder / "solution", problem);
  const Field u{0, "u"};
  CHECK(loaded(u, {0.3, 0.4}) == solution(u, {0.3, 0.4}));
  problem.networks[0].layers = {Dense{5}, Act{}, ResidualBlock{5}, Act{}};
  CHECK_THROWS_AS(Solution::load(folder / "solution", problem), UserError);
}

TEST_CASE("lists of layers that make no network") {
  const auto refused = [](std::vector<Layer> layers, const char* message) {
    NetworkSpec spec;
    spec.fields = {0};
    spec.layers = std::move(layers);
    CHECK_THROWS_WITH_AS(count_weights(spec, 2), message, UserError);
  };
  refused({Dense{4}, Dense{4}, Act{}},
          "network `network`, layer 2, dense: a linear map of a linear map is one linear map; put `act` between them");
  refused({Dense{4}},
          "network `network`, the last layer: its linear map goes into the one onto the fields; end with "
          "`act`");
  refused({Dense{0}, Act{}}, "dense: `neurons` must be a whole number from 1 to 10000; got 0");
  refused({Twice{}},
          "network `network`, layer 1, twice: two activations are of the same linear map; give each its own");
  NetworkSpec both;
  both.fields = {0};
  both.hidden = {4};
  both.layers = {Dense{4}, Act{}};
  CHECK_THROWS_WITH_AS(count_weights(both, 2), "network `network` states both `hidden` and `layers`; take one out",
                       UserError);
}

TEST_CASE("the choice of an optimiser counts what layers train") {
  NetworkSpec network;
  network.fields = {0};
  network.hidden = {3};
  CHECK(count_weights(network, 2) == 3 * 3 + 4);
  network.hidden = {};
  CHECK(count_weights(network, 2) == 3);
  network.layers = {Dense{10}, Act{}, ResidualBlock{160}};
  network.hidden = NetworkSpec{}.hidden;
  CHECK(count_weights(network, 2) == 30 + 160 * 11 + 10 * 161 + 11);  // 3411
  CHECK(default_stage({&network, 1}, 2) == Auto{});
  network.layers.push_back(ResidualBlock{5});
  CHECK(default_stage({&network, 1}, 2) == Adam{});
}
