// Integrals of the solution: what they come to at the nodes of their rule, and that problems with them are solved.
// Oracles are closed forms of fields that are what an ansatz says, whatever the network gives.
#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

/// u = 1 + x^2 + x t in [0, 1] x [0, 2].
const std::string known =
    "domain x in [0, 1]\ntime t in [0, 2]\nfield u\neq u_xx = 2\nansatz u = 1 + x^2 + x*t + 1e-200*net\n"
    "train adam { steps = 1 }\nsample { eq = 20 }\nnetwork { hidden = [2] }\n";

/// The largest residual of conditions that the known field satisfies.
double off(const std::string& condition) {
  dsl::Compilation compiled = compile_source(known + condition + "\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const Solution solution = solve(std::move(*compiled.problem));
  double largest = 0;
  for (const auto& values : solution.residual("tried").values)
    for (const double r : values) largest = std::max(largest, std::abs(r));
  return largest;
}

double error_of(const std::string& text) {
  dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const Outcome outcome = solve(std::move(*compiled.problem)).outcome();
  REQUIRE_MESSAGE(outcome.last.errors.size() == 1, outcome.reason);
  return outcome.last.errors[0].l2_relative;
}

}  // namespace

TEST_CASE("integrals of fields are what they are, over variables and coordinates, at each point") {
  for (const char* equation : {
           "integral(u(x = s), s in [0, 1]) = 4/3 + t/2",
           "integral(u, x in [0, 1]) = 4/3 + t/2",
           "integral(u(t = s), s in [0, t]) = (1 + x^2)*t + x*t^2/2",
           "integral((t - s)*u(t = s), s in [0, t]) = (1 + x^2)*t^2/2 + x*t^3/6",
           "integral(exp(s - t)*u_t(t = s), s in [0, t]) = x*(1 - exp(-t))",
           "integral(u(x = s)^2, s in [x, 1]) = integral((1 + s^2 + s*t)^2, s in [x, 1])",
           "integral(u_x(x = s), s in [x, 0]) + u = 1",
           "integral(integral(u, x in [0, 1]), t in [0, 2]) = 11/3 + 0*u",
           "integral(integral(u(x = r, t = s), r in [0, s/2]), s in [0, t]) = t^2/4 + 7*t^4/192 + t^4/32*0 + 0*u"
           " + integral(integral(1 + r^2 + r*s, r in [0, s/2]), s in [0, t]) - t^2/4 - 7*t^4/192",
           "dt(integral(u(t = s), s in [0, t])) = u",
           "dx(integral(u(t = s), s in [0, t])) = 2*x*t + t^2/2",
           "integral(u(x = s), s in [0, 1], nodes = 2) = 4/3 + t/2",
       }) {
    CAPTURE(equation);
    CHECK(off(std::string("eq tried: ") + equation) < 1e-12);
    CHECK(off(std::string("bc tried: ") + equation + " on x = 1") < 1e-12);
  }
  CHECK(off("eq tried: integral(u(x = s), s in [0, 1], nodes = 1) = 4/3 + t/2") > 0.01);  // degree 1 alone
}

TEST_CASE("a definition with an integral is a sum in a condition, and exact in `exact`") {
  const std::string text =
      "domain x in [0, 1]\nfield u\nlet f(y) = integral(exp(-s^2), s in [0, y])\neq u_x = exp(-x^2) + 0*f(x)\n"
      "bc u = f(0) on x = 0\nexact u = f(x)\ntrain lm { steps = 40 }\nnetwork { hidden = [8] }\n";
  CHECK(error_of(text) < 1e-5);
  CHECK(test::codes(compile_source(text)).empty());
}

TEST_CASE("problems with memory, with a mean and with a norm are solved") {
  CHECK(error_of("time t in [0, 2]\nfield u\neq u_t + 2*u + 5*integral(u(t = s), s in [0, t]) = 1\nic u = 0\n"
                 "exact u = exp(-t)*sin(2*t)/2\nnetwork { hidden = [12] }\nsample { eq = 100 }\n"
                 "train lm { steps = 80 }\n") < 1e-5);
  CHECK(error_of("domain x in [0, 1]\nfield p\neq p_x = 3*x^2\nbc mean: integral(p, x in [0, 1]) = 0 on x = 0\n"
                 "exact p = x^3 - 1/4\nnetwork { hidden = [8] }\nsample { eq = 60 }\ntrain lm { steps = 60 }\n") <
        1e-4);
}

TEST_CASE("what is wrong with an integral is said at its place") {
  const auto said = [](const std::string& line) {
    return test::messages(compile_source("domain x in [0, 1]\nfield u\nbc u = 0 on boundary\neq " + line + "\n"));
  };
  CHECK(said("u_x = integral(u(x = s)*exp(-s^2), s in [0, inf])").find("finite range") != std::string::npos);
  CHECK(said("u_x = integral(u, x in [-inf, 0])").find("finite range") != std::string::npos);
  CHECK(said("u_x = integral([u, u], x in [0, 1])").find("an integrand is a number") != std::string::npos);
  CHECK(said("u_x = integral(u, x in [0, 1], nodes = 0)").find("1 to 1000 nodes") != std::string::npos);
  CHECK(said("u_x = integral(u, x in [0, 1], nodes = u)").find("known before training") != std::string::npos);
  CHECK(said("u_x = integral(u, x in [0, 1], points = 3)").find("the range of its variable") != std::string::npos);
  CHECK(said("u_x = integral(lap(u), x in [0, 1])").find("not differentiated as a whole") != std::string::npos);
}
