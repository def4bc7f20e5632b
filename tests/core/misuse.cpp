// What must not be done to problems in C++: each mistake is told at once, in words that name what it was made in, or
// does not compile. Rules of what is stated by handles: stating.cpp; solutions: misuse_solution.cpp.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ansatz/core.hpp"
#include "line.hpp"
#include "stated.hpp"

using namespace ansatz;
using namespace ansatz::test;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

template <class A, class B>
concept multiplied = requires(A a, B b) {
  a* b;
};
template <class A, class B>
concept added = requires(A a, B b) {
  a + b;
};
template <class... By>
concept differentiated = requires(At at, By... by) {
  at.d(by...);
};

}  // namespace

// A copy of a condition, to which a weight would be given in vain, is made on purpose only.
static_assert(!std::is_convertible_v<Condition&, Condition> && std::is_copy_constructible_v<Condition>);
static_assert(std::is_void_v<decltype(std::declval<Problem&>().network(NetworkSpec{}))>);
// A handle is no value.
static_assert(!multiplied<ad::Expr, Field> && !multiplied<double, Unknown> && !added<Field, double>);
static_assert(multiplied<ad::Expr, double> && multiplied<double, ad::Expr>);
static_assert(!differentiated<Field> && !differentiated<ad::Expr> && differentiated<Field, Coordinate>);

TEST_CASE("what was stated stays where it is") {
  Line line;
  Condition& first = line.p.equation("first", line.value());
  for (int i = 0; i < 100; ++i) line.p.equation("other" + std::to_string(i), line.value());
  first.weight = 3;
  CHECK(line.p.conditions[2].name == "first");
  CHECK(line.p.conditions[2].weight == 3);
}

TEST_CASE("statements that make no sense are refused, and say which they are") {
  struct Mistake {
    std::function<void(Line&)> make;
    const char* message;
  };
  Problem other;
  const auto [a, b, c] = other.space({"a", "b", "c"}, ball({0, 0, 0}, 1));
  const Unknown foreign = other.unknown("m");
  const Region beyond = other.where([z = c](const Position& at) { return at(z) > 0; });
  const std::vector<Mistake> mistakes{
      // where a condition holds
      {[](Line& s) { s.p.equation("at end", on(s.x, 1), s.value()); },
       "condition `at end` holds inside the domain, and is asked for on a part of the boundary; state it by "
       "`boundary`, "
       "or thin it by `where` alone"},
      {[](Line& s) { s.p.fit("at end", at_point({1}), s.value()); }, "condition `at end` holds anywhere in the domain"},
      {[](Line& s) {
         s.p.time("t", 0, 1);
         s.p.initial("start", on(s.x, 1), s.value());
       },
       "condition `start` holds at the start of time, and is asked for on a part of the boundary"},
      {[=](Line& s) { s.p.equation("part", beyond, s.value()); },
       "condition `part` is thinned by a predicate of another problem, whose coordinates are a, b, c; the domain is x "
       "in [0, 1]: use `where` of this one"},
      {[=](Line& s) {
         s.p.boundary("part", on(s.x, 1) & s.p.where([](const Position&) { return true; }) & beyond, s.value());
       },
       "a part is thinned by a predicate on x and by one on a, b, c"},
      {[](Line&) {
         unite(nullptr, disk({0, 0}, 1));
       },
       "the first of two shapes that are combined is a null pointer"},
      {[](Line&) {
         subtract(disk({0, 0}, 1), nullptr);
       },
       "the second of two shapes that are combined is a null pointer"},
      // what formulas speak of
      {[](Line& s) { s.p.equation("flat", [](At at) { return at.constant(2); }); },
       "condition `flat`: its residual speaks of no field and of no unknown, so that no training can change it: it is "
       "2"},
      {[](Line& s) { s.p.equation("flat", [x = s.x, u = s.u](At at) {
                       return Residuals{at(u), at(x)};
                     }); },
       "condition `flat`: residual 2 speaks of no field and of no unknown"},
      {[](Line& s) { s.p.unknown("idle"); }, "unknown `idle` is in no condition: nothing says what it is to be"},
      {[](Line& s) { s.p.field("idle"); }, "field `idle` is in no condition: nothing says what it is to be"},
      {[](Line& s) { s.p.ansatz_of(s.u, [x = s.x](At at, ad::Expr) { return at(x); }); },
       "the ansatz of field `u` does not use the output of its network: there is nothing to train in it"},
      {[](Line& s) { s.p.equation("two", [x = s.x, u = s.u](At at) {
                       return at(u, {{x, 0.0}, {x, 0.5}});
                     }); },
       "condition `two`: another place has two values of `x`; give it one"},
      {[](Line& s) { s.p.equation("far", [x = s.x, u = s.u](At at) {
                       return at(u, {{x, 99.0}});
                     }); },
       "condition `far`: field `u` is asked for at `x` = 99, where there is none; the domain is x in [0, 1]"},
      {[](Line& s) { s.p.equation("nowhere", [x = s.x, u = s.u](At at) {
                       return at(u, {{x, not_a_number}});
                     }); },
       "condition `nowhere`: field `u` is asked for at `x` = nan, where there is none"},
      {[=](Line& s) { s.p.equation("other", [=](At at) { return at(foreign); }); },
       "condition `other`: unknown `m` is not one of this problem"},
      // formulas that are none
      {[](Line& s) { s.p.equation("empty", [u = s.u](At at) { return at(u) + ad::Expr(); }); },
       "condition `empty`: add: an operand is empty; it was never given a formula"},
      {[](Line& s) { s.p.ansatz_of(s.u, [](At, ad::Expr) { return ad::Expr(); }); },
       "the ansatz of field `u` returned an empty expression; it must return a formula"},
      {[](Line& s) { s.p.ansatz_of(s.u, [u = s.u](At at, ad::Expr net) { return at(u) * net; }); },
       "the ansatz of field `u`: a field cannot stand in what depends on the coordinates alone"},
      {[](Line& s) {
         s.p.networks.clear();
         s.p.network({.activation = {.name = "mine", .function = [](ad::Expr) { return ad::Expr(); }}});
       },
       "network `network`: activation `mine` returned an empty expression; it must return a formula"},
      {[](Line& s) {
         s.p.networks.clear();
         s.p.network({.inputs = {input([u = s.u](At at) { return at(u); })}});
       },
       "network `network`: input 1: a field cannot stand in what depends on the coordinates alone"},
      // data
      {[](Line& s) {
         s.p.data("seen", s.u, {2, {0.5, 2.0}, {{1, 1}}});
       },
       "data `seen`: point 2 of 2, x = 2, lies outside the domain, which is x in [0, 1]; leave it out"},
      {[](Line& s) {
         s.p.data("seen", {s.u, s.u}, {1, {0.5}, {{1}, {2}}});
       },
       "data `seen` name field `u` twice; one field has one value at a point"},
      // names and numbers
      {[](Line& s) { s.p.field("u v\n\""); }, "the name of a field has a space, a quote, a comma or a line end in it"},
      {[](Line& s) {
         s.p.network({s.u, s.u}, {.name = "twin"});
       },
       "network `twin` names field `u` twice"},
      {[](Line& s) {
         s.p.networks.clear();
         s.p.network({s.p.field("v")}, {});
       },
       "field `u` is computed by no network; it needs exactly one"},
      {[](Line& s) { s.p.sampling.equation = 0; }, "sampling.equation is 0; give it at least 1, or leave it out"},
      {[](Line& s) { periodic(s.x, 0); }, "periodic: `count` is 0; give it at least 1"},
  };
  for (const Mistake& mistake : mistakes) {
    CAPTURE(mistake.message);
    const std::string said = message_of([&] {
      Line line;
      mistake.make(line);
      Solver{line.p};
    });
    CHECK_MESSAGE(said.find(mistake.message) != std::string::npos, said);
  }
}

TEST_CASE("a formula made of another graph says whose it is") {
  static ad::Graph elsewhere;
  Line line;
  line.p.equation("stray", [](At) { return elsewhere.parameter("w"); });
  CHECK(message_of([&] { Solver{line.p}; }) ==
        "condition `stray` returned an expression that was made elsewhere; make it of its point");
  CHECK(message_of([&] { solved().evaluate([](At) { return elsewhere.parameter("w"); }, {0.5}); }) ==
        "an expression that was asked for was made elsewhere; make it of the point that is given");
}

TEST_CASE("what the rules of meaning let pass: unknowns of an ansatz, values elsewhere, points beside the domain") {
  Line line;
  const Unknown rise = line.p.unknown("rise", 1);
  line.p.ansatz_of(line.u, [x = line.x, rise](At at, ad::Expr net) { return at(rise) * at(x) + net; });
  line.p.boundary("round", on(line.x, 1), [u = line.u, x = line.x](At at) {
    return at.d(u, {x}, {{x, 1.0}}) - at.d(u, {x}, {{x, 0.0}});
  });
  // Tables are rounded: this point lies outside by less.
  line.p.data("seen", line.u, {0, {0.5, 1 + 1e-8}, {{-0.25, 0}}});
  CHECK(line.p.conditions.back().data->count == 2);
  const ResidualValues seen = solve(line.p).residual("seen");
  CHECK(std::isfinite(seen.values[0][1]));
}

TEST_CASE("networks without a name of their own are numbered") {
  Line line;
  line.p.networks.clear();
  const Field v = line.p.field("v");
  line.p.equation("flat", [v, x = line.x](At at) { return at.d(v, x); });
  line.p.network({line.u}, {.hidden = {3}});
  line.p.network({v}, {.hidden = {3}});
  line.p.exact_of(v, 0.0);
  const Solution s = solve(line.p);
  CHECK(s.parameter("network/W1").rows == 3);
  CHECK(s.parameter("network2/W1").rows == 3);
}
