// Waves that a problem states: which are found, who is given them, and that they bring what a network alone does not.
#include "ansatz/core/waves.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ansatz/core/scales.hpp"
#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/problems.hpp"

using namespace ansatz;
using test::contains;
using test::pi;

namespace {

/// Heat in a rod of length 1 that begins as sin(k x), for a time in which it halves.
Problem rod(double k) {
  Problem p("rod");
  const Coordinate x = p.space("x", interval(0, 1));
  const Coordinate t = p.time("t", 0, 1);
  const Field u = p.field("u");
  p.equation("heat", [=](At at) { return at.d(u, t) - 0.7 / (k * k) * at.d(u, x, x); });
  p.initial("start", [=](At at) { return at(u) - ad::sin(k * at(x)); });
  p.boundary("ends", on(x, 0) | on(x, 1), [=](At at) { return at(u); });
  p.exact_of(u, [=](At at) { return ad::sin(k * at(x)) * ad::exp(-0.7 * at(t)); });
  p.network({.hidden = {12, 12}});
  p.sampling.equation = 400;
  p.compute.threads = 1;
  p.train(Lm{.steps = 40});
  return p;
}

std::size_t inputs_of(const Problem& p) { return scaled(Problem(p)).networks.at(0).inputs.size(); }

}  // namespace

TEST_CASE("a wave of many periods in an initial value becomes two inputs") {
  const Problem p = rod(20 * pi);
  const std::vector<StatedWave> waves = waves_of(p);
  REQUIRE(waves.size() == 1);
  CHECK(waves[0].coordinate == 0);
  CHECK(waves[0].frequency == doctest::Approx(20 * pi));
  CHECK(inputs_of(p) == 4);
  REQUIRE(waves_in_words(p).size() == 1);
  CHECK(contains(waves_in_words(p)[0], "sine and cosine of 62.8319*x"));
  CHECK(solve(Problem(p)).outcome().last.errors.at(0).l2_relative < 1e-4);
}

TEST_CASE("for up to four periods a network reads what it read before") {
  CHECK(waves_of(rod(8 * pi)).empty());
  CHECK(inputs_of(rod(8 * pi)) == 0);
  CHECK(waves_in_words(rod(8 * pi)).empty());
}

TEST_CASE("who says what the network reads is obeyed") {
  Problem p = rod(20 * pi);
  p.networks[0].inputs = {input(p.coordinate_named("x")), input(p.coordinate_named("t"))};
  CHECK(inputs_of(p) == 2);
  CHECK(waves_in_words(p).empty());
}

TEST_CASE("angles of fields, of two coordinates, that are not linear, and fits are no waves") {
  Problem p("none");
  const auto space = p.space({"x", "y"}, box({0, 0}, {1, 1}));
  const Coordinate x = space[0], y = space[1];
  const Field u = p.field("u");
  p.equation("waves", [=](At at) {
    return Residuals{at.laplacian(u) + ad::sin(100.0 * at(u)), ad::sin(100.0 * at(x) * at(y)) * at(u),
                     ad::cos(100.0 * at(x) * at(x)) - at(u), ad::sin(100.0 * (at(x) + at(y))) - at(u)};
  });
  p.fit("values", [=](At at) { return at(u) - ad::sin(100.0 * at(x)); });
  CHECK(waves_of(p).empty());
  p.boundary("rim", [=](At at) { return at(u) - ad::cos(1.0 - 30.0 * at(y)); });
  REQUIRE(waves_of(p).size() == 1);
  CHECK(waves_of(p)[0].coordinate == 1);
  CHECK(waves_of(p)[0].frequency == doctest::Approx(30));
}

TEST_CASE("each wave counts once, and no more than eight are read") {
  Problem p("many");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("sum", [=](At at) {
    ad::Expr sum = at.d(u, x);
    for (int k = 10; k < 30; ++k) sum = sum + ad::sin(2 * pi * k * at(x)) + ad::cos(2 * pi * k * at(x));
    return sum;
  });
  p.boundary("left", on(x, 0), [=](At at) { return at(u); });
  CHECK(waves_of(p).size() == most_waves);
}
