// What is said of mistakes in stating a problem by handles: at once or when the solver is made, with what is wrong,
// why, and what to do.
#include <doctest/doctest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "ansatz/core.hpp"
#include "stated.hpp"

using namespace ansatz;
using namespace ansatz::test;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

struct Mistake {
  std::function<void(Stated&)> make;  // in a problem that is sound without it
  const char* message;
};

void check_messages(const std::vector<Mistake>& mistakes) {
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

/// Handles of another problem.
struct Stranger {
  Problem p;
  Coordinate z = p.space("z", interval(0, 1));
  Field w = p.field("w");
  Unknown c = p.unknown("c");
};

}  // namespace

TEST_CASE("mistakes are told: names and domain") {
  check_messages({
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
       "[0, 1] has 1 dimension, and 2 coordinates are named"},
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
  });
}

TEST_CASE("mistakes are told: conditions") {
  const Stranger other;
  const Coordinate z = other.z;
  const Coordinate far_away{7, "x"};
  check_messages({
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
      {[](Stated& s) { s.p.boundary("other", on(s.x, 1.5), s.zero()); },
       "no place of the domain satisfies `x = 1.5`; x runs over [0, 1]"},
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
  });
}

TEST_CASE("mistakes are told: handles and numbers in formulas") {
  const Stranger other;
  const Coordinate z = other.z;
  const Field w = other.w;
  const Unknown c = other.c;
  check_messages({
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
  });
}

TEST_CASE("mistakes are told: data") {
  check_messages({
      {[](Stated& s) {
         s.p.data("seen", {s.u, s.u}, two_values());
       },
       "data `seen` have 1 quantity, and 2 fields are named for them"},
      {[](Stated& s) {
         s.p.data("seen", {s.u}, {2, {0.1, 0.2}, {{1, 2}}});
       },
       "data `seen`: 2 points have 4 numbers, 2 coordinates each; these are 2"},
      {[](Stated& s) {
         s.p.data("seen", {s.u}, {2, {0.1, 0.2, 0.3, 0.4}, {{1}}});
       },
       "data `seen`: there are 2 points, and 1 value of a quantity"},
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
  });
}

TEST_CASE("mistakes are told: networks, ansatz formulas, exact solutions, training") {
  const Stranger other;
  const Coordinate z = other.z;
  const Field w = other.w;
  const Unknown c = other.c;
  check_messages({
      {[](Stated& s) {
         s.p.networks[0].hidden = {4, 0};
       },
       "network: `hidden` must be a list of whole numbers from 1 to 10000; got 0"},
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
      {[](Stated& s) { s.p.sampling.windows = 2000; },
       "sample: `windows` must be a whole number from 1 to 1000, or `auto`; got 2000"},
      {[](Stated& s) { s.p.compute.threads = -1; },
       "the number of threads must be from 1 to 1024, or 0 for all; it is -1"},
      {[](Stated& s) { s.p.fields.clear(); }, "the problem has no field; there is nothing to solve for"},
      {[](Stated& s) { s.p.field_named("v"); }, "the problem has no field `v`; it has u"},
      {[](Stated& s) { s.p.coordinate_named("y"); },
       "the problem has no coordinate `y`; its domain is x in [0, 1], t in [0, 2]"},
  });
}
