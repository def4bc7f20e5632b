// Complex fields: arithmetic against that of std::complex, equations as two real ones, and what has no meaning of them.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <cmath>
#include <complex>
#include <vector>

#include "../folder.hpp"
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

TEST_CASE("an ansatz of a complex field holds for both parts") {
  const std::string text =
      "domain x in [0, 1]\ntime t in [0, 1]\nfield h complex\neq i*h_t + h_xx = 0\n"
      "ansatz h = (1 + 2*i)*sin(pi*x) + t*x*(1 - x)*net\nnetwork { hidden = [3] }\ntrain adam { steps = 1 }\n";
  const dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  CHECK(test::codes(compiled) == "");  // nothing is missing at the start
  const Solution solution = solve(*compiled.problem);
  const auto part = [&](std::size_t k, double x, double t) {
    return solution.evaluate([k](const PointScope& at) { return at.field(k); }, {x, t});
  };
  CHECK(part(0, 0.3, 0) == doctest::Approx(std::sin(0.3 * std::acos(-1.0))));
  CHECK(part(1, 0.3, 0) == doctest::Approx(2 * std::sin(0.3 * std::acos(-1.0))));
  CHECK(std::abs(part(0, 0.3, 1) - part(0, 0.3, 0)) > 1e-6);
  const std::string turned = text + "ansatz h = i*t*net\n";
  CHECK(test::messages(compile_source(turned)).find("two ansatz") != std::string::npos);
  std::string phase = text;
  phase.replace(phase.find("t*x*(1 - x)*net"), 15, "t*exp(i*x)*net");
  CHECK(test::messages(compile_source(phase)).find("factor of `net` is complex") != std::string::npos);
}

TEST_CASE("a complex delay equation is solved from its history") {
  // h' = i h(t - 1): from h = 1 before, h = 1 + i t on [0, 1].
  const Solution solution = solve(test::problem_of(
      "time t in [0, 1]\nfield h complex\neq h_t = i*h(t = t - 1)\nic h = 1\nhistory h = 1\nexact h = 1 + i*t\n"
      "network { hidden = [6] }\nsample { eq = 40 }\ntrain lm { steps = 60 }\n"));
  for (const FieldError& error : solution.outcome().last.errors) CHECK(error.l2_relative < 1e-5);
  const dsl::Compilation turning =
      compile_source("time t in [0, 1]\nfield h complex\neq h_t = h(t = t - 1)\nic h = 1\nhistory h = exp(i*t)\n");
  REQUIRE_MESSAGE(turning.problem, test::messages(turning));
}

TEST_CASE("tables and data hold the parts of a complex field") {
  const test::Folder folder;
  std::string table = "x,re(h),im(h),size\n";
  for (int k = 0; k <= 10; ++k) table += fmt::format("{},{},{},{}\n", 0.1 * k, 0.1 * k, 1 - 0.1 * k, 7);
  folder.write("seen.csv", table);
  const auto compiled = [&](const std::string& more) {
    return dsl::compile_text("test.pde", "domain x in [0, 1]\nfield h complex\neq h_x = 1 - i\n" + more, folder.path(),
                             {});
  };
  const dsl::Compilation all = compiled(
      "data seen { file = \"seen.csv\" }\ndata named { file = \"seen.csv\"; columns = [x, h] }\n"
      "data sizes { file = \"seen.csv\"; columns = [x, size]; value = abs2(h) }\nexact h from \"seen.csv\"\n");
  REQUIRE_MESSAGE(all.problem, test::messages(all));
  CHECK(test::codes(all) == "");
  REQUIRE(all.problem->conditions.size() == 4);
  for (const std::size_t k : {1, 2}) {
    const Condition& seen = all.problem->conditions[k];
    CHECK(seen.fields == std::vector<std::size_t>{0, 1});
    for (std::size_t p = 0; p < seen.data->count; ++p) {  // in an order of their own
      CHECK(seen.data->values[0][p] == doctest::Approx(seen.data->points[p]));
      CHECK(seen.data->values[1][p] == doctest::Approx(1 - seen.data->points[p]));
    }
  }
  REQUIRE(all.problem->exact.size() == 2);
  CHECK(all.problem->exact[1].values[4] == doctest::Approx(0.6));
  CHECK(dsl::compile_text("again.pde", "domain x in [0, 1]\nfield h complex\neq h_x = 1 - i\nbc h = i on x = 0\n",
                          folder.path(), {})
            .problem);
}

TEST_CASE("a complex expression that is asked for is its parts") {
  const dsl::Compilation compiled = compile_source(two + "plot heatmap { of = h }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const auto asked = dsl::compile_expressions(compiled, {"h", "h*g", "abs2(h)"}, "--of");
  std::vector<std::string> names;
  for (const auto& expression : asked.expressions) names.push_back(expression.name);
  CHECK(names == std::vector<std::string>{"re(h)", "im(h)", "re(h*g)", "im(h*g)", "abs2(h)"});
  REQUIRE(compiled.problem->plots.size() == 1);
  CHECK(compiled.problem->plots[0].of.size() == 2);
}

TEST_CASE("i, re and im are names like others where nothing is complex") {
  CHECK(test::codes(compile_source("domain x in [0, 1]\nparam re = 100\nparam i = 2\nfield im\neq im_x = re*i\n"
                                   "bc im = 0 on x = 0\n")) == "");
}
