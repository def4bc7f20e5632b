// Expressions about a compiled problem: what they are worth, by fields that are given, and what is said of wrong ones.

#include "ansatz/dsl/expressions.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../folder.hpp"
#include "compiled.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

const std::string problem = R"(param nu = 0.5
unknown c = 2 in [0, 9]
domain x in [0, 1]
time t in [0, 1]
field u, v
let energy(a) = a^2/2
let flux = nu*u_x
eq burgers: u_t + u*u_x = nu*u_xx
eq u_t = v
eq v: v_x = c
eq pair: [u, v] = [v, u]
ic u = sin(pi*x)
ic v = 0
bc walls: u = 0 on x = 0, x = 1
bc slope: dn(u) = 0 on boundary
data seen { file = "seen.csv" }
)";

dsl::CompiledExpressions ask(const std::string& list, const std::string& text = problem) {
  const test::Folder folder;
  folder.write("seen.csv", "x,t,u,v\n0.5,0.5,1,1\n");
  const auto compiled = dsl::compile_text("test.pde", text, folder.path(), {}, {});
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  return dsl::compile_expressions(compiled, dsl::split_expressions(list), "--of");
}

/// u = x^2 t, v = x + t at (0.3, 0.7); one number an expression.
std::vector<double> values(const std::string& list) {
  const auto asked = ask(list);
  REQUIRE_MESSAGE(asked.diagnostics.empty(), dsl::render_text(asked.sources, asked.diagnostics, dsl::Colour::off));
  const test::GivenFields scope(
      2, {[](ad::Expr at) { return at[0] * at[0] * at[1]; }, [](ad::Expr at) { return at[0] + at[1]; }}, {2.0});
  std::vector<ad::Expr> built;
  for (const auto& expression : asked.expressions) built.push_back(expression.value(scope));
  std::vector<double> numbers;
  for (const auto& row : scope.evaluate(built, {{0.3}, {0.7}})) numbers.push_back(row.at(0));
  return numbers;
}

std::string said(const std::string& list, const std::string& text = problem) {
  const auto asked = ask(list, text);
  CHECK(asked.expressions.empty());
  return dsl::render_text(asked.sources, asked.diagnostics, dsl::Colour::off);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("expressions speak of fields, derivatives, parameters, unknowns, definitions and residuals") {
  const double x = 0.3, t = 0.7, u = x * x * t;
  const std::vector<std::pair<std::string, double>> cases = {
      {"u", u},
      {"u_x", 2 * x * t},
      {"u_t + u*u_x", x * x + u * 2 * x * t},
      {"nu", 0.5},
      {"c", 2.0},
      {"x*t", x * t},
      {"energy(u)", u * u / 2},
      {"flux", 0.5 * 2 * x * t},
      {"u(x = 1)", t},
      {"if u > 1 then 3 else 4", 4.0},
      {"burgers", x * x + u * 2 * x * t - 0.5 * 2 * t},
      {"abs(burgers)", std::abs(x * x + u * 2 * x * t - 0.5 * 2 * t)},
      {"walls", u},
      {"eq", x * x - (x + t)},
      {"residual(v)", 1.0 - 2.0},
      {"residual( burgers )", x * x + u * 2 * x * t - 0.5 * 2 * t},
      {"(v)", x + t},
      {"max(u, v)", x + t},
  };
  for (const auto& wanted : cases) {
    CAPTURE(wanted.first);
    const auto found = values(wanted.first);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == doctest::Approx(wanted.second).epsilon(1e-14));
  }
}

TEST_CASE("a vector is one column a component, in the order of the list") {
  const auto asked = ask("u, grad(u), pair");
  std::string names;
  for (const auto& expression : asked.expressions) names += expression.name + "; ";
  CHECK(names == "u; grad(u); pair[1]; pair[2]; ");  // one coordinate of space: a gradient of one component
  const double u = 0.3 * 0.3 * 0.7, v = 1.0;
  const auto found = values("[u, v], pair");
  REQUIRE(found.size() == 4);
  CHECK(found[2] == doctest::Approx(u - v));
  CHECK(found[3] == doctest::Approx(v - u));
}

TEST_CASE("lists are cut at their outer commas") {
  using Parts = std::vector<std::string>;
  CHECK(dsl::split_expressions("u") == Parts{"u"});
  CHECK(dsl::split_expressions(" u_x ,max(u, v), [u, v]") == Parts{"u_x", "max(u, v)", "[u, v]"});
  CHECK(dsl::split_expressions("u,,v") == Parts{"u", "", "v"});
  CHECK(dsl::split_expressions("max(u, v") == Parts{"max(u, v"});
  CHECK(dsl::split_expressions("u), v") == Parts{"u)", "v"});
}

TEST_CASE("what is wrong with an expression is said at its place, all of it in one go") {
  const auto two = said("uu + 1, energy(u, v)");
  CHECK(contains(two, "--of:1:1"));
  CHECK_MESSAGE(contains(two, "unknown name `uu`"), two);
  CHECK_MESSAGE(contains(two, "`u`?"), two);
  CHECK_MESSAGE(contains(two, "`energy` takes 1 argument; got 2"), two);
  CHECK(contains(two, "^^"));

  CHECK_MESSAGE(contains(said("v"), "means two things"), said("v"));
  CHECK_MESSAGE(contains(said("v"), "residual(v)"), said("v"));
  CHECK_MESSAGE(contains(said("slope"), "boundary"), said("slope"));
  CHECK_MESSAGE(contains(said("dn(u)"), "boundary"), said("dn(u)"));
  CHECK_MESSAGE(contains(said("u > 0"), "condition"), said("u > 0"));
  CHECK_MESSAGE(contains(said("integral(u, s in [0, inf])"), "finite"), said("integral(u, s in [0, inf])"));
  CHECK_MESSAGE(contains(said("seen"), "data"), said("seen"));
  CHECK_MESSAGE(contains(said("2*burgerz"), "did you mean `burgers`"), said("2*burgerz"));
  CHECK_MESSAGE(contains(said("burgers(u)"), "not a function"), said("burgers(u)"));
  for (const char* text : {"", "u +", "u v", "u,", "\"text\"", "disk([0, 0], 1)", "u_xxxxxxxxxx", "((((", "eq u = 0",
                           "u\n= 1", "\x01", "\xff\xfe", "energy", "grad", "[u, [v, u]]"}) {
    CAPTURE(text);
    CHECK_MESSAGE(contains(said(text), "error"), std::string(text));
  }
}
