// Conditions on a part of the domain and on planes inside it: where their points are, and that problems made of them
// are solved.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "ansatz/core/train.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

const std::string square =
    "domain (x, y) in rect([0, 0], [1, 1])\nfield u\nlet hole = disk([0.5, 0.5], 0.25)\nbc u = 0 on boundary\n"
    "network { hidden = [2] }\ntrain adam { steps = 1 }\nsample { eq = 200; boundary = 80 }\n";

Solution solved(const std::string& text) {
  dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  return solve(std::move(*compiled.problem));
}

/// Whether all points of the condition `tried` satisfy a predicate; there is at least one.
template <class Predicate>
bool all_points(const std::string& condition, const Predicate& holds) {
  const std::vector<double> points = solved(square + condition + "\n").residual("tried").points;
  REQUIRE(points.size() >= 2);
  for (std::size_t p = 0; p < points.size(); p += 2)
    if (!holds(points[p], points[p + 1])) return false;
  return true;
}

std::string said(const std::string& condition) { return test::messages(compile_source(square + condition + "\n")); }

}  // namespace

TEST_CASE("a condition on a part of the domain has its points there") {
  const auto in_hole = [](double x, double y) { return std::hypot(x - 0.5, y - 0.5) <= 0.25; };
  CHECK(all_points("eq tried: lap(u) = 1 on y < 0.3", [](double, double y) { return y < 0.3; }));
  CHECK(all_points("eq tried: lap(u) = 1 on x + y > 1 and x < 0.9",
                   [](double x, double y) { return x + y > 1 && x < 0.9; }));
  CHECK(all_points("eq tried: lap(u) = 1 on hole", in_hole));
  CHECK(all_points("eq tried: lap(u) = 1 on rect([0, 0], [1, 1]) - hole",
                   [&](double x, double y) { return !in_hole(x, y); }));
  CHECK(all_points("eq tried: lap(u) = 1 on hole, x > 0.9",
                   [&](double x, double y) { return in_hole(x, y) || x > 0.9; }));
  CHECK(all_points("fit tried: u = 1 on hole where x < 0.5",
                   [&](double x, double y) { return in_hole(x, y) && x < 0.5; }));
  CHECK(all_points("eq tried: lap(u) = 1 on x < 0.1 with points = 500", [](double x, double) { return x < 0.1; }));
}

TEST_CASE("a plane inside the domain is a place, with a normal that points up its coordinate") {
  CHECK(all_points("eq lap(u) = 1\nbc tried: u = 1 on x = 0.25", [](double x, double) { return x == 0.25; }));
  CHECK(all_points("eq lap(u) = 1\nbc tried: u = 1 on y = 0.5 where x > 0.5",
                   [](double x, double y) { return y == 0.5 && x > 0.5; }));
  const std::string kinked =
      "domain x in [0, 1]\nfield a, b\neq a_xx = 0 on x < 0.5\neq b_xx = 0 on x > 0.5\nbc a = 0 on x = 0\n"
      "bc b = 3 on x = 1\nbc meet: a = b, dn(a) = 2*dn(b) on x = 0.5\nnetwork { hidden = [4] }\nsample { eq = 40 }\n"
      "train lm { steps = 60 }\n";
  const Solution solution = solved(kinked);  // slopes of 4 and 2: 4/2 + 2/2 = 3
  const std::vector<double> middle =
      solution.evaluate([](const PointScope& points) { return points.field(0); }, std::vector<double>{0.25, 0.5});
  CHECK(middle[0] == doctest::Approx(1).epsilon(1e-4));
  CHECK(middle[1] == doctest::Approx(2).epsilon(1e-4));
}

TEST_CASE("an initial condition holds on a part of the start; a check on a part of the domain") {
  const Solution solution = solved(
      "domain x in [0, 1]\ntime t in [0, 1]\nfield u\neq u_t = 0\nic low: u = 1 on x < 0.5\n"
      "check low: u >= 1 on x < 0.25\nnetwork { hidden = [2] }\ntrain adam { steps = 1 }\n");
  const auto points = solution.residual("low").points;
  for (std::size_t p = 0; p < points.size(); p += 2) {
    CHECK(points[p] < 0.5);
    CHECK(points[p + 1] == 0);
  }
}

TEST_CASE("what is no part of the domain is said, with what would be") {
  CHECK(said("eq lap(u) = 1 on x = 0.5").find("not a part of the domain") != std::string::npos);
  CHECK(said("eq lap(u) = 1 on boundary").find("not a part of the domain") != std::string::npos);
  CHECK(said("eq lap(u) = 1 on u > 0").find("coordinates only") != std::string::npos);
  CHECK(said("eq lap(u) = 1 on 3").find("not a part of the domain") != std::string::npos);
  CHECK(said("eq lap(u) = 1 on ball([0, 0, 0], 1)").find("dimensions") != std::string::npos);
  CHECK(said("eq lap(u) = 1\nbc u = 1 on x < 0.5").find("not a place of the boundary") != std::string::npos);
  CHECK(said("eq lap(u) = 1\nbc u = 1 on x = 1.5").find("x runs over [0, 1]") != std::string::npos);
}
