// `over k in [a, b]`: a problem that is solved for all values of a parameter.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "ansatz/core/sampling.hpp"
#include "ansatz/core/train.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;
using test::problem_of;

namespace {

const std::string settings = "network { hidden = [8] }\nsample { eq = 150; boundary = 60 }\ntrain lm { steps = 60 }\n";

}  // namespace

TEST_CASE("a parameter is a coordinate without boundary, which operators in space leave out") {
  const std::string disk =
      "domain (x, y) in disk([0, 0], 1)\nover k in [0.5, 5]\nfield u\neq -div(k*grad(u)) = 1\nbc rim: u = 0 on "
      "boundary\n";
  const Problem problem = problem_of(disk + "exact u = (1 - x^2 - y^2)/(4*k)\n" + settings);
  const PointSet rim = sample_boundary(problem.domain, problem.conditions[1].region, 50, SobolPoints{}, 0, "rim");
  REQUIRE(rim.count == 50);
  for (std::size_t p = 0; p < rim.count; ++p) {
    CHECK(std::hypot(rim.points[p], rim.points[50 + p]) == doctest::Approx(1));
    CHECK(rim.points[100 + p] >= 0.5);
    CHECK(rim.points[100 + p] <= 5);
    CHECK(rim.normals[100 + p] == 0);
  }
  // Told wrong, the exact solution is found wrong; and the operators took no derivative by k.
  const auto wrong = compile_source(disk + "exact u = (1 - x^2 - y^2)/(2*k)\n" + settings);
  CHECK(test::codes(wrong) == "W0604");
  CHECK(test::codes(compile_source(disk + "exact u = (1 - x^2 - y^2)/(4*k)\n" + settings)) == "");
}

TEST_CASE("shapes are those of space, whatever the parameters are") {
  const Problem problem = problem_of(
      "domain (x, y) in rect([-1, -1], [1, 1]) - hole\nlet hole = disk([0, 0], 0.5)\nover a in [1, 2]\nover b in [3, "
      "4]\n"
      "time t in [0, 1]\nfield u\neq u_t = lap(u) on disk([0.8, 0.8], 0.3)\nic u = a*b\nbc rim: dn(u) = 0 on "
      "boundary(hole)\n"
      "bc u = 0 on x = 1\n");
  CHECK(problem.domain.space == std::vector<std::string>{"x", "y", "a", "b"});
  CHECK(problem.domain.shape->dimensions() == 4);
  const double inside[] = {0.8, 0.8, 1.5, 3.5}, beyond[] = {0.8, 0.8, 2.5, 3.5};
  CHECK(problem.domain.shape->contains(inside));
  CHECK_FALSE(problem.domain.shape->contains(beyond));
}

TEST_CASE("an ordinary differential equation is solved for all rates") {
  const Problem problem = problem_of(
      "time t in [0, 1]\nover k in [1, 2]\nfield u\neq u_t = -k*u\nic u = 1\nexact u = exp(-k*t)\n" + settings);
  CHECK(solve(problem).outcome().last.errors[0].l2_relative < 1e-3);
}

TEST_CASE("conditions are built in for all values of a parameter, on faces and on rims") {
  const auto at_rim = [](const std::string& domain, const std::vector<double>& point) {
    const Problem problem = problem_of(domain +
                                       "over k in [0.5, 5]\nfield u\neq -div(k*grad(u)) = 1\nbc u = 0 on boundary\n"
                                       "network { hidden = [5] }\nsample { eq = 50 }\nloss { conditions = exact }\n"
                                       "train lm { steps = 1 }\n");
    return solve(problem)(problem.field_named("u"), point)[0];
  };
  CHECK(at_rim("domain x in [0, 2]\n", {0, 0.7}) == 0);
  CHECK(at_rim("domain x in [0, 2]\n", {2, 4.2}) == 0);
  CHECK(at_rim("domain x in [0, 2]\n", {1, 0.5}) != 0);  // parameters have no faces
  CHECK(std::abs(at_rim("domain (x, y) in disk([0, 0], 1)\n", {0.6, 0.8, 3})) < 1e-14);
  CHECK(at_rim("domain (x, y) in disk([0, 0], 1)\n", {0, 0, 0.5}) != 0);
}
