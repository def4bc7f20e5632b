// Problems in other units: what sizes are found, that ordinary problems keep theirs, and that answers are the user's.
#include "ansatz/core/scales.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/problems.hpp"

using namespace ansatz;
using test::contains;
using test::pi;

namespace {

/// A bar of conductivity k in W/(m K), `length` m long, held at `warm` K at the left, with a flux of q W/m^2 out of the
/// right end: T = warm - q x / k.
Problem bar(double k, double length, double warm, double q) {
  Problem p("bar");
  const Coordinate x = p.space("x", interval(0, length));
  const Field T = p.field("T");
  p.equation("heat", [=](At at) { return k * at.d(T, x, x); });
  p.boundary("warm", on(x, 0), [=](At at) { return at(T) - warm; });
  p.boundary("out", on(x, length), [=](At at) { return k * at.d(T, x) + q; });
  p.exact_of(T, [=](At at) { return warm - q / k * at(x); });
  p.network({.hidden = {12}});
  p.sampling.equation = 100;
  p.compute.threads = 1;
  p.train(Lm{.steps = 40});
  return p;
}

double error_of(const Problem& p) { return solve(Problem(p)).outcome().last.errors.at(0).l2_relative; }

}  // namespace

TEST_CASE("the size of a field comes from values and fluxes, in powers of two") {
  const Problem p = scaled(bar(400, 0.1, 293.15, 1e5));
  REQUIRE(p.scales.size() == 1);
  // It falls by 25 K, around 293 K.
  CHECK(p.scales[0].size >= 16);
  CHECK(p.scales[0].size <= 256);
  CHECK(std::abs(p.scales[0].centre - 293.15) <= p.scales[0].size / 2);
  int exponent = 0;
  CHECK(std::frexp(p.scales[0].size, &exponent) == 0.5);
  CHECK(scaled(p).scales[0].size == p.scales[0].size);  // once
  const std::vector<std::string> words = scales_in_words(p);
  REQUIRE_FALSE(words.empty());
  CHECK(contains(words[0], "T = "));
}

TEST_CASE("ordinary problems stay what they are") {
  for (const Problem& stated : {test::poisson_1d(1), test::small_burgers()}) {
    const Problem p = scaled(stated);
    CHECK(scales_in_words(p).empty());
    for (const FieldScale& scale : p.scales) CHECK(scale.plain());
    for (const Condition& condition : p.conditions) CHECK(condition.sizes.empty());
  }
}

TEST_CASE("what conditions that are built in leave of a residual is rounding, and no size") {
  Problem p("string");
  const Coordinate x = p.space("x", interval(0, pi)), t = p.time("t", 0, 1);
  const Field w = p.field("w");
  p.equation("string", [=](At at) { return at.d(w, t, t) + at.d(w, x, x, x, x); });
  p.initial("start", [=](At at) { return Residuals{at(w) - ad::sin(at(x)), at.d(w, t)}; });
  // sin(pi) is 1e-16, and so is what is left of the value; its curvature stays a term.
  p.boundary("ends", on(x, 0) | on(x, pi), [=](At at) { return Residuals{at(w), at.d(w, x, x)}; });
  p.train(Auto{.steps = 1});
  const Problem made = scaled(std::move(p));
  REQUIRE(made.exact_conditions);
  CHECK(made.exact_conditions->held == std::vector<std::string>{"start"});
  for (const Condition& condition : made.conditions)
    for (const double size : condition.sizes) CHECK(size > 1e-6);
}

TEST_CASE("answers are the same in any units") {
  for (const auto& numbers : {std::array{1.0, 1.0, 1.0, 1.0}, std::array{400.0, 0.1, 293.15, 1e5},
                              std::array{2e11, 0.2, 0.0, 1e6}, std::array{1e-9, 1e-3, 0.0, 1e-9}}) {
    const auto [k, length, warm, q] = numbers;
    INFO("k = ", numbers[0]);
    CHECK(error_of(bar(k, length, warm, q)) < 1e-3);
  }
  Problem unscaled = bar(2e11, 0.2, 0, 1e6);
  unscaled.compute.scale = Scaling::none;
  CHECK(scales_in_words(scaled(unscaled)).empty());
  CHECK(error_of(unscaled) > 1);
}

TEST_CASE("a formula of the user's is left alone, and sizes of residuals are found beside it") {
  Problem p = bar(2e11, 0.2, 0, 1e6);
  p.ansatz_of(p.field_named("T"), [](At, ad::Expr net) { return 1e-6 * net; });
  const Problem found = scaled(std::move(p));
  CHECK(found.scales[0].plain());
  REQUIRE(found.conditions[0].sizes.size() == 1);
  CHECK(found.conditions[0].sizes[0] > 1e3);
}

TEST_CASE("a field of which nothing is given follows those that drive it") {
  Problem p("pair");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u"), q = p.field("q");
  p.equation("flux", [=](At at) { return at(q) + 1e8 * at.d(u, x); });
  p.equation("balance", [=](At at) { return at.d(q, x); });
  p.boundary("left", on(x, 0), [=](At at) { return at(u) - 1.0; });
  p.boundary("right", on(x, 1), [=](At at) { return at(u); });
  const Problem found = scaled(std::move(p));
  CHECK(found.scales[0].plain());
  CHECK(found.scales[1].size > 1e6);
}

TEST_CASE("a scaled solution is saved, loaded and gone on with, to the bit") {
  const Problem p = bar(400, 0.1, 293.15, 1e5);
  const Field T = p.field_named("T");
  const Solution s = solve(Problem(p));
  const auto file = std::filesystem::temp_directory_path() / "ansatz-scaled.solution";
  s.save(file);
  const Solution loaded = Solution::load(file, p);
  CHECK(loaded(T, {0.05}) == s(T, {0.05}));
  std::filesystem::remove(file);
}
