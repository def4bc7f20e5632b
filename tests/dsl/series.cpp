// Sums and products over whole numbers, and special functions, as the language has them.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/typeset.hpp"
#include "compiled.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::compile_source;
using ansatz::test::messages;

namespace {

const std::string around = "domain x in [0, 1]\nfield u\nparam n = 4\nbc u = 0 on boundary\n";

/// What an expression is worth at x = 0.3, as the residual of u = expression with u = 0.
double value(const std::string& expression) {
  const Compilation c = compile_source(around + "eq u = " + expression + "\n");
  REQUIRE_MESSAGE(c.problem, messages(c));
  const test::GivenFields scope(1, {[](ad::Expr at) { return 0.0 * at[0]; }});
  return -scope.evaluate(c.problem->conditions[1].residuals(scope), {{0.3}})[0][0];
}

std::string said(const std::string& expression) {
  return messages(compile_source(around + "eq u + 0*n = " + expression + "\n"));
}

}  // namespace

TEST_CASE("sums and products are those of their terms, and the index is a number") {
  CHECK(value("sum(k in 1..n, k) + 0*x") == 10);
  CHECK(value("product(k in 1..n, k) + 0*x") == 24);
  CHECK(value("sum(k in -2..2, x^k)") == doctest::Approx(std::pow(0.3, -2) + 1 / 0.3 + 1 + 0.3 + 0.09));
  CHECK(value("sum(k in 1..0, x) + product(k in 5..4, x)") == 1);
  double series = 0;
  for (int k = 1; k <= 99; k += 2) series += 4 / (std::numbers::pi * k) * std::sin(k * std::numbers::pi * 0.3);
  CHECK(value("sum(k in 0..49, 4/((2*k + 1)*pi)*sin((2*k + 1)*pi*x))") == doctest::Approx(series));
  CHECK(value("sum(i in 1..3, sum(j in i..3, i*j*x))") == doctest::Approx((1 + 2 + 3 + 4 + 6 + 9) * 0.3));
  CHECK(value("sum(k in 1..3, if k == 2 then x else 0)") == doctest::Approx(0.3));
  CHECK(value("d(sum(k in 1..3, x^k), x)") == doctest::Approx(1 + 0.6 + 0.27));
  CHECK(value("sum(k in 1..3, bessel_j(k, x))") ==
        doctest::Approx(std::cyl_bessel_j(1, 0.3) + std::cyl_bessel_j(2, 0.3) + std::cyl_bessel_j(3, 0.3)));
  CHECK(value("sum(k in 1..2, integral(s^k, s in [0, x]))") == doctest::Approx(0.045 + 0.009));
}

TEST_CASE("what is no sum is said") {
  CHECK(said("sum(k in [1, 5], k)") == "E0303 the range of a `sum` is written `1..50`; ");
  CHECK(said("sum(k in 1..n/3, x)").starts_with("E0304 a sum runs over whole numbers, and this is 1.33"));
  CHECK(said("sum(x in 1..3, x)") == "E0201 `x` has a meaning already; ");
  CHECK(said("sum(x^2, 3)") == "E0303 `sum` takes what runs, with its range, and an expression; ");
  CHECK(said("sum(k in 1..u, x)").starts_with("E0304 the end of a range must be a number"));
  CHECK(said("sum(k in 1..3, [x, k])") ==
        "E0301 the terms of a `sum` are numbers, and this is a vector of 2 components; ");
  CHECK(said("sum(k in 1..1000000, 1)").starts_with("E0109 more than 100000 operations"));
  CHECK(said("sum(i in 1..10000, sum(j in 1..10000, 1))")
            .starts_with("E0109 sums and products of more than 100000 terms, all together"));
  CHECK(said("sum(k in 1..90000, sin(k*x))").starts_with("E0109"));
  CHECK(said("k + sum(k in 1..3, x)").starts_with("E0203 unknown name `k`"));
}

TEST_CASE("special functions are called with numbers as orders") {
  CHECK(value("bessel_j(0, bessel_j_zero(0, 1)*x)") == doctest::Approx(std::cyl_bessel_j(0, 2.404825557695773 * 0.3)));
  CHECK(value("d(legendre_p(n, x), x)") == doctest::Approx((140 * std::pow(0.3, 3) - 60 * 0.3) / 8));
  CHECK(value("tgamma(n + 1) + 0*x") == doctest::Approx(24));
  CHECK(said("bessel_j(x, 1)").starts_with("E0304 the order of `bessel_j` must be a number"));
  CHECK(said("legendre_p(1.5, x)") == "E0304 the degree of `legendre_p` is a whole number from 0 to 1000, not 1.5; ");
  CHECK(said("bessel_j(x)") == "E0303 `bessel_j` takes 2 arguments; got 1 argument; ");
  CHECK(said("bessel_j_zero(0, x)").starts_with("E0304 the number of a zero of `bessel_j_zero` must be a number"));
  CHECK(said("bessel_j_zero(0, 0)") == "E0304 zeros are numbered 1 to 1000; this is 0; ");
  CHECK(said("besselj(0, x)").starts_with("E0203"));
}

TEST_CASE("a sum is typeset as one, and stays what it is when it is formatted") {
  const Compilation c = compile_source(around + "eq u = sum(k in 1..n, sin(k*pi*x)/k)\n");
  CHECK(latex(c, "sum(k in 1..n, sin(k*x))") == "\\sum_{k=1}^{n} \\sin(k\\,x)");
  CHECK(latex(c, "product(k in 1..3, x + k)") == "\\prod_{k=1}^{3} (x + k)");
  CHECK(latex(c, "bessel_j(n, 2*x)*tgamma(x)") == "J_{n}(2 x)\\,\\Gamma(x)");
  Sources sources;
  const std::uint32_t file = sources.add("a.pde",
                                         "let D(x)   from \"D.csv\"  with method=cubic , columns=[x,D]\n"
                                         "let p = polygon   from  \"o.csv\"\nlet s = sum( k in 1 .. 5,k )\n");
  CHECK(format_file(sources, file) ==
        "let D(x) from \"D.csv\" with method = cubic, columns = [x, D]\n"
        "let p = polygon from \"o.csv\"\nlet s = sum(k in 1..5, k)\n");
}
