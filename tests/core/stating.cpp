// Problems stated by handles: what they come to as data, what they leave out, and what is said of mistakes.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core.hpp"
#include "problem/complete.hpp"

using namespace ansatz;

namespace {

constexpr double pi = std::numbers::pi;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// A sound problem with one of everything, and its handles.
struct Stated {
  Problem p{"heat"};
  Coordinate x = p.space("x", interval(0, 1));
  Coordinate t = p.time("t", 0, 2);
  Field u = p.field("u");
  Unknown k = p.unknown("k", 0.5, Interval{0, 4});

  Stated() {
    p.equation("heat", [u = u, x = x, t = t, k = k](At at) { return at.d(u, t) - at(k) * at.d(u, x, x); });
    p.boundary("walls", on(x, 0) | on(x, 1), [u = u](At at) { return at(u); });
    p.initial("start", [u = u, x = x](At at) { return at(u) - ad::sin(pi * at(x)); });
    p.sampling.equation = 20;
    p.sampling.boundary = 10;
    p.network({.hidden = {4}});
    p.train(Adam{.steps = 2});
    p.compute.threads = 1;
  }
  ConditionFormula zero() const {
    return [field = u](At at) { return at(field); };
  }
};

Measurements two_values() { return {2, {0.1, 0.2, 0.3, 0.4}, {{1, 2}}}; }

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const UserError& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string("no UserError: ") + error.what();
  }
  return "nothing was said";
}

}  // namespace

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

TEST_CASE("what a problem leaves out: one network for all fields, and lm or adam by its size") {
  Stated s;
  s.p.networks.clear();
  s.p.stages.clear();
  Problem whole = completed(s.p);
  REQUIRE(whole.networks.size() == 1);
  CHECK(whole.networks[0].fields == std::vector<std::size_t>{0});
  REQUIRE(whole.stages.size() == 1);
  CHECK(whole.stages[0] == Lm{});
  s.p.network({.hidden = {60, 60}});
  CHECK(completed(s.p).stages[0] == Adam{});
}

TEST_CASE("mistakes are told at once, with what, why and what to do") {
  struct Mistake {
    std::function<void(Stated&)> make;
    const char* message;
  };
  Problem other;
  const Coordinate z = other.space("z", interval(0, 1)), far_away{7, "x"};
  const Field w = other.field("w");
  const Unknown c = other.unknown("c");
  const std::vector<Mistake> mistakes{
      // names and domain
      {[](Stated& s) { s.p.field("u"); }, "field `u` has the name of a field; give it another"},
      {[](Stated& s) { s.p.field("x"); }, "field `x` has the name of a coordinate; give it another"},
      {[](Stated& s) { s.p.unknown(""); }, "an unknown has no name; give it one"},
      {[](Stated& s) { s.p.time("s", 0, 1); }, "time is stated twice; a problem has one"},
      {[](Stated& s) { s.p.space("y", interval(0, 1)); },
       "the coordinates of space are stated twice; name all of them in one call"},
      {[](Stated&) {
         Problem p;
         p.time("t", 0, 1);
         p.space("x", interval(0, 1));
       },
       "the coordinates of space are stated after time; call `space` first"},
      {[](Stated&) {
         Problem().space({"x", "y"}, interval(0, 1));
       },
       "[0, 1] has 1 dimensions, and 2 coordinates are named"},
      {[](Stated&) { Problem().space("x", nullptr); }, "the coordinates of space have no shape to run over"},
      {[](Stated&) { Problem().time("t", 1, 1); },
       "time `t` runs from 1 to 1; both must be numbers, the first less than the second"},
      {[](Stated&) { Problem().time("t", 0, not_a_number); },
       "time `t` runs from 0 to nan; both must be numbers, the first less than the second"},
      {[](Stated& s) { s.p.unknown("m", not_a_number); }, "unknown `m` starts at nan, which is no number"},
      {[](Stated& s) {
         s.p.unknown("m", 1, Interval{2, 1});
       },
       "the bounds [2, 1] of unknown `m` hold no number; the lower comes first"},
      {[](Stated& s) {
         s.p.unknown("m", 1, Interval{1, 2});
       },
       "unknown `m` starts at 1, which is not inside its bounds [1, 2]; a start on the bound could never leave it"},
      // conditions
      {[](Stated& s) { s.p.equation("heat", s.zero()); },
       "two conditions are named `heat`; names tell the terms of the loss apart"},
      {[](Stated& s) { s.p.equation("", s.zero()); }, "a condition has no name; name it after what it states"},
      {[](Stated& s) { s.p.equation("again", nullptr); },
       "condition `again` has no formula; give it a function that returns what is to be zero"},
      {[](Stated& s) { s.p.equation("again", std::function<ad::Expr(At)>{}); },
       "condition `again` has no formula; give it a function that returns what is to be zero"},
      {[](Stated& s) { s.p.conditions[0].residuals = nullptr; },
       "condition `heat` has no formula; give it a function that returns what is to be zero"},
      {[](Stated& s) { s.p.conditions[0].weight = -1; },
       "condition `heat` has weight -1; it must be a number that is not negative"},
      {[](Stated& s) { s.p.conditions[0].weight = not_a_number; },
       "condition `heat` has weight nan; it must be a number that is not negative"},
      {[](Stated& s) { s.p.conditions[0].points = 0; }, "condition `heat` has no points; give it at least 1"},
      {[=](Stated& s) { s.p.boundary("other", on(z, 0), s.zero()); },
       "condition `other` holds on a face of coordinate `z`, which is not one of this problem; the domain is x in "
       "[0, 1], t in [0, 2]"},
      {[=](Stated& s) { s.p.boundary("other", on(far_away, 0), s.zero()); },
       "condition `other` holds on a face of coordinate `x`, which is not there; the domain is x in [0, 1], t in "
       "[0, 2]"},
      {[](Stated& s) { s.p.boundary("other", on(s.x, not_a_number), s.zero()); },
       "condition `other` holds where `x` = nan, which is no number; the domain is x in [0, 1], t in [0, 2]"},
      {[](Stated& s) {
         s.p.boundary("other", at_point({0, 0}), s.zero());
       },
       "condition `other` holds at a point of 2 coordinates, and space has 1; the domain is x in [0, 1], t in [0, "
       "2]"},
      {[](Stated& s) { s.p.boundary("other", on(s.x, 0.5), s.zero()); },
       "no boundary of the domain satisfies `x = 0.5`; x runs over [0, 1]"},
      {[](Stated&) {
         Problem p;
         p.space("x", interval(0, 1));
         p.initial("start", [u = p.field("u")](At at) { return at(u); });
       },
       "condition `start` holds at the start of time, and the problem has no time; state it by `time`, or as a "
       "boundary "
       "condition"},
      {[](Stated&) { Problem().equation("early", [](At at) { return at.constant(0); }); },
       "condition `early` is stated before the coordinates; call `space` or `time` first"},
      {[](Stated& s) { s.p.conditions.clear(); }, "the problem states no condition; there is nothing to solve for"},
      // handles and numbers in formulas
      {[=](Stated& s) { s.p.equation("other", [=](At at) { return at(w); }); },
       "field `w` is not one of this problem: use what its own `field` returned"},
      {[=](Stated& s) { s.p.equation("other", [=](At at) { return at(z); }); },
       "coordinate `z` is not one of this problem: use what its own `space` or `time` returned"},
      {[=](Stated& s) { s.p.equation("other", [=](At at) { return at(c); }); },
       "unknown `c` is not one of this problem: use what its own `unknown` returned"},
      {[](Stated& s) { s.p.equation("other", [](const PointScope& at) { return at.field(4); }); },
       "a formula speaks of field number 4, counted from 0, and the problem has 1"},
      {[](Stated& s) { s.p.equation("other", [](const PointScope& at) { return at.derivative(at.field(0), 9); }); },
       "a formula speaks of coordinate number 9, counted from 0, and the problem has 2"},
      {[](Stated& s) { s.p.equation("other", [](const PointScope& at) { return at.unknown(1); }); },
       "a formula speaks of unknown number 1, counted from 0, and the problem has 1"},
      {[](Stated& s) { s.p.equation("other", [=](At at) { return at.normal(s.x); }); },
       "the normal exists on a boundary only; these points lie inside the domain"},
      {[](Stated& s) { s.p.boundary("other", [=](At at) { return at.normal(s.t); }); },
       "the normal has a component along each coordinate of space; `t` is time"},
      {[](Stated& s) { s.p.equation("other", [](At) { return Residuals{}; }); },
       "condition `other` states no residual"},
      {[](Stated& s) { s.p.equation("other", [](At) { return ad::Expr{}; }); },
       "condition `other` returned an empty expression; it must return a formula"},
      {[](Stated& s) { s.p.equation("other", [=](At at) {
                         return at.divergence({at(s.u), at(s.u)});
                       }); },
       "a divergence needs as many components as there are coordinates of space, 1; these are 2"},
      {[=](Stated& s) { s.p.equation("other", s.p.where([=](const Position& at) { return at(z) > 0; }), s.zero()); },
       "coordinate `z` is not one of this problem: use what its own `space` or `time` returned"},
      {[](Stated& s) { s.p.boundary("other", on(s.x, 0) & on(s.x, 1), s.zero()); },
       "what stands behind & must be a predicate alone, as Problem::where makes it"},
      // data
      {[](Stated& s) {
         s.p.data("seen", {s.u, s.u}, two_values());
       },
       "data `seen` have 1 quantities, and 2 fields are named for them"},
      {[](Stated& s) {
         s.p.data("seen", {s.u}, {2, {0.1, 0.2}, {{1, 2}}});
       },
       "data `seen`: 2 points have 4 numbers, 2 coordinates each; these are 2"},
      {[](Stated& s) {
         s.p.data("seen", {s.u}, {2, {0.1, 0.2, 0.3, 0.4}, {{1}}});
       },
       "data `seen`: there are 2 points, and 1 values of a quantity"},
      {[](Stated& s) {
         s.p.data("seen", {s.u}, {1, {0.1, 0.2}, {{not_a_number}}});
       },
       "data `seen`: a value is no number"},
      {[](Stated& s) {
         s.p.data("seen", {s.u}, {0, {}, {{}}});
       },
       "data `seen`: there are no points"},
      {[](Stated& s) { s.p.sample_at(s.p.conditions[0]); },
       "condition `heat` is not data of this problem; equations can be asked to hold at the points of data alone"},
      // networks, ansatz formulas, exact solutions, training
      {[](Stated& s) {
         s.p.networks[0].hidden = {4, 0};
       },
       "network `network`: hidden layer 2 has no neurons; give it at least 1"},
      {[=](Stated& s) { s.p.network({w}, {.name = "other"}); },
       "field `w` is not one of this problem: use what its own `field` returned"},
      {[=](Stated& s) {
         NetworkSpec spec;
         spec.inputs = {periodic(z)};
         s.p.network(spec);
       },
       "the problem has no coordinate `z`; its domain is x in [0, 1], t in [0, 2]"},
      {[](Stated& s) { s.p.network({.name = "idle"}); }, "network `idle` has no fields to compute"},
      {[](Stated& s) {
         s.p.networks.clear();
         s.p.network({s.u}, {.name = "one"});
         s.p.network({s.u}, {.name = "twin"});
       },
       "field `u` is computed by several networks; it needs exactly one"},
      {[](Stated& s) { s.p.networks.push_back({.name = "stray", .fields = {3}}); },
       "network `stray` computes field number 3, but the problem has 1"},
      {[](Stated& s) { s.p.ansatz_of(s.u, nullptr); }, "the ansatz of field `u` has no formula"},
      {[](Stated& s) {
         for (int i = 0; i < 2; ++i) s.p.ansatz_of(s.u, [](At, ad::Expr net) { return net; });
       },
       "field `u` has two ansatz formulas"},
      {[](Stated& s) { s.p.ansatz_of(s.u, [=](At at, ad::Expr) { return at(s.u); }); },
       "a field cannot stand in what depends on the coordinates alone"},
      {[](Stated& s) {
         for (int i = 0; i < 2; ++i) s.p.exact_of(s.u, [](const Position&) { return 0.0; });
       },
       "field `u` has two exact solutions"},
      {[=](Stated& s) { s.p.exact_of(c, 1); },
       "unknown `c` is not one of this problem: use what its own `unknown` returned"},
      {[](Stated& s) { s.p.exact_of(s.k, not_a_number); }, "the exact value of unknown `k` is no number"},
      {[](Stated& s) { s.p.train(Lm{.steps = 0}); },
       "training stage 2 takes 0 steps; give it at least 1, or leave it out"},
      {[](Stated& s) { s.p.sampling.windows = 0; }, "sample: `windows` must be a whole number from 1 to 1000; got 0"},
      {[](Stated& s) { s.p.compute.threads = -1; },
       "the number of threads must be from 1 to 1024, or 0 for all; it is -1"},
      {[](Stated& s) { s.p.fields.clear(); }, "the problem has no field; there is nothing to solve for"},
      {[](Stated& s) { s.p.field_named("v"); }, "the problem has no field `v`; it has u"},
      {[](Stated& s) { s.p.coordinate_named("y"); },
       "the problem has no coordinate `y`; its domain is x in [0, 1], t in [0, 2]"},
  };
  for (const Mistake& mistake : mistakes) {
    CAPTURE(mistake.message);
    const std::string said = message_of([&] {
      Stated s;
      mistake.make(s);
      Solver{s.p};
    });
    CHECK_MESSAGE(said.find(mistake.message) != std::string::npos, said);
  }
}
