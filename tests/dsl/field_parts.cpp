// Fields that live on parts of the domain: where their conditions have points, what joins them, and what is said of
// them beyond their part.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "../folder.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/core/train.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::problem_of;

namespace {

const std::string stack =
    "domain (x, y) in rect([0, 0], [1, 2])\nlet lower = y < 1\nlet upper = rect([0, 1], [1, 2])\n"
    "field Ta on lower, Tb on upper\neq below: lap(Ta) = 0\neq above: lap(Tb) = 0\n"
    "bc floor: Ta = 0 on y = 0\nbc top: Tb_y = 1 on y = 2\n"
    "bc left: Ta_x = 0 on x = 0\nbc right: Tb_x = 0 on x = 1\n"
    "network { hidden = [2] }\ntrain adam { steps = 1 }\nsample { eq = 100; boundary = 100 }\n";
const std::string meeting = "bc meet: Ta = Tb, 3*dn(Ta) = dn(Tb) on interface(lower, upper)\n";

/// Whether the points of a condition are all below, or all above, the line between the two parts.
bool all_points(const Solution& solution, const std::string& condition, double least, double most) {
  const std::vector<double> points = solution.residual(condition).points;
  for (std::size_t p = 1; p < points.size(); p += 2)
    if (points[p] < least - 1e-9 || points[p] > most + 1e-9) return false;
  return points.size() > 4;
}

}  // namespace

TEST_CASE("a condition has its points where its fields live") {
  const Solution solution = solve(problem_of(stack + meeting));
  CHECK(all_points(solution, "below", 0, 1));
  CHECK(all_points(solution, "above", 1, 2));
  CHECK(all_points(solution, "left", 0, 1));
  CHECK(all_points(solution, "right", 1, 2));
  CHECK(all_points(solution, "meet", 1, 1));
  CHECK(solution.problem().networks.size() == 2);
}

TEST_CASE("a field has no value where it does not live") {
  const Solution solution = solve(problem_of(stack + meeting + "exact Ta = 0\n"));
  const auto at = [](std::size_t field) { return [field](const PointScope& points) { return points.field(field); }; };
  const std::vector<double> points{0.5, 0.4, 0.5, 1, 0.5, 1.6};
  const std::vector<double> below = solution.evaluate(at(0), points), above = solution.evaluate(at(1), points);
  CHECK(std::isfinite(below[0]));
  CHECK(std::isfinite(below[1]));  // the boundary belongs to both
  CHECK(std::isnan(below[2]));
  CHECK(std::isnan(above[0]));
  CHECK(std::isfinite(above[1]));
  CHECK(std::isfinite(above[2]));
  // Derivatives, and what is made of both, neither.
  const std::vector<double> slope =
      solution.evaluate([](const PointScope& p) { return p.derivative(p.field(0), 1); }, points);
  CHECK(std::isfinite(slope[0]));
  CHECK(std::isnan(slope[2]));
  const std::vector<double> sum =
      solution.evaluate([](const PointScope& p) { return p.field(0) + p.field(1); }, points);
  CHECK(std::isnan(sum[0]));
  CHECK(std::isfinite(sum[1]));
  CHECK(solution.outcome().last.errors.size() == 1);
  CHECK(std::isfinite(solution.outcome().last.errors[0].l2_relative));
}

TEST_CASE("the normal of an interface points out of its first part, whatever shape that is") {
  const std::string wire =
      "domain (x, y) in rect([-2, -2], [2, 2])\nlet wire = disk([0.3, -0.2], 1)\nlet air = rect([-2, -2], [2, 2]) - "
      "wire\n"
      "field u on wire, w on air\neq lap(u) = 0\neq lap(w) = 0\nbc w = 0 on boundary\nbc meet: u = w, dn(u) = dn(w) "
      "on ";
  const std::string settings =
      "\nnetwork { hidden = [2] }\ntrain adam { steps = 1 }\nsample { eq = 50; boundary = 60 }\n";
  for (const double sign : {1.0, -1.0}) {
    const Problem problem = problem_of(wire + (sign > 0 ? "interface(wire, air)" : "interface(air, wire)") + settings);
    const Condition* meet = nullptr;
    for (const Condition& condition : problem.conditions)
      if (condition.name == "meet") meet = &condition;
    REQUIRE(meet != nullptr);
    const PointSet set = sample_boundary(problem.domain, meet->region, 40, SobolPoints{}, 0, "meet");
    REQUIRE(set.count == 40);
    for (std::size_t p = 0; p < set.count; ++p) {
      const double x = set.points[p] - 0.3, y = set.points[set.count + p] + 0.2;
      CHECK(std::hypot(x, y) == doctest::Approx(1));
      CHECK(set.normals[p] == doctest::Approx(sign * x));
      CHECK(set.normals[set.count + p] == doctest::Approx(sign * y));
    }
  }
}

TEST_CASE("two materials, each with a field of its own, are solved together") {
  const Solution solution = solve(problem_of(
      "domain x in [0, 1]\nfield u on x < 0.3, w on x > 0.3\neq u_xx = 0\neq w_xx = 0\nbc u = 0 on x = 0\n"
      "bc w = 1 on x = 1\nbc meet: u = w, 7*dn(u) = dn(w) on interface(x < 0.3, x > 0.3)\nnetwork { hidden = [4] }\n"
      "sample { eq = 40 }\ntrain lm { steps = 60 }\nexact u = x/5.2, w = (7*x - 1.8)/5.2\n"));
  for (const FieldError& error : solution.outcome().last.errors) CHECK(error.l2_relative < 1e-5);
}

TEST_CASE("a field that shares its part with others has a network of its own, and may be told which") {
  const std::string plain =
      "domain x in [0, 2]\nfield u, v on x < 1, w\neq u_x = v\neq v_x = u\neq w_x = 0\n"
      "bc u = 1 on x = 0\nbc v = 1 on x = 0\nbc w = 1 on x = 0\n";
  const Problem problem = problem_of(plain + "network { hidden = [5] }\nnetwork A of u { hidden = [7] }\n");
  REQUIRE(problem.networks.size() == 3);
  const auto network_of = [&](std::size_t field) {
    for (const NetworkSpec& network : problem.networks)
      if (network.fields == std::vector<std::size_t>{field}) return network.hidden.front();
    return 0U;
  };
  CHECK(network_of(0) == 7);
  CHECK(network_of(1) == 5);
  CHECK(network_of(2) == 5);
}

TEST_CASE("data where their field does not live are left out, and counted") {
  const test::Folder folder;
  std::string table = "x,a,b\n";
  for (int k = 0; k <= 10; ++k) table += fmt::format("{},{},{}\n", 0.1 * k, k, -k);
  folder.write("seen.csv", table);
  const auto compiled = [&](const std::string& data) {
    return dsl::compile_text("test.pde",
                             "domain x in [0, 1]\nregion left = x < 0.45\nregion right = not left\n"
                             "field a on left, b on right\neq a_x = 0\neq b_x = 0\n" +
                                 data,
                             folder.path(), {});
  };
  const dsl::Compilation one = compiled("data seen { file = \"seen.csv\"; columns = [x, a] }\n");
  REQUIRE_MESSAGE(one.problem, test::messages(one));
  CHECK(one.problem->conditions.back().data->count == 5);
  CHECK(test::messages(one).find("6 of the 11 points of `seen.csv` lie outside the part") != std::string::npos);
  const dsl::Compilation both = compiled("data seen { file = \"seen.csv\" }\n");
  CHECK(test::messages(both).find("none of the 11 points of `seen.csv` lies where `a`, `b` all live") !=
        std::string::npos);
}

TEST_CASE("what `if` chooses from fields on parts has values where the chosen one lives") {
  const Solution solution = solve(problem_of(stack + meeting));
  const auto chosen = [](const PointScope& p) {
    return ad::select(ad::lt(p.coordinate(1), p.graph().constant(1)), p.field(0), p.field(1));
  };
  const std::vector<double> points{0.5, 0.4, 0.5, 1.6};
  for (const double value : solution.evaluate(chosen, points)) CHECK(std::isfinite(value));
  const auto slope = [&](const PointScope& p) { return p.derivative(chosen(p), 1); };
  for (const double value : solution.evaluate(slope, points)) CHECK(std::isfinite(value));
  const auto swapped = [](const PointScope& p) {
    return ad::select(ad::lt(p.coordinate(1), p.graph().constant(1)), p.field(1), p.field(0));
  };
  for (const double value : solution.evaluate(swapped, points)) CHECK(std::isnan(value));
}

TEST_CASE("solution.csv has no number where a field is not to be found") {
  const test::Folder folder;
  Solver solver(
      problem_of("domain x in [0, 1]\nregion left = x < 0.45\nregion right = not left\nfield a on left, b on right\n"
                 "eq a_x = 0\neq b_x = 0\nbc a = 1 on x = 0\nbc b = 2 on x = 1\nnetwork { hidden = [2] }\n"
                 "train adam { steps = 1 }\n"));
  solver.train();
  write_solution(folder / "solution.csv", solver.problem(), solver.evaluate());
  std::istringstream lines(read_whole(folder / "solution.csv"));
  std::string line;
  std::getline(lines, line);
  CHECK(line == "x,a,b");
  std::size_t count = 0;
  for (; std::getline(lines, line); ++count) {
    const double x = std::stod(line);
    const std::string a = line.substr(line.find(',') + 1), b = line.substr(line.rfind(',') + 1);
    CHECK(a.starts_with("nan") == (x > 0.45 + 1e-9));
    CHECK((b == "nan") == (x < 0.45 - 1e-9));
  }
  CHECK(count > 100);
}
