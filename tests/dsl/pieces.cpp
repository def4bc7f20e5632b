// Fields in pieces, `field T on lower, T on upper`: one name for a field of its own on each of several regions, and
// what joins these, `jump`.
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "ansatz/core/train.hpp"
#include "ansatz/core/verification.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "ansatz/dsl/typeset.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;
using test::problem_of;

namespace {

/// -(k T')' = 1 with k of 1 and 7, T(0) = 0, T(1) = 0: fluxes and values meet at 0.3.
const std::string rod =
    "domain x in [0, 1]\nregion lower = x < 0.3\nregion upper = not lower\nfield T on lower, T on upper\n"
    "let k = if lower then 1 else 7\nlet flux = -k*T_x\neq heat: dx(flux) = 1\nbc ends: T = 0 on boundary\n";
const std::string joined = "bc meet: jump(T) = 0, jump(flux) = 0 on interface(lower, upper)\n";
const std::string small = "network { hidden = [2] }\ntrain adam { steps = 1 }\nsample { eq = 60; boundary = 20 }\n";

/// T = a x - x^2/2 below; T = c (x - 1) - ((x - 1)^2)/14 above, with 7 c + 1 = a ... from flux a - x on both sides.
double known(double x) {
  // k T' = a - x throughout. T(1) = 0.3 a - 0.045 + (0.7 a - (1 - 0.09)/2)/7 = 0
  const double a = (0.045 + 0.455 / 7) / (0.3 + 0.1);
  if (x < 0.3) return a * x - x * x / 2;
  return 0.3 * a - 0.045 + (a * (x - 0.3) - (x * x - 0.09) / 2) / 7;
}

std::set<std::string> names(const Problem& problem) {
  std::set<std::string> all;
  for (const Condition& condition : problem.conditions) all.insert(condition.name);
  return all;
}

std::string said(const std::string& text) {
  std::string all;
  for (const dsl::Diagnostic& d : compile_source(text).diagnostics) all += d.message + "; " + d.help + "; ";
  return all;
}
bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what is said of a field in pieces is said on every side where there are points") {
  const Problem problem = problem_of(rod + joined + small + "loss { heat = 5; ends = 3 }\n");
  CHECK(problem.fields == std::vector<std::string>{"T(lower)", "T(upper)"});
  CHECK(names(problem) == std::set<std::string>{"heat(lower)", "heat(upper)", "ends(lower)", "ends(upper)", "meet"});
  for (const Condition& condition : problem.conditions)
    CHECK(condition.weight == (condition.name.starts_with("heat") ? 5 : condition.name.starts_with("ends") ? 3 : 1));
  CHECK(problem.networks.size() == 2);
  CHECK(names(problem_of(rod + joined + small + "eq slope: T_x = 1 on lower\n")).count("slope(upper)") == 0);
}

TEST_CASE("a coefficient that jumps between pieces is solved, without a warning") {
  const std::string text = rod + joined + "network { hidden = [6] }\nsample { eq = 60 }\ntrain lm { steps = 80 }\n" +
                           "check cold: T >= -1e-6\ncheck all: integral(T, x in [0, 1]) >= 0\n";
  const dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  CHECK(test::codes(compiled) == "");
  const Solution solution = solve(*compiled.problem);
  const auto asked = dsl::compile_expressions(compiled, {"T", "flux", "heat"}, "asked");
  REQUIRE(asked.expressions.size() == 3);
  for (const double x : {0.05, 0.2, 0.299, 0.301, 0.6, 0.95}) {
    CAPTURE(x);
    const auto value = [&](std::size_t i) { return solution.evaluate(asked.expressions[i].value, {x}); };
    CHECK(value(0) == doctest::Approx(known(x)).epsilon(1e-5));
    CHECK(value(1) == doctest::Approx((0.045 + 0.455 / 7) / 0.4 * -1 + x).epsilon(1e-4));
    CHECK(std::abs(value(2)) < 1e-4);
  }
  const Verification found = verify(solution);
  CHECK_MESSAGE(found.verdict == Verdict::holds, found.reason);
}

TEST_CASE("exact values, data and settings are of all pieces") {
  const std::string exact = "exact T = if lower then x else 3*x\n";
  const Problem problem =
      problem_of(rod + joined + exact + "network A of T { hidden = [3] }\ntrain adam { steps = 1 }\n");
  REQUIRE(problem.exact.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    const double points[] = {0.1, 0.2};
    double values[2];
    problem.exact[k].evaluate(points, 2, values);  // each formula on its side, wherever it is asked
    CHECK(values[1] == doctest::Approx(k == 0 ? 0.2 : 0.6));
  }
  REQUIRE(problem.networks.size() == 2);
  for (const NetworkSpec& network : problem.networks) CHECK(network.hidden == std::vector<std::uint32_t>{3});
}

TEST_CASE("a field in several pieces over two coordinates, with times and a periodic side") {
  const Problem problem = problem_of(
      "domain (x, y) in rect([0, 0], [1, 2])\ntime t in [0, 1]\nregion a = y < 0.5\nregion c = y > 1.5\n"
      "region b = not a and not c\nfield u on a, u on b, u on c\nlet k = if a then 1 else if b then 2 else 3\n"
      "eq u_t = div(k*grad(u))\nic u = 0\nbc u(x = 0) = u(x = 1) on x = 0\nbc dn(u) = 0 on y = 0, y = 2\n"
      "bc jump([u, k*dn(u)]) = [0, 0] on interface(a, b)\nbc jump(u) = 0, jump(k*dn(u)) = t on interface(b, c)\n" +
      small);
  CHECK(problem.fields.size() == 3);
  CHECK(names(problem).count("bc2(b)") == 0);  // the faces belong to a and c
  CHECK(names(problem).count("bc2(c)") == 1);
  Problem run = problem;
  const Solution solution = solve(std::move(run));
  CHECK(solution.outcome().status == Status::finished);
}

TEST_CASE("a jump that has no two sides is said, with what would have") {
  const std::string plain = "domain x in [0, 1]\nregion lower = x < 0.3\nregion upper = not lower\n";
  const std::string pair = plain + "field u on lower, w on upper\neq u_xx = 0\neq w_xx = 0\n";
  CHECK(contains(said(rod + "bc jump(T) = 0 on x = 0.3\n"), "needs an interface"));
  CHECK(contains(said(rod + "eq jump(T) = 0\n"), "needs an interface"));
  CHECK(contains(said(rod + "bc jump(x) = 0 on interface(lower, upper)\n"), "same on either side"));
  CHECK(contains(said(rod + "bc jump((if x < 0.2 then 1 else 7)*T_x) = 0 on interface(lower, upper)\n"),
                 "does not say which side"));
  CHECK(contains(said(rod + "bc jump((1 + 6*step(x - 0.3))*T_x) = 0 on interface(lower, upper)\n"),
                 "does not say which side"));
  CHECK(said(rod + "bc jump((if x < 0.3 then 1 else 7)*T_x) = 0 on interface(lower, upper)\n") == "");
  CHECK(contains(said(rod + "bc jump(if lower then [T, 1] else T) = 0 on interface(lower, upper)\n"), "omponents"));
  CHECK(contains(said(rod + "bc jump(jump(T)) = 0 on interface(lower, upper)\n"), "within a `jump`"));
  CHECK(contains(said(pair + "bc jump(u) = 0 on interface(lower, upper)\n"), "Ta = Tb, ka*dn(Ta) = kb*dn(Tb)"));
  CHECK(contains(said(plain + "field u on lower, u on x > 0.3\neq u_xx = 0\n"), "this one is no region"));
  CHECK(contains(said(plain + "field u on lower, u on lower\neq u_xx = 0\n"), "twice"));
  CHECK(contains(said(plain + "field u on lower, u\neq u_xx = 0\n"), "already a field"));
}

TEST_CASE("a jump is typeset as one") {
  const dsl::Compilation compiled = compile_source(rod + joined);
  bool found = false;
  for (const dsl::TypesetLine& line : dsl::typeset(compiled))
    if (line.name == "meet") found = contains(line.latex, "[\\![ T ]\\!] = 0");
  CHECK(found);
}
