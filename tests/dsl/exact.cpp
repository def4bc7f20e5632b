// Exact solutions with integrals: values against published ones and closed forms.
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <numbers>

#include "ansatz/core/train.hpp"
#include "ansatz/dsl/compile.hpp"
#include "compiled.hpp"

using namespace ansatz;
using namespace ansatz::dsl;

namespace {

std::vector<double> exact_values(const std::string& exact, const std::vector<double>& points) {
  const Compilation compiled = compile_text(
      "test.pde",
      "domain x in [-1, 1]\ntime t in [0, 2]\nfield u\neq u_t = u_xx\nic u = 0\nbc u = 0 on boundary\n" + exact, ".",
      {});
  for (const Diagnostic& d : compiled.diagnostics)
    if (d.severity() == Severity::error) FAIL(d.number() << " " << d.message);
  REQUIRE(compiled.problem->exact.size() == 1);
  std::vector<double> values(points.size() / 2);
  compiled.problem->exact[0].evaluate(points.data(), values.size(), values.data());
  return values;
}

}  // namespace

TEST_CASE("the Cole-Hopf solution of Burgers' equation to ten digits") {
  const Compilation compiled = compile_file(ANSATZ_SOURCE_DIR "/problems/burgers.pde", {});
  REQUIRE(compiled.problem);
  CHECK(compiled.diagnostics.empty());  // among them: it solves the equation, at random points
  const double points[] = {0.25, 0.25, 0.05, 0.5, 0.5, 1};
  double values[3];
  compiled.problem->exact.at(0).evaluate(points, 3, values);
  CHECK(std::abs(values[0] - -0.992081561623) < 1e-10);
  CHECK(std::abs(values[1] - -0.978982178395) < 1e-10);
  CHECK(std::abs(values[2] - -0.376181395748) < 1e-10);
}

TEST_CASE("integrals in formulas have their closed forms") {
  const std::vector<double> points{-0.7, 0.3, 0.2, 1.1, 0.9, 1.9};
  struct Case {
    const char* text;
    double (*closed)(double x, double t);
  };
  const Case cases[] = {
      {"exact u = integral(exp(-s^2), s in [-inf, inf])^2 + x", [](double x, double) { return std::numbers::pi + x; }},
      {"exact u = integral(exp(-(s - x)^2), s in [-inf, inf])*t",
       [](double, double t) { return std::sqrt(std::numbers::pi) * t; }},
      {"exact u = integral(cos(s), s in [0, x + t])", [](double x, double t) { return std::sin(x + t); }},
      {"exact u = integral(exp(-s*(1 + t)), s in [0, inf])", [](double, double t) { return 1 / (1 + t); }},
      {"exact u = integral(s, s in [1, 0])", [](double, double) { return -0.5; }},
      // one integral inside another, its range and its integrand depending on the outer variable
      {"exact u = integral(integral(x*r*s, r in [0, s]), s in [0, t])",
       [](double x, double t) { return x * t * t * t * t / 8; }},
      // through functions, used at two depths
      {"let g(y) = integral(exp(-r*y), r in [0, 1])\nexact u = g(1 + t) + integral(s*g(2), s in [0, x])",
       [](double x, double t) {
         const auto g = [](double y) { return (1 - std::exp(-y)) / y; };
         return g(1 + t) + x * x / 2 * g(2);
       }},
      {"let c = integral(1/(1 + s^2), s in [-inf, inf])\nexact u = c*x",
       [](double x, double) { return std::numbers::pi * x; }},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const std::vector<double> values = exact_values(one.text, points);
    for (std::size_t p = 0; p < values.size(); ++p)
      CHECK(values[p] == doctest::Approx(one.closed(points[2 * p], points[2 * p + 1])).epsilon(1e-11));
  }
}

TEST_CASE("an exact solution with an integral is differentiated under the integral sign") {
  // d'Alembert's solution of u_tt = u_xx with a velocity: wrong by a factor, it must be found out.
  const std::string head =
      "domain x in [-1, 1]\ntime t in [0, 1]\nfield u\neq string: u_tt = u_xx\nic u = 0, u_t = exp(-x^2)\n"
      "bc u(x = -1) = -u(x = -1) on x = -1\n";
  const auto codes = [&](const std::string& exact) {
    std::string all;
    for (const Diagnostic& d : compile_text("wave.pde", head + exact, ".", {}).diagnostics)
      all.append(d.number()).append(" ");
    return all;
  };
  CHECK(codes("exact u = integral(exp(-s^2), s in [x - t, x + t])/2\n").find("W0604") == std::string::npos);
  CHECK(codes("exact u = integral(exp(-s^2), s in [x - 2*t, x + t])/2\n").find("W0604") != std::string::npos);
}

TEST_CASE("integrals that diverge are a warning in words, not a crash") {
  const Compilation compiled = compile_text(
      "test.pde",
      "domain x in [0, 1]\nfield u\neq u_xx = 1\nbc u = 0 on boundary\nexact u = integral(x + s^2, s in [0, inf])\n",
      ".", {});
  REQUIRE(compiled.diagnostics.size() >= 1);
  CHECK(compiled.diagnostics[0].code == Code::wrong_exact);
}

TEST_CASE("`exact` of an expression: its error is reported beside those of fields") {
  const std::string text =
      "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\n"
      "exact u = x*(1 - x)/2, u_x = 1/2 - x, u^2 + u(x = 1/2) = (x*(1 - x)/2)^2 + 1/8\n"
      "train lm { steps = 30 }\nsample { eq = 40 }\nnetwork { hidden = [8] }\n";
  Compilation compiled = compile_text("test.pde", text, ".", {});
  REQUIRE(compiled.diagnostics.empty());
  const Solution solution = solve(std::move(*compiled.problem));
  const std::vector<FieldError>& errors = solution.outcome().last.errors;
  REQUIRE(errors.size() == 3);
  CHECK(errors[0].field == "u");
  CHECK(errors[1].field == "u_x");
  CHECK(errors[2].field == "u^2 + u(x = 1/2)");
  for (const FieldError& error : errors) CHECK(error.l2_relative < 1e-4);
  const auto wrong = [](const std::string& exact) {
    return test::messages(compile_text(
        "test.pde", "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\n" + exact + "\n", ".", {}));
  };
  CHECK(wrong("exact x = 2") ==
        "E0203 `exact` gives the value of a field, of an unknown or of an expression of fields; ");
  CHECK(wrong("exact u_x = 1/2 - x, u_x = 3") == "E0201 `u_x` has two exact values; ");
  CHECK(wrong("exact u_x = u") == "E0407 an exact solution cannot contain the field `u`; ");
}
