// Regions, `region steel = ...`: parts of the domain with a name. Where conditions on them have their points, what
// their boundaries are, and what is made of them by `and`, `or`, `not` and `if`.
#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/core/sampling.hpp"
#include "ansatz/core/train.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;
using test::problem_of;

namespace {

const std::string plate =
    "domain (x, y) in rect([0, 0], [2, 1])\nfield u\nregion steel = rect([0.5, 0.2], [1, 0.8])\nregion left = x < 0.5\n"
    "region rest = not steel and not left\nregion corner = x + y < 0.5\nbc u = 0 on boundary\n"
    "network { hidden = [2] }\ntrain adam { steps = 1 }\nsample { eq = 300; boundary = 120 }\n";

bool in_steel(double x, double y) { return 0.5 <= x && x <= 1 && 0.2 <= y && y <= 0.8; }

const Condition& condition_of(const Problem& problem, const std::string& name) {
  for (const Condition& condition : problem.conditions)
    if (condition.name == name) return condition;
  FAIL("no condition ", name);
  std::abort();
}

/// Whether all points of a condition, some tens of them, satisfy a predicate.
template <class Predicate>
bool all_points(const std::string& condition, const Predicate& holds) {
  const Problem problem = problem_of(plate + condition + "\n");
  const Condition& tried = condition_of(problem, "tried");
  const bool boundary = tried.kind == ConditionKind::boundary;
  const PointSet set = boundary ? sample_boundary(problem.domain, tried.region, 200, RandomPoints{}, 0, "tried")
                                : sample_interior(problem.domain, 2000, RandomPoints{}, 0, "tried");
  std::size_t count = 0;
  for (std::size_t p = 0; p < set.count; ++p) {
    const double at[] = {set.points[p], set.points[set.count + p]};
    if (!boundary && !tried.region.where(at)) continue;
    ++count;
    if (!holds(at[0], at[1])) return false;
  }
  return count > 20;
}

/// All that is said, with the advice.
std::string said(const std::string& statements) {
  std::string all;
  for (const dsl::Diagnostic& d : compile_source(plate + statements + "\n").diagnostics)
    all += d.message + "; " + d.help + "; ";
  return all;
}
bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("conditions hold on the region that they name") {
  CHECK(all_points("eq tried: lap(u) = 1 on steel", in_steel));
  CHECK(all_points("fit tried: u = 1 on left", [](double x, double) { return x < 0.5; }));
  CHECK(all_points("eq tried: lap(u) = 1 on corner", [](double x, double y) { return x + y < 0.5; }));
  CHECK(all_points("eq tried: lap(u) = 1 on rest", [](double x, double y) { return x >= 0.5 && !in_steel(x, y); }));
  CHECK(all_points("eq tried: lap(u) = 1 on steel, left where y > 0.5",
                   [](double x, double y) { return y > 0.5 && (x < 0.5 || in_steel(x, y)); }));
  CHECK(all_points("eq tried: lap(u) = 1 on not steel", [](double x, double y) { return !in_steel(x, y); }));
}

TEST_CASE("a region has an outer boundary and meets others") {
  CHECK(all_points("eq lap(u) = 1\nbc tried: u = 1 on boundary(left)",
                   [](double x, double y) { return x < 0.5 + 1e-9 && (x == 0 || y == 0 || y == 1); }));
  CHECK(all_points("eq lap(u) = 1\nbc tried: u = 1 on boundary where corner",
                   [](double x, double y) { return x + y < 0.5 && (x == 0 || y == 0); }));
  CHECK(all_points("eq lap(u) = 1\nbc tried: u = 1 on interface(steel, not steel)", [](double x, double y) {
    const double off = std::max(std::max(0.5 - x, x - 1), std::max(0.2 - y, y - 0.8));
    return std::abs(off) < 1e-9;
  }));
  CHECK(all_points("eq lap(u) = 1\nbc tried: u = 1 on interface(steel, left)",
                   [](double x, double y) { return std::abs(x - 0.5) < 1e-9 && y > 0.2 - 1e-9 && y < 0.8 + 1e-9; }));
}

TEST_CASE("fields live on regions, and are joined where these meet") {
  const Solution solution = solve(problem_of(
      "domain x in [0, 1]\nregion lower = x < 0.3\nregion upper = not lower\nfield u on lower, w on upper\n"
      "eq u_xx = 0\neq w_xx = 0\nbc u = 0 on boundary(lower)\nbc w = 1 on boundary(upper)\n"
      "bc meet: u = w, 7*dn(u) = dn(w) on interface(lower, upper)\nnetwork { hidden = [4] }\nsample { eq = 40 }\n"
      "train lm { steps = 60 }\nexact u = x/5.2, w = (7*x - 1.8)/5.2\n"));
  REQUIRE(solution.outcome().last.errors.size() == 2);
  for (const FieldError& error : solution.outcome().last.errors) CHECK(error.l2_relative < 1e-5);
}

TEST_CASE("a region is a condition: sources and initial values differ from part to part") {
  const Problem problem = problem_of(plate + "fit tried: u = if steel then 3 else if left or corner then 2 else 1\n");
  Problem at_zero = problem;
  const Solution solution = solve(at_zero);
  const std::vector<double> points{0.7, 0.5, 0.2, 0.9, 1.5, 0.5, 0.9, 0.1};
  const std::vector<double> u = solution.evaluate([](const PointScope& at) { return at.field(0); }, points);
  const std::vector<double> residual = solution.residual("tried", points).front();
  const double wanted[] = {3, 2, 1, 1};
  for (std::size_t p = 0; p < 4; ++p) CHECK(u[p] - residual[p] == doctest::Approx(wanted[p]));
}

TEST_CASE("a heater in the middle of a rod is solved") {
  const Solution solution = solve(problem_of(
      "domain x in [0, 1]\nfield T\nregion heater = 0.4 < x < 0.6\neq T_xx = if heater then -10 else 0\n"
      "bc T = 0 on boundary\nexact T = if x < 0.4 then x else if x > 0.6 then 1 - x else 0.4 + (x - 0.4) - 5*(x - "
      "0.4)^2\nnetwork { hidden = [12] }\nsample { eq = 200 }\ntrain lm { steps = 100 }\n"));
  CHECK(solution.outcome().last.errors.front().l2_relative < 2e-2);
}

TEST_CASE("what is no region of this domain is said where it is stated") {
  CHECK(contains(said("region far = x > 3"), "no point of the domain"));
  CHECK(contains(said("region far = disk([5, 5], 1)"), "no point of the domain belongs to region `far`"));
  CHECK(contains(said("region odd = 3*x"), "is a part of the domain, and this is a scalar"));
  CHECK(contains(said("region odd = u > 0"), "coordinates only"));
  CHECK(contains(said("region odd = ball([0, 0, 0], 1)"), "has 3 dimensions, and space has 2"));
  CHECK(contains(said("region face = x == 1"), "a region has an extent"));
  CHECK(contains(said("bc u = 1 on steel"), "a `bc` holds on its boundary"));
  CHECK(contains(said("bc u = 1 on boundary(corner)"), "boundary where corner"));
  CHECK(contains(said("region odd = steel - left"), "a and not b"));
  CHECK(contains(said("region f(a) = x < a"), "only a `let` can be a function"));
}
