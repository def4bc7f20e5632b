// Conditions that are built in: they hold to rounding whatever the network gives, on the whole of where they are
// stated, and what cannot be built in stays a term and says why. Residuals are asked of solutions by the formulas that
// state them, which share no code with how fields are put together.
#include "ansatz/core/exact_conditions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "ansatz/core/random.hpp"
#include "ansatz/core/scales.hpp"
#include "ansatz/core/solution.hpp"
#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/exact_problems.hpp"
#include "core/stated.hpp"

using namespace ansatz;
using test::all_held;
using test::Case;
using test::contains;
using test::made;
using test::message_of;
using test::pi;

namespace {

/// Points where a condition holds, all coordinates of each, at times of the domain.
std::vector<double> points_of(const Problem& p, const Condition& condition) {
  if (condition.kind == ConditionKind::initial)
    return point_by_point(sample_initial(p.domain, 60, RandomPoints{}, 3, "faces"));
  return point_by_point(sample_boundary(p.domain, condition.region, 200, RandomPoints{}, 3, "faces"));
}

/// Why the only condition but the equation stays a term; empty where it is built in.
std::string why(const std::function<void(Problem&)>& state) {
  Problem p("terms");
  state(p);
  p.weighting.conditions = Imposition::exactly;
  const ExactConditions found = *with_exact_conditions(std::move(p)).exact_conditions;
  return found.terms.empty() ? "" : found.terms.back().condition + ": " + found.terms.back().why;
}

/// A bar in time whose further conditions are stated by `more`.
std::string why_of_bar(const std::function<void(Problem&, Coordinate, Coordinate, Field)>& more) {
  return why([&](Problem& p) {
    const Coordinate x = p.space("x", interval(0, 1)), t = p.time("t", 0, 1);
    const Field u = p.field("u");
    p.equation("eq", [=](At at) { return at.d(u, t) - at.d(u, x, x); });
    more(p, x, t, u);
  });
}

}  // namespace

TEST_CASE("conditions that are built in hold to rounding whatever the network gives") {
  for (const Case& of : all_held)
    for (const std::uint64_t seed : {0, 7}) {
      CAPTURE(of.name);
      const Problem stated = made(of, seed);
      const Solution s = solve(Problem(stated));
      CHECK(s.problem().conditions.size() == 1);
      CHECK(s.problem().exact_conditions->terms.empty());
      for (const Condition& condition : stated.conditions) {
        if (condition.kind == ConditionKind::equation) continue;
        CAPTURE(condition.name);
        for (const auto& residual : s.residual(condition.name, points_of(stated, condition)))
          for (const double value : residual) CHECK(std::abs(value) < 1e-12);
      }
    }
}

TEST_CASE("what is built in is checked when training is over, and no term of the loss") {
  for (const Case& of : all_held) {
    CAPTURE(of.name);
    const Solution s = solve(made(of));
    const std::vector<LossTerm>& terms = s.outcome().last.terms;
    REQUIRE(terms.size() == 1);
    CHECK(terms[0].name == "eq");
    for (const CheckOutcome& check : verify(s).checks) {
      CHECK(check.holds);
      CHECK(check.off < 1e-12);
    }
  }
}

TEST_CASE("the network moves a field everywhere but where it is held") {
  const Solution a = solve(made(all_held[4], 1)), b = solve(made(all_held[4], 2));
  const Field u = a.problem().field_named("u");
  for (const double x : {-0.9, 0.1, 0.8})
    for (const double t : {0.2, 1.7}) CHECK(a(u, {x, t}) != b(u, {x, t}));
}

TEST_CASE("a problem in which conditions are terms stays what it is") {
  Problem p = made(all_held[3]);
  p.weighting.conditions = Imposition::by_terms;
  const Problem whole = scaled(Problem(p));
  CHECK(whole.conditions.size() == p.conditions.size());
  CHECK_FALSE(whole.exact_conditions);
  CHECK(exact_conditions_in_words(whole).empty());
  p.weighting.conditions.reset();
  CHECK(scaled(Problem(p)).conditions.size() == p.conditions.size());  // lm trains
  p.stages.assign(1, Auto{});
  CHECK(scaled(Problem(p)).conditions.size() == 1);
  CHECK(scaled(scaled(Problem(p))).conditions.size() == 1);
}

TEST_CASE("what was built in is said as a formula") {
  const Problem whole = scaled(made({"burgers", [](Problem& p) {
                                       const Coordinate x = p.space("x", interval(-1, 1)), t = p.time("t", 0, 1);
                                       const Field u = p.field("u");
                                       p.equation("eq", [=](At at) { return at.d(u, t) + at(u) * at.d(u, x); });
                                       p.initial("start", [=](At at) { return at(u) - at(x) * at(x); });
                                       p.boundary("walls", on(x, -1) | on(x, 1), [=](At at) { return at(u) - 1.0; });
                                       p.boundary("out", on(x, 1), [=](At at) { return at.d(u, x) + at(u); });
                                     }}));
  const std::vector<std::string> words = exact_conditions_in_words(whole);
  REQUIRE(words.size() == 3);
  CHECK(contains(words[0], "u = "));
  CHECK(contains(words[0], "t*"));
  CHECK(contains(words[0], "net"));
  CHECK(words[1] == "`start`, `walls` hold whatever is trained");
  CHECK(contains(words[2], "`out` stays a term of the loss: it speaks of `u` and `u_x` at once"));
}

TEST_CASE("conditions that cannot be built in say why") {
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.boundary("square", on(x, 0), [=](At at) { return at(u) * at(u) - 1.0; });
                 }),
                 "square: it is not a number times `u`"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate t, Field u) {
                   p.boundary("along", on(x, 0), [=](At at) { return at.d(u, t) - 1.0; });
                 }),
                 "along: `u_t` is no derivative across x = 0"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.boundary("slope", on(x, 0), [=](At at) { return at.d(u, x) - 1.0; });
                   p.network({.inputs = {input([=](At at) { return 2.0 * at(x); })}});
                 }),
                 "slope: it gives a derivative at x = 0, and the value there is not built in"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate t, Field u) {
                   p.boundary("round", on(x, 0), [=](At at) {
                     return Residuals{at(u) - at(u, {{x, 1.0}}), at.d(u, x) - at.d(u, {x}, {{x, 1.0}})};
                   });
                   p.initial("start", [=](At at) { return at(u) - at(x) + 0.0 * at(t); });
                 }),
                 "start: it does not agree with `round`"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.boundary("mirror", on(x, 0), [=](At at) { return at(u) + at(u, {{x, 1.0}}); });
                 }),
                 "mirror: it speaks of `u` and `u` at once"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate t, Field u) {
                   p.boundary("part", on(x, 0) & p.where([=](Position at) { return at(t) < 0.5; }),
                              [=](At at) { return at(u); });
                 }),
                 "part: it holds on a part of a face"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.boundary("middle", on(x, 0.5), [=](At at) { return at(u); });
                 }),
                 "middle: it holds inside the domain, where x = 0.5"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.initial("start", [=](At at) { return at(u) - 1.0; });
                   p.boundary("jump", on(x, 0), [=](At at) { return at(u); });
                 }),
                 "jump: it does not agree with `start` where x = 0 meets t = 0"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.initial("tent", [=](At at) { return at(u) - ad::abs(at(x) - 0.5); });
                 }),
                 "tent: its value is not smooth"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.initial("pole", [=](At at) { return at(u) - 1.0 / at(x); });
                 }),
                 "pole: its value at t = 0 is not finite everywhere"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.initial("hole", [=](At at) { return at(u) - ad::sin(at(x)) / at(x); });  // 0/0, a number beside it
                 }),
                 "hole: its value at t = 0 is not finite everywhere"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.boundary("periodic", on(x, 0), [=](At at) { return at(u) - at(u, {{x, 1.0}}); });
                 }),
                 "periodic: not all that one network computes is periodic in x"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.boundary("once", on(x, 0), [=](At at) { return at(u); });
                   p.boundary("twice", on(x, 0), [=](At at) { return at(u) - 1.0; });
                 }),
                 "twice: `once` says already what is at x = 0"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.boundary("own", on(x, 0), [=](At at) { return at(u); });
                   p.ansatz_of(u, [=](At at, ad::Expr net) { return at(x) * net; });
                 }),
                 "own: `u` has an ansatz of its own"));
  CHECK(contains(why_of_bar([](Problem& p, Coordinate x, Coordinate, Field u) {
                   p.initial("start", [=](At at) { return at(u); });
                   p.boundary("wall", on(x, 0), [=](At at) { return at(u); });
                   p.sampling.windows = 4;
                 }),
                 "wall: time is solved in windows"));
  const auto why_on = [](const GeometryPtr& shape, const std::function<void(Problem&, Coordinate, Field)>& state) {
    return why([&](Problem& p) {
      const Coordinate x = p.space({"x", "y"}, shape)[0];
      const Field u = p.field("u");
      p.equation("eq", [=](At at) { return at.laplacian(u); });
      state(p, x, u);
    });
  };
  const GeometryPtr triangle = polygon({{0, 0}, {1, 0}, {0, 1}}), hole = disk({0.5, 0.5}, 0.1);
  CHECK(contains(
      why_on(triangle, [](Problem& p, Coordinate, Field u) { p.boundary("rim", [=](At at) { return at(u); }); }),
      "rim: the boundary of polygon"));
  CHECK(contains(
      why_on(disk({0, 0}, 1), [](Problem& p, Coordinate,
                                 Field u) { p.boundary("flux", [=](At at) { return at.normal_derivative(u); }); }),
      "flux: it speaks of `u_x` and `u_y` at once"));
  CHECK(contains(why_on(disk({0, 0}, 1),
                        [](Problem& p, Coordinate x, Field u) {
                          p.boundary("pole", [=](At at) { return at(u) - 1.0 / ad::sqrt(at(x) - 0.2); });
                        }),
                 "pole: its value at the rim is not finite everywhere"));
  CHECK(contains(
      why_on(subtract(box({0, 0}, {1, 1}), hole),
             [&](Problem& p, Coordinate, Field u) { p.boundary("hole", on(hole), [=](At at) { return at(u); }); }),
      "hole: it holds on a part of the boundary of a domain that is no box"));
}

TEST_CASE("a condition that cannot be built in on all of its faces stays a term, and the others hold") {
  const Problem whole =
      scaled(made({"lid", [](Problem& p) {
                     const auto space = p.space({"x", "y"}, box({0, 0}, {1, 1}));
                     const Coordinate x = space[0], y = space[1];
                     const Field u = p.field("u");
                     p.equation("eq", [=](At at) { return at.laplacian(u); });
                     p.boundary("lid", on(y, 1), [=](At at) { return at(u) - 1.0; });
                     p.boundary("walls", on(x, 0) | on(x, 1) | on(y, 0), [=](At at) { return at(u); });
                   }}));
  CHECK(whole.exact_conditions->held == std::vector<std::string>{"lid"});
  REQUIRE(whole.exact_conditions->terms.size() == 1);
  CHECK(contains(whole.exact_conditions->terms[0].why, "does not agree with `lid`"));
}

TEST_CASE("units far from one are those of what the network adds") {
  const Problem stated = made({"bar", [](Problem& p) {
                                 const Coordinate x = p.space("x", interval(0, 0.1));
                                 const Field T = p.field("T");
                                 p.equation("eq", [=](At at) { return 400.0 * at.d(T, x, x) + 1e9; });
                                 p.boundary("ends", on(x, 0) | on(x, 0.1), [=](At at) { return at(T) - 293.15; });
                               }});
  const Solution s = solve(Problem(stated));
  CHECK(s.problem().scales.at(0).plain());
  CHECK(s.problem().exact_conditions->held.size() == 1);
  for (const auto& residual : s.residual("ends", std::vector<double>{0, 0.1}))
    for (const double value : residual) CHECK(std::abs(value) < 1e-9);
  CHECK(contains(message_of([&] { s.residual("ends"); }), "no points of its own"));
}
