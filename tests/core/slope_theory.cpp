// What slopes add to the parameter space, against the numbers in print; and the condition of theorem 2.1, against
// constants that are found by hand.
#include "ansatz/core/slope_theory.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "ansatz/core/train.hpp"
#include "problems.hpp"

using namespace ansatz;

namespace {

/// A network of these hidden layers on one coordinate or two.
Problem with_network(std::vector<std::uint32_t> hidden, int coordinates, Adaptation adaptive) {
  Problem p("network");
  const Coordinate x = p.space("x", interval(-1, 1));
  if (coordinates == 2) p.time("t", 0, 1);
  const Field u = p.field("u");
  p.equation("flat", [=](At at) { return at.d(u, x); });
  p.network({.hidden = std::move(hidden), .adaptive = std::move(adaptive)});
  p.train(Adam{.steps = 1});
  p.sampling.equation = 10;
  return p;
}

/// u = x^2 at 101 points of [0, 3].
Problem square(double recovery, SlopeOperator op = SlopeOperator::exp) {
  Problem p("square");
  const Coordinate x = p.space("x", interval(0, 3));
  const Field u = p.field("u");
  p.fit("values", [=](At at) { return at(u) - at(x) * at(x); });
  p.network({.hidden = {5, 5}, .adaptive = Llaaf{.n = 10, .recovery = recovery, .op = op}});
  p.sampling.fit = 101;
  p.sampling.method = GridPoints{};
  p.train(Adam{.steps = 1});
  p.compute.threads = 1;
  return p;
}

/// u^2 = 9, with `factor` on what is no derivative: constants satisfy it at 3 and -3, and 0 is a critical point.
Problem roots() {
  Problem p("roots");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("square", [=](At at) { return at.d(u, x, x) + at(u) * at(u) - 9; });
  p.network({.hidden = {5}, .adaptive = Nlaaf{.n = 1, .recovery = 2}});
  p.sampling.equation = 20;
  p.train(Adam{.steps = 1});
  p.compute.threads = 1;
  return p;
}

}  // namespace

TEST_CASE("the growth of the parameter space is that in print") {
  struct Printed {
    std::vector<std::uint32_t> hidden;
    int coordinates;
    double ratio;
  };
  const Printed printed[] = {// section 2.2, twice; sections 3.1 and 3.2
                             {{1}, 1, 1.3333},
                             {{20, 20, 20}, 1, 1.0667},
                             {{50, 50, 50, 50}, 1, 1.0256},
                             {{20, 20, 20, 20, 20, 20}, 2, 1.0550}};
  for (const Printed& one : printed) {
    CAPTURE(one.ratio);
    const ParameterGrowth growth = parameter_growth(with_network(one.hidden, one.coordinates, Nlaaf{}));
    CHECK(std::abs(growth.ratio() - one.ratio) < 6e-5);
  }
}

TEST_CASE("a slope for a network is one number, for layers one each, a fixed one none; unknowns are neither") {
  CHECK(parameter_growth(with_network({4, 4}, 1, Gaaf{})).slopes == 1);
  CHECK(parameter_growth(with_network({4, 4}, 1, Llaaf{})).slopes == 2);
  CHECK(parameter_growth(with_network({4, 4}, 1, Rowdy{.terms = 3})).slopes == 2 * 7);
  Problem fixed = with_network({4, 4}, 1, FixedSlopes{});
  fixed.unknown("k", 1);
  CHECK(parameter_growth(fixed).slopes == 0);
  CHECK(parameter_growth(fixed).plain == 4 + 4 + 16 + 4 + 4);
  CHECK(parameter_growth(fixed).ratio() == 1);
}

TEST_CASE("the best constant network of a fit is the mean of the values, and its loss their variance") {
  double mean = 0, variance = 0;
  for (int i = 0; i <= 100; ++i) mean += std::pow(0.03 * i, 2) / 101;
  for (int i = 0; i <= 100; ++i) variance += std::pow(std::pow(0.03 * i, 2) - mean, 2) / 101;
  const auto found = start_condition(square(0.5));
  REQUIRE(found);
  REQUIRE(found->constants.size() == 1);
  CHECK(found->constants[0] == doctest::Approx(mean));
  CHECK(found->constant_loss == doctest::Approx(variance));
  CHECK(found->recovery == doctest::Approx(0.5 * std::exp(-0.1)));
  CHECK(found->most == doctest::Approx(0.5));
  CHECK(found->loss == doctest::Approx(solve(square(0.5)).outcome().history.front().loss));
  CHECK(found->holds() == (found->loss < variance + 0.5));
}

TEST_CASE("an equation's best constant is found from where its loss is a maximum too") {
  const auto found = start_condition(roots());
  REQUIRE(found);
  CHECK(found->constant_loss < 1e-20);
  CHECK(std::abs(found->constants[0]) == doctest::Approx(3));
  CHECK(found->most == doctest::Approx(2));
  CHECK_FALSE(found->holds());  // constants satisfy the equation, and no start is better than that by S(0) - S(a)
}

TEST_CASE("with N the identity S(0) has no bound; without a recovery term the theorem does not speak") {
  const auto found = start_condition(square(1, SlopeOperator::identity));
  REQUIRE(found);
  CHECK(std::isinf(found->most));
  CHECK(found->holds());
  CHECK(found->recovery == doctest::Approx(10));  // 1 over a = 1/n
  CHECK_FALSE(start_condition(square(0)));
  Problem moving = square(1);
  moving.weighting.balance = GradNorm{};
  CHECK_FALSE(start_condition(moving));
}
