// Polar, cylindrical and spherical coordinates: every operator in them agrees with the same one in Cartesian
// coordinates, where fields, points and directions are the same.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "ansatz/core/train.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "compiled.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

using Numbers = std::array<double, 3>;
using Exprs = std::array<ad::Expr, 3>;

/// A scalar and a vector of Cartesian coordinates, in which nothing is special.
ad::Expr scalar(const Exprs& x) { return x[0] * x[0] * x[1] + ad::sin(x[2]) * x[0] + x[1] * x[2] * x[2]; }
Exprs vector(const Exprs& x) {
  return {x[0] * x[1] + x[2], x[1] * x[1] * x[2] - x[0], ad::cos(x[0]) * x[2] + x[1] * x[0]};
}

/// Where a point is, and the unit vectors there, of numbers or of expressions.
template <class T>
struct Placed {
  std::array<T, 3> at;
  std::array<std::array<T, 3>, 3> unit;
};

template <class T>
Placed<T> cylindrical(const std::array<T, 3>& q) {
  using std::cos, std::sin, ad::cos, ad::sin;
  const T c = cos(q[1]), s = sin(q[1]), zero = q[2] - q[2], one = zero + 1.0;
  return {{q[0] * c, q[0] * s, q[2]}, {{{c, s, zero}, {zero - s, c, zero}, {zero, zero, one}}}};
}

template <class T>
Placed<T> spherical(const std::array<T, 3>& q) {
  using std::cos, std::sin, ad::cos, ad::sin;
  const T ct = cos(q[1]), st = sin(q[1]), cp = cos(q[2]), sp = sin(q[2]), zero = q[0] - q[0];
  return {{q[0] * st * cp, q[0] * st * sp, q[0] * ct},
          {{{st * cp, st * sp, ct}, {ct * cp, ct * sp, zero - st}, {zero - sp, cp, zero}}}};
}

template <class T>
T dot(const std::array<T, 3>& a, const std::array<T, 3>& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Exprs column(ad::Expr at) { return {at[0], at[1], at[2]}; }

using Place = std::function<Placed<ad::Expr>(const Exprs&)>;

/// f and the components of the vector, as fields of a problem whose coordinates are placed so.
std::vector<test::FieldFunction> fields(const Place& place) {
  std::vector<test::FieldFunction> all{[place](ad::Expr at) { return scalar(place(column(at)).at); }};
  for (std::size_t k = 0; k < 3; ++k)
    all.push_back([place, k](ad::Expr at) {
      const Placed<ad::Expr> placed = place(column(at));
      return dot(vector(placed.at), placed.unit[k]);
    });
  return all;
}

const std::vector<std::string> asked{
    "lap(f)",
    "div([a, b, c])",
    "dot(grad(f), [1, 0, 0])",
    "dot(grad(f), [0, 1, 0])",
    "dot(grad(f), [0, 0, 1])",
    "dot(curl([a, b, c]), [1, 0, 0])",
    "dot(curl([a, b, c]), [0, 1, 0])",
    "dot(curl([a, b, c]), [0, 0, 1])",
    "dot(advect([a, b, c], [a, b, c]), [1, 0, 0])",
    "dot(advect([a, b, c], [a, b, c]), [0, 1, 0])",
    "dot(advect([a, b, c], [a, b, c]), [0, 0, 1])",
    "advect([a, b, c], f)",
    "div(grad(f))",
};

std::vector<double> values(const std::string& system, const Place& place, const Numbers& at) {
  const dsl::Compilation compiled =
      compile_source("domain (p, q, s) in box([0.1, 0.1, 0.1], [3, 3, 3]) with coordinates = " + system +
                     "\nfield f, a, b, c\neq f = 0\neq a = 0\neq b = 0\neq c = 0\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const auto expressions = dsl::compile_expressions(compiled, asked, "--of");
  REQUIRE(expressions.expressions.size() == asked.size());
  const test::GivenFields scope(3, fields(place));
  std::vector<ad::Expr> built;
  for (const auto& expression : expressions.expressions) built.push_back(expression.value(scope));
  std::vector<double> numbers;
  for (const auto& row : scope.evaluate(built, {{at[0]}, {at[1]}, {at[2]}})) numbers.push_back(row.at(0));
  return numbers;
}

/// Components along the unit vectors, of what stands at three places of the list.
void check_vector(const std::vector<double>& found, const std::vector<double>& plain, std::size_t first,
                  const Placed<double>& placed) {
  const Numbers wanted{plain[first], plain[first + 1], plain[first + 2]};
  for (std::size_t k = 0; k < 3; ++k) {
    CAPTURE(asked[first + k]);
    CHECK(found[first + k] == doctest::Approx(dot(wanted, placed.unit[k])));
  }
}

void check_system(const std::string& system, const Place& place, const Numbers& at, const Placed<double>& placed) {
  CAPTURE(system);
  const Place plainly = [](const Exprs& x) {
    const ad::Expr zero = x[0] - x[0], one = zero + 1.0;
    return Placed<ad::Expr>{x, {{{one, zero, zero}, {zero, one, zero}, {zero, zero, one}}}};
  };
  const std::vector<double> found = values(system, place, at), plain = values("cartesian", plainly, placed.at);
  for (const std::size_t k : {0, 1, 11, 12}) {
    CAPTURE(asked[k]);
    CHECK(found[k] == doctest::Approx(plain[k]));
  }
  for (const std::size_t first : {2, 5, 8}) check_vector(found, plain, first, placed);
}

std::string said(const std::string& text) { return test::messages(compile_source(text)); }

}  // namespace

TEST_CASE("operators in cylindrical and spherical coordinates agree with those in Cartesian ones") {
  for (const Numbers& at : {Numbers{0.7, 0.4, 1.3}, Numbers{2.1, 2.5, 0.6}}) {
    check_system("cylindrical", cylindrical<ad::Expr>, at, cylindrical<double>(at));
    check_system("spherical", spherical<ad::Expr>, at, spherical<double>(at));
  }
}

TEST_CASE("coordinates that a problem leaves out count in its operators") {
  const auto value = [](const std::string& domain, const std::string& of, const test::FieldFunction& u,
                        const std::vector<std::vector<double>>& at) {
    const dsl::Compilation compiled = compile_source(domain + "\nfield u\neq u = 0\n");
    REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
    const auto expressions = dsl::compile_expressions(compiled, {of}, "--of");
    const test::GivenFields scope(static_cast<std::uint32_t>(at.size()), {u});
    return scope.evaluate({expressions.expressions.at(0).value(scope)}, at)[0][0];
  };
  const auto cube = [](ad::Expr at) { return at[0] * at[0] * at[0]; };
  CHECK(value("domain r in [0, 2] with coordinates = polar", "lap(u)", cube, {{0.5}}) == doctest::Approx(4.5));
  CHECK(value("domain r in [0, 2] with coordinates = spherical", "lap(u)", cube, {{0.5}}) == doctest::Approx(6));
  CHECK(value("domain (r, z) in rect([0, 0], [2, 2]) with coordinates = cylindrical", "div([u, z^2])", cube,
              {{0.5}, {2}}) == doctest::Approx(1 + 4));
  // r cos(theta) = z, whose square has the Laplacian 2.
  const auto height = [](ad::Expr at) { return at[0] * at[0] * ad::cos(at[1]) * ad::cos(at[1]); };
  CHECK(value("domain (r, theta) in rect([0, 0], [2, pi]) with coordinates = spherical", "lap(u)", height,
              {{0.5}, {1.1}}) == doctest::Approx(2));
}

TEST_CASE("the derivative along the normal is by length: on a circle by r, on a ray by r times the angle") {
  const std::string ring =
      "domain (r, phi) in rect([0.5, 0], [2, 1]) with coordinates = polar\nfield u\neq lap(u) = 0\n";
  // u = r^2 sin(2 phi) = 2 x y
  const std::string exact = "exact u = r^2*sin(2*phi)\n";
  CHECK(said(ring +
             "bc dn(u) = 4*sin(2*phi) on r = 2\nbc dn(u) = -sin(2*phi) on r = 0.5\n"
             "bc dn(u) = 2*r*cos(2) on phi = 1\nbc dn(u) = -2*r on phi = 0\nbc u = r^2*sin(2*phi) on boundary\n" +
             exact) == "");
  CHECK(said(ring + "bc dn(u) = 2*r^2*cos(2) on phi = 1\nbc u = 0 on phi = 0\n" + exact).starts_with("W0604"));
}

TEST_CASE("a problem in polar coordinates, down to the centre, is solved") {
  dsl::Compilation compiled = compile_source(
      "domain r in [0, 1] with coordinates = polar\nfield u\neq -lap(u) = 4\nbc u = 0 on r = 1\nbc dn(u) = 0 on r = 0\n"
      "network { hidden = [8] }\nsample { eq = 60 }\ntrain lm { steps = 50 }\nexact u = 1 - r^2\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  CHECK(solve(std::move(*compiled.problem)).outcome().last.errors[0].l2_relative < 1e-5);
}

TEST_CASE("the axis is no mistake of a problem: what is not finite elsewhere is") {
  const auto said = [](const std::string& domain, const std::string& equation) {
    return test::messages(compile_source("domain " + domain + "\nfield u\neq " + equation + "\nbc u = 0 on r = 1\n"));
  };
  CHECK(said("r in [0, 1] with coordinates = spherical", "lap(u) = sin(r)/r").empty());
  CHECK(said("(r, theta) in rect([0, 0], [1, pi]) with coordinates = spherical", "lap(u) = 1").empty());
  CHECK(said("r in [0, 1]", "u_rr + u_r/r = 1").find("W0607") != std::string::npos);
  CHECK(said("r in [0, 1] with coordinates = polar", "lap(u) = 1/(r - 0.5)").find("W0607") != std::string::npos);
}
