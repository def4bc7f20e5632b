// Complex fields: arithmetic against that of std::complex, equations as two real ones, and what has no meaning of them.
#include <doctest/doctest.h>

#include <cmath>
#include <complex>
#include <vector>

#include "ansatz/core/train.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "compiled.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

using Complex = std::complex<double>;

const std::string two =
    "domain x in [0, 1]\ntime t in [0, 1]\nfield h, g complex\nfield w\nlet double(z) = 2*z\n"
    "eq i*h_t + h_xx/2 + abs2(h)*h = g\neq g = w*h\neq w_x = re(h)\nic h = 1 + i, g = 0\n";

/// re(h) = x^2 t, im(h) = x + t, re(g) = 2 - t, im(g) = x, w = 3.
const std::vector<test::FieldFunction> fields{
    [](ad::Expr at) { return at[0] * at[0] * at[1]; }, [](ad::Expr at) { return at[0] + at[1]; },
    [](ad::Expr at) { return 2.0 - at[1]; }, [](ad::Expr at) { return at[0] + 0.0 * at[1]; },
    [](ad::Expr at) { return 3.0 + 0.0 * at[0]; }};

double value(const std::string& expression, double x, double t) {
  const dsl::Compilation compiled = compile_source(two);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const auto asked = dsl::compile_expressions(compiled, {expression}, "--of");
  REQUIRE_MESSAGE(asked.expressions.size() == 1, expression);
  const test::GivenFields scope(2, fields);
  return scope.evaluate({asked.expressions[0].value(scope)}, {{x}, {t}})[0][0];
}

}  // namespace

TEST_CASE("arithmetic of complex fields is that of complex numbers") {
  const double x = 0.3, t = 0.7;
  const Complex h(x * x * t, x + t), g(2 - t, x), i(0, 1);
  const std::vector<std::pair<std::string, Complex>> cases{
      {"h*g", h * g},
      {"h/g", h / g},
      {"2/g + h", 2.0 / g + h},
      {"-h + 3", -h + 3.0},
      {"h^3 - g^-2", h * h * h - 1.0 / (g * g)},
      {"conj(h)*i", std::conj(h) * i},
      {"exp(i*h)", std::exp(i * h)},
      {"abs2(h) + 0*h", std::norm(h)},
      {"abs(g) + 0*h", std::abs(g)},
      {"double(h)", 2.0 * h},
      {"if x < 0.5 then h else 1", h},
      {"dx(x*h)", h + x * Complex(2 * x * t, 1)},
      {"h_x", Complex(2 * x * t, 1)},
      {"lap(h)", Complex(2 * t, 0)},
      {"h(x = 0.5)", Complex(0.25 * t, 0.5 + t)},
      {"h_x(x = 0.5)", Complex(t, 1)},
  };
  for (const auto& one : cases) {
    const auto& [written, wanted] = one;
    CAPTURE(one.first);
    CHECK(value("re(" + written + ")", x, t) == doctest::Approx(wanted.real()));
    CHECK(value("im(" + written + ")", x, t) == doctest::Approx(wanted.imag()));
  }
}

TEST_CASE("a complex field is two real ones, and an equation between complex numbers two equations") {
  const dsl::Compilation compiled = compile_source(two);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  CHECK(compiled.problem->fields == std::vector<std::string>{"re(h)", "im(h)", "re(g)", "im(g)", "w"});
  const test::GivenFields scope(2, fields);
  CHECK(compiled.problem->conditions[0].residuals(scope).size() == 2);
  CHECK(compiled.problem->conditions[2].residuals(scope).size() == 1);
  CHECK(compiled.problem->conditions[3].residuals(scope).size() == 4);
}

TEST_CASE("Schroedinger's equation in one line, with its soliton") {
  const std::string text =
      "domain x in [-4, 4]\ntime t in [0, 1]\nfield h complex\neq i*h_t + h_xx/2 + abs2(h)*h = 0\nic h = 1/cosh(x)\n"
      "bc h = exp(i*t/2)/cosh(x) on boundary\nexact h = exp(i*t/2)/cosh(x)\n"
      "network { hidden = [16] }\nsample { eq = 300; boundary = 120 }\ntrain lm { steps = 60 }\n";
  dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  CHECK(test::codes(compiled) == "");  // it solves the equation: W0604 looks
  CHECK(dsl::compile_text("again.pde", compiled.resolved, ".", {}).problem);
  const Solution solution = solve(std::move(*compiled.problem));
  REQUIRE(solution.outcome().last.errors.size() == 2);
  for (const FieldError& error : solution.outcome().last.errors) CHECK(error.l2_relative < 1e-2);
}

TEST_CASE("i, re and im are names like others where nothing is complex") {
  CHECK(test::codes(compile_source("domain x in [0, 1]\nparam re = 100\nparam i = 2\nfield im\neq im_x = re*i\n"
                                   "bc im = 0 on x = 0\n")) == "");
}
