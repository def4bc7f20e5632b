// Delays: `history u = ...` is what a field was before the start of time.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "ansatz/core/train.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

Solution solved(const std::string& text) { return solve(test::problem_of(text)); }

const std::string settings = "network { hidden = [6] }\nsample { eq = 60 }\ntrain lm { steps = 40 }\n";

}  // namespace

TEST_CASE("a delay equation is solved from its history") {
  // Step by step the solution is a polynomial.
  const Solution solution = solved(
      "time t in [0, 2]\nfield u\neq u_t = -u(t = t - 1)\nic u = 1\nhistory u = 1\nnetwork { hidden = [16] }\n"
      "sample { eq = 200 }\ntrain lm { steps = 200 }\nexact u = if t < 1 then 1 - t else 1 - t + (t - 1)^2/2\n");
  CHECK(solution.outcome().last.errors[0].l2_relative < 2e-3);
}

TEST_CASE("what is asked for before the start is the history, and after it the network") {
  const std::string text =
      "domain x in [0, 1]\ntime t in [0, 1]\nfield u\nlet before(s) = exp(s)*sin(x)\n"
      "eq u_t = exp(1)*u(t = t - 1)\nic u = sin(x)\nbc u = 0 on x = 0\nhistory u = before(t)\n";
  const dsl::Compilation compiled = compile_source(text + settings);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const Solution solution = solve(*compiled.problem);
  const auto asked = dsl::compile_expressions(
      compiled, {"u(t = t - 0.5)", "u_x(t = t - 0.5)", "u_tt(t = t - 0.5)", "u(x = x/2, t = t - 0.5)"}, "asked");
  REQUIRE(asked.expressions.size() == 4);
  const auto value = [&](std::size_t k, double x, double t) {
    return solution.evaluate(asked.expressions[k].value, std::vector<double>{x, t})[0];
  };
  CHECK(value(0, 0.3, 0.2) == doctest::Approx(std::exp(-0.3) * std::sin(0.3)));
  CHECK(value(1, 0.3, 0.2) == doctest::Approx(std::exp(-0.3) * std::cos(0.3)));
  CHECK(value(2, 0.3, 0.2) == doctest::Approx(std::exp(-0.3) * std::sin(0.3)));
  CHECK(value(3, 0.3, 0.2) == doctest::Approx(std::exp(-0.3) * std::sin(0.15)));
  const auto u = [](const PointScope& points) { return points.field(0); };
  CHECK(value(0, 0.3, 0.9) == doctest::Approx(solution.evaluate(u, std::vector<double>{0.3, 0.4})[0]));
}

TEST_CASE("the derivative of a delayed field is no jump of a coefficient") {
  const std::string neutral =
      "time t in [0, 2]\nfield u\neq u_t = -u + 0.5*dt(u(t = t - 1))\nic u = 1\nhistory u = 1 + t\n";
  CHECK(test::codes(compile_source(neutral)) == "");
  const std::string jumps = "time t in [0, 2]\nfield u\neq dt((if t < 1 then 1 else 2)*u) = 0\nic u = 1\n";
  CHECK(test::codes(compile_source(jumps)) == "W0607");
}

TEST_CASE("a picture of the history's name is still a picture") {
  const dsl::Compilation compiled = compile_source(test::smallest + "plot history\nplot history { scale = log }\n");
  CHECK(test::codes(compiled) == "");
}
