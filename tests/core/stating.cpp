// Problems stated by handles: what they come to as data, what can be asked by the same handles, and what they leave
// out. What is said of mistakes: stating_mistakes.cpp.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ansatz/core.hpp"
#include "problem/complete.hpp"
#include "stated.hpp"

using namespace ansatz;
using namespace ansatz::test;

TEST_CASE("what is stated by handles is plain data") {
  const Stated s;
  const Problem& p = s.p;
  CHECK(p.domain.space == std::vector<std::string>{"x"});
  CHECK(*p.domain.time == "t");
  CHECK(p.domain.times.upper == 2);
  CHECK(s.t.number == 1);
  REQUIRE(p.conditions.size() == 3);
  CHECK(p.conditions[0].region.places.empty());
  REQUIRE(p.conditions[1].region.places.size() == 2);
  CHECK(p.conditions[1].region.places[1].value == 1);
  CHECK(p.conditions[2].kind == ConditionKind::initial);
  CHECK(p.unknowns[0].bounds->upper == 4);
  CHECK(solve(p).outcome().status == Status::finished);
}

TEST_CASE("handles serve every copy of their problem, and the solution") {
  const Stated s;
  Problem copy = s.p;
  copy.boundary("flux", on(s.x, 1), [x = s.x, u = s.u](At at) { return at.normal(x) * at.d(u, x); }).weight = 3;
  CHECK(copy.conditions.back().weight == 3);
  const Solution solution = solve(copy);
  CHECK(solution(s.k) > 0);
  CHECK_THROWS_AS(solution.evaluate([&](At at) { return at.normal_derivative(s.u); }, std::vector{0.5, 0.5}),
                  UserError);
}

TEST_CASE("several coordinates, shapes, and derivatives of vectors") {
  Problem p;
  const auto [x, y] = p.space({"x", "y"}, subtract(disk({0, 0}, 2), box({-0.5, -0.5}, {0.5, 0.5})));
  const Field u = p.field("u"), v = p.field("v");
  p.equation("flow", [=](At at) {
    return Residuals{at.divergence({at(u), at(v)}), at.laplacian(u) - at.gradient(v)[0]};
  });
  p.boundary("hole", on(box({-0.5, -0.5}, {0.5, 0.5})), [=](At at) { return at(u); });
  p.boundary("rim", [=](At at) { return at.normal_derivative(v); });
  p.boundary("pin", at_point({1, 0}), [=](At at) { return at(v) - 1.0; });
  p.equation("part", p.where([a = x](const Position& at) { return at(a) > 1; }), [=](At at) { return at(v); });
  p.sampling.equation = 50;
  p.sampling.boundary = 30;
  p.network({u}, {.name = "A", .hidden = {3}});
  p.network({.name = "B", .hidden = {5}});  // for all that A does not compute
  const Problem whole = completed(p);
  CHECK(whole.networks[0].fields == std::vector<std::size_t>{0});
  CHECK(whole.networks[1].fields == std::vector<std::size_t>{1});
  p.train(Lm{.steps = 2});
  const Solution s = solve(p);
  const ResidualValues part = s.residual("part");
  for (std::size_t i = 0; i < part.points.size(); i += 2) CHECK(part.points[i] > 1);
  for (std::size_t i = 0; i < part.values[0].size(); ++i)
    CHECK(part.values[0][i] == s(v, {part.points[2 * i], part.points[2 * i + 1]}));
  CHECK(s.residual("pin").values[0].size() == 1);
  CHECK_FALSE(s.contains(std::vector{0.0, 0.0}));
}

TEST_CASE("another place: what is not named stays, derivatives come first") {
  const Stated s;
  const Solution solution = solve(s.p);
  const std::vector<double> point{0.3, 0.7};
  CHECK(solution.evaluate([&](At at) { return at(s.u, {{s.x, 1.0}}); }, point)[0] == solution(s.u, {1, 0.7}));
  CHECK(solution.evaluate(
            [&](At at) {
              return at(s.u, {{s.t, at(s.x)}});
            },
            point)[0] == doctest::Approx(solution(s.u, {0.3, 0.3})).epsilon(1e-14));
  CHECK(solution.evaluate(
            [&](At at) {
              return at.d(s.u, {s.x}, {{s.x, 1.0}});
            },
            point)[0] == doctest::Approx(solution.derivative(s.u, {s.x}, {1, 0.7})).epsilon(1e-14));
}

TEST_CASE("exact solutions as formulas and as functions agree; unknowns have numbers") {
  Stated s;
  Problem other = s.p;
  s.p.exact_of(s.u, [x = s.x, t = s.t](At at) { return ad::sin(pi * at(x)) * ad::exp(-at(t)); });
  other.exact_of(s.u, [x = s.x, t = s.t](const Position& at) { return std::sin(pi * at(x)) * std::exp(-at(t)); });
  s.p.exact_of(s.k, 1 / (pi * pi));
  const Outcome by_formula = solve(s.p).outcome(), by_function = solve(other).outcome();
  CHECK(by_formula.last.errors[0].l2_relative ==
        doctest::Approx(by_function.last.errors[0].l2_relative).epsilon(1e-13));
  CHECK(s.p.exact_unknowns[0] == 1 / (pi * pi));
}

TEST_CASE("data hold at their own points, and equations can be asked for there") {
  Stated s;
  s.p.sample_at(s.p.data("seen", {s.u}, two_values()));
  const Solution solution = solve(s.p);
  const ResidualValues seen = solution.residual("seen");
  CHECK(seen.points == two_values().points);
  CHECK(seen.values[0][1] == doctest::Approx(solution(s.u, {0.3, 0.4}) - 2).epsilon(1e-14));
  const ResidualValues heat = solution.residual("heat");
  CHECK(heat.points[0] == 0.1);
  CHECK(heat.points[3] == 0.4);
  CHECK(message_of([&] { solution.residual("seen", two_values().points); }) ==
        "`seen` is a fit to data and holds at its own points alone; ask without points");
}

TEST_CASE("fields of two parts meet at their interface, and have no value beyond") {
  Problem p;
  const auto space = p.space({"x", "y"}, box({0, 0}, {1, 1}));
  const Coordinate x = space[0];
  const GeometryPtr left = box({0, 0}, {0.5, 1}), right = box({0.5, 0}, {1, 1});
  const auto part = [&](const GeometryPtr& shape) {
    return p.where([=](Position at) {
      const double point[] = {at(space[0]), at(space[1])};
      return shape->signed_distance(point) <= 1e-9;
    });
  };
  const Field u = p.field("u", part(left)), v = p.field("v", part(right));
  p.equation("u", part(left), [=](At at) { return at.d(u, x) - 1.0; });
  p.equation("v", part(right), [=](At at) { return at.d(v, x) - 2.0; });
  p.boundary("start", on(x, 0), [=](At at) { return at(u); });
  p.boundary("meet", on_interface(left, right), [=](At at) { return at(u) - at(v) + 0.0 * at.normal(x); });
  p.exact_of(v, [=](At at) { return 2.0 * at(x) - 0.5; });
  p.network({.hidden = {4}});
  p.train(Lm{.steps = 30});
  const Solution s = solve(p);
  CHECK(s.problem().networks.size() == 2);
  CHECK(s(u, {0.25, 0.5}) == doctest::Approx(0.25).epsilon(1e-3));
  CHECK(std::isnan(s(u, {0.75, 0.5})));
  CHECK(s.outcome().last.errors[0].l2_relative < 1e-3);
  const std::vector<double> points = s.residual("meet").points;
  REQUIRE(points.size() >= 2);
  for (std::size_t k = 0; k < points.size(); k += 2) CHECK(points[k] == 0.5);

  p.network({u, v}, {.name = "both"});
  CHECK_THROWS_AS(solve(p), UserError);
  CHECK_THROWS_AS(p.field("w", on(x, 0)), UserError);
  CHECK_THROWS_AS(on_interface(left, interval(0, 1)), UserError);
}

TEST_CASE("an ansatz holds whatever the network gives") {
  Stated s;
  s.p.ansatz_of(s.u, [x = s.x, t = s.t, k = s.k](At at, ad::Expr net) { return at(x) + at(t) * at(k) * net; });
  const Solution solution = solve(s.p);
  CHECK(solution(s.u, {0.25, 0}) == 0.25);
  CHECK(solution(s.u, {0.25, 1}) != 0.25);
}

TEST_CASE("what a network reads, by handles") {
  Stated s;
  s.p.networks.clear();
  NetworkSpec spec;
  spec.hidden = {4};
  spec.inputs = {periodic(s.x, 3), input(s.t), fourier({s.x, s.t}, 2, 0.5),
                 input([x = s.x](At at) { return at(x) * at(x); })};
  s.p.network(spec);
  const Solution solution = solve(s.p);
  CHECK(solution.parameter("network/W1").columns == 6 + 1 + 4 + 1);
}

TEST_CASE("what a problem leaves out: one network for all fields, and auto or adam by its size") {
  Stated s;
  s.p.networks.clear();
  s.p.stages.clear();
  Problem whole = completed(s.p);
  REQUIRE(whole.networks.size() == 1);
  CHECK(whole.networks[0].fields == std::vector<std::size_t>{0});
  REQUIRE(whole.stages.size() == 1);
  CHECK(whole.stages[0] == Auto{});
  s.p.network({.hidden = {60, 60}});
  CHECK(completed(s.p).stages[0] == Adam{});
}
