// Fractional derivatives against closed forms: of powers, of what solves equations with them, from both ends; orders
// that are trained; what is no such derivative.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

/// The largest residual of an equation where the field is `formula`, whatever the network gives.
double off(const std::string& places, const std::string& formula, const std::string& equation) {
  dsl::Compilation compiled =
      compile_source(places + "field u\nansatz u = " + formula + " + 1e-200*net\neq tried: " + equation +
                     "\ntrain adam { steps = 1 }\nsample { eq = 40 }\nnetwork { hidden = [2] }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const Solution solution = solve(std::move(*compiled.problem));
  double largest = 0;
  for (const auto& values : solution.residual("tried").values)
    for (const double r : values) largest = std::max(largest, std::isfinite(r) ? std::abs(r) : 1e300);
  return largest;
}

std::string refusal_of(const std::string& equation, const std::string& more = "") {
  return test::messages(compile_source("domain x in [0, 1]\ntime t in [0, 2]\nfield u, v\nfield s of t\n" + more +
                                       "eq u_t = v\neq v_t = 0\neq s_t = 0\neq " + equation + "\n"));
}

}  // namespace

TEST_CASE("Caputo's derivatives of powers are powers, of any order, from wherever time begins") {
  const std::string places = "domain x in [0, 1]\ntime t in [0, 2]\n", cubic = "(1 + x)*t^3 + 5 + x";
  for (const char* equation : {
           "caputo(u, t, 0.5) = 6/tgamma(3.5)*t^2.5*(1 + x)",
           "caputo(u, t, 0.05) = 6/tgamma(3.95)*t^2.95*(1 + x)",
           "caputo(u, t, 0.95) = 6/tgamma(3.05)*t^2.05*(1 + x)",
           "caputo(u, t, 1.6) = 6/tgamma(2.4)*t^1.4*(1 + x)",
           "caputo(u, t, 2.5) = 6/tgamma(1.5)*t^0.5*(1 + x)",
           "caputo(u_x, t, 0.3) = 6/tgamma(3.7)*t^2.7",
           "caputo(u_t, t, 0.5) = 6/tgamma(2.5)*t^1.5*(1 + x)",
           "caputo(u, x, 0.5) = (t^3 + 1)/tgamma(1.5)*x^0.5",
           "dx(caputo(u, t, 0.5)) = 6/tgamma(3.5)*t^2.5",
           "caputo(u, t, 1/2) - 6/tgamma(3.5)*t^2.5 = 6/tgamma(3.5)*t^2.5*x",
       }) {
    CAPTURE(equation);
    CHECK(off(places, cubic, equation) < 1e-9);
  }
  // Within an integral it has fewer nodes.
  CHECK(off(places, cubic, "integral(caputo(u, t, 0.5), x in [0, 1]) = 9/tgamma(3.5)*t^2.5") < 1e-4);
  CHECK(off("time t in [1, 3]\n", "(t - 1)^2", "caputo(u, t, 0.5) = 2/tgamma(2.5)*(t - 1)^1.5") < 1e-10);
  CHECK(off(places + "unknown a = 0.4 in [0.1, 0.9]\n", cubic, "caputo(u, t, a) = 6/tgamma(4 - a)*t^(3 - a)*(1 + x)") <
        1e-9);
}

TEST_CASE("what relaxes with memory has a root at its start, and is differentiated all the same") {
  CHECK(off("time t in [0, 2]\n", "t^0.3", "caputo(u, t, 0.3) = tgamma(1.3)") < 1e-3);
  // E_(1/2)(-sqrt(t)), the function of Mittag and Leffler.
  CHECK(off("time t in [0, 2]\n", "exp(t)*erfc(sqrt(t + 1e-30))", "caputo(u, t, 0.5) = -u") < 1e-5);
}

TEST_CASE("Riesz' derivatives are those of Riemann and Liouville from both ends") {
  const std::string bump = "x^3*(1 - x)^3";
  for (const char* order : {"1.5", "1.2", "1.9", "0.4", "0.8"}) {
    CAPTURE(order);
    const std::string a = order;
    std::string sum;
    for (const auto& [power, factor] : {std::pair{3, 1}, std::pair{4, -3}, std::pair{5, 3}, std::pair{6, -1}}) {
      const std::string k = std::to_string(power);
      sum += " + (" + std::to_string(factor) + ")*tgamma(" + k + " + 1)/tgamma(" + k + " + 1 - " + a + ")*(x^(" + k +
             " - " + a + ") + (1 - x)^(" + k + " - " + a + "))";
    }
    CHECK(off("domain x in [0, 1]\n", bump, "riesz(u, x, " + a + ") = -(0" + sum + ")/(2*cos(pi*" + a + "/2))") < 1e-8);
  }
  // A slope at the ends: with y = 1 + x, 1 - x^2 = 2 y - y^2.
  const std::string both =
      "2/tgamma(0.5)*((1 + x)^(-0.5) + (1 - x)^(-0.5)) - 2/tgamma(1.5)*((1 + x)^0.5 + (1 - x)^0.5)";
  CHECK(off("domain x in [-1, 1]\n", "1 - x^2", "riesz(u, x, 1.5) = -(" + both + ")/(2*cos(0.75*pi))") < 1e-8);
  CHECK(off("domain (x, y) in rect([0, 0], [1, 2])\n", "(x*(1 - x))^2*y",
            "riesz(u, x, 1.5) = -y/(2*cos(0.75*pi))*(2/tgamma(1.5)*(x^0.5 + (1 - x)^0.5)"
            " - 12/tgamma(2.5)*(x^1.5 + (1 - x)^1.5) + 24/tgamma(3.5)*(x^2.5 + (1 - x)^2.5))") < 1e-8);
}

TEST_CASE("an order is found from what the solution does") {
  // D^a u = Gamma(3)/Gamma(3 - a) t^(2 - a) of u = t^2, which is measured by `fit`.
  dsl::Compilation compiled = compile_source(
      "time t in [0, 1]\nfield u\nunknown a = 0.5 in [0.1, 0.9]\neq caputo(u, t, a) = 2/tgamma(2.3)*t^1.3\n"
      "ic u = 0\nfit u = t^2\nnetwork { hidden = [10] }\nsample { eq = 40 }\ntrain lm { steps = 60 }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const Solution solution = solve(std::move(*compiled.problem));
  const std::vector<double> found = solution.parameter("a").values;
  REQUIRE(found.size() == 1);
  CHECK(found[0] == doctest::Approx(0.7).epsilon(1e-4));
}

TEST_CASE("a problem with memory of a power law is solved") {
  dsl::Compilation compiled = compile_source(
      "domain x in [0, 1]\ntime t in [0, 1]\nfield u\n"
      "eq caputo(u, t, 0.5) = u_xx + (2/tgamma(2.5)*t^1.5 + pi^2*t^2)*sin(pi*x)\nic u = 0\nbc u = 0 on boundary\n"
      "exact u = t^2*sin(pi*x)\nnetwork { hidden = [12, 12] }\nsample { eq = 200 }\ntrain lm { steps = 80 }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const Outcome outcome = solve(std::move(*compiled.problem)).outcome();
  REQUIRE(outcome.last.errors.size() == 1);
  CHECK(outcome.last.errors[0].l2_relative < 1e-4);
}

TEST_CASE("what is no fractional derivative is refused, with what to write") {
  const auto refused = [&](const char* equation, const char* message) {
    CAPTURE(equation);
    CHECK_MESSAGE(refusal_of(equation).find(message) != std::string::npos, refusal_of(equation));
  };
  refused("caputo(u, t, 1) = 0", "is no whole number");
  refused("caputo(u, t, 4.5) = 0", "lies between 0 and 4");
  refused("caputo(u, t, -0.5) = 0", "lies between 0 and 4");
  refused("riesz(u, x, 2.5) = 0", "lies between 0 and 2");
  refused("riesz(u, x, 1) = 0", "is no whole number");
  refused("caputo(u + v, t, 0.5) = 0", "is of a field, or of a derivative of one");
  refused("caputo(u, 0.5) = 0", "takes 3 arguments");
  refused("caputo(u, 0.5, t) = 0", "the name of a coordinate is needed");
  refused("caputo(s, x, 0.5) = 0", "does not depend on x");
  refused("caputo(u, t, x) = 0", "is a number, or an unknown with a range");
  refused("caputo(u, t, order = 0.5) = 0", "no argument named `order`");
  for (const char* before : {"param p = caputo(u, t, 0.5)\n", "unknown p = riesz(u, x, 0.5)\n"})
    CHECK_MESSAGE(refusal_of("u = 0", before).find("known before training") != std::string::npos,
                  refusal_of("u = 0", before));
  CHECK(refusal_of("caputo(u, t, a) = 0", "unknown a = 0.5\n").find("an unknown with a range") != std::string::npos);
  CHECK(refusal_of("caputo(u, t, a) = 0", "unknown a = 0.5 in [0.2, 1.5]\n").find("no whole number in its range") !=
        std::string::npos);
  CHECK(test::messages(compile_source("domain (x, y) in disk([0, 0], 1)\nfield u\neq riesz(u, x, 1.5) = 1\nbc u = 0\n"))
            .find("an interval, a rectangle or a box") != std::string::npos);
}
