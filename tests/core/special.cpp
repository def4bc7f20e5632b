// Special functions beside those of the C++ library, and beside identities; derivatives beside differences of values.
#include "ansatz/core/special.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <map>
#include <string>

#include "ansatz/autodiff.hpp"

using namespace ansatz;

namespace {

/// The function at x, differentiated `times` times.
double value(const std::string& name, double first, double x, int times = 0) {
  ad::Graph graph;
  const ad::Expr at = graph.input("x", 1, graph.axis("points"));
  const SpecialFunction* function = find_special_function(name);
  REQUIRE(function != nullptr);
  ad::Expr e = function->apply(first, at);
  for (int k = 0; k < times; ++k) e = ad::partial(e, at);
  return ad::compile({at}, {ad::broadcast(e, at.shape())})({{{x}}})[0][0];
}

const std::vector<double> places{0.3, 0.77};

}  // namespace

TEST_CASE("special functions are those of the standard library") {
  const std::map<std::string, std::function<double(double, double)>> standard{
      {"erfc", [](double, double x) { return std::erfc(x); }},
      {"tgamma", [](double, double x) { return std::tgamma(x); }},
      {"lgamma", [](double, double x) { return std::lgamma(x); }},
      {"expint", [](double, double x) { return std::expint(x); }},
      {"bessel_j", [](double v, double x) { return std::cyl_bessel_j(v, x); }},
      {"bessel_y", [](double v, double x) { return std::cyl_neumann(v, x); }},
      {"bessel_i", [](double v, double x) { return std::cyl_bessel_i(v, x); }},
      {"bessel_k", [](double v, double x) { return std::cyl_bessel_k(v, x); }},
      {"sph_bessel_j", [](double n, double x) { return std::sph_bessel(static_cast<unsigned>(n), x); }},
      {"sph_bessel_y", [](double n, double x) { return std::sph_neumann(static_cast<unsigned>(n), x); }},
      {"elliptic_k", [](double, double x) { return std::comp_ellint_1(x); }},
      {"elliptic_e", [](double, double x) { return std::comp_ellint_2(x); }},
      {"legendre_p", [](double n, double x) { return std::legendre(static_cast<unsigned>(n), x); }},
      {"hermite_h", [](double n, double x) { return std::hermite(static_cast<unsigned>(n), x); }},
      {"laguerre_l", [](double n, double x) { return std::laguerre(static_cast<unsigned>(n), x); }},
      {"chebyshev_t", [](double n, double x) { return std::cos(n * std::acos(x)); }},
  };
  for (const auto& function : standard)
    for (const double first : {0.0, 1.0, 2.0, 7.0})
      for (const double x : places) {
        CAPTURE(function.first);
        CAPTURE(first);
        CAPTURE(x);
        CHECK(value(function.first, first, x) == doctest::Approx(function.second(first, x)).epsilon(1e-12));
      }
  for (const double x : {1e-9, 1e-3, 0.5, 0.999, 1.001, 3.0, 40.0, 700.0})
    for (const double sign : {-1.0, 1.0})
      CHECK(value("bessel_i", 2, sign * x) == doctest::Approx(std::cyl_bessel_i(2.0, x)).epsilon(1e-14));
  CHECK(std::isinf(value("bessel_i", 2, 800)));
  CHECK(value("bessel_j", 0.5, 2) == doctest::Approx(std::cyl_bessel_j(0.5, 2.0)).epsilon(1e-13));
  CHECK(value("bessel_k", 1.25, 3) == doctest::Approx(std::cyl_bessel_k(1.25, 3.0)).epsilon(1e-13));
}

TEST_CASE("what the standard library lacks obeys the equations that define it") {
  for (const double x : {-2.5, 0.0, 0.4, 1.9})
    for (const char* name : {"airy_ai", "airy_bi"})
      CHECK(value(name, 0, x, 2) == doctest::Approx(x * value(name, 0, x)).epsilon(1e-12).scale(1));
  CHECK(value("airy_ai", 0, 0) == doctest::Approx(1 / (std::pow(3.0, 2.0 / 3) * std::tgamma(2.0 / 3))));
  const double w = value("lambert_w", 0, 1.7);
  CHECK(w * std::exp(w) == doctest::Approx(1.7));
  for (const double x : places) {
    CHECK(value("digamma", 0, x + 1) == doctest::Approx(value("digamma", 0, x) + 1 / x));
    CHECK(value("polygamma", 1, x + 1) == doctest::Approx(value("polygamma", 1, x) - 1 / (x * x)));
    CHECK(value("expint_e", 1, x) == doctest::Approx(-std::expint(-x)));
    CHECK(value("expint_e", 2, x) == doctest::Approx(std::exp(-x) - x * value("expint_e", 1, x)));
  }
  for (int k = 1; k <= 5; ++k) CHECK(std::abs(std::cyl_bessel_j(2, value("bessel_j_zero", 2, k))) < 1e-13);
  CHECK(value("bessel_j_zero", 0, 1) == doctest::Approx(2.404825557695773));
}

TEST_CASE("derivatives of special functions are those of their values, of every order") {
  for (const SpecialFunction& function : special_functions()) {
    if (function.of_numbers) continue;
    using First = SpecialFunction::First;
    const std::vector<double> firsts = function.first == First::nothing ? std::vector<double>{0}
                                       : function.first == First::order ? std::vector<double>{0, 1, 2.5, -1}
                                                                        : std::vector<double>{0, 1, 4};
    for (const double first : firsts)
      for (const double x : places)
        for (int times = 0; times < 3; ++times) {
          CAPTURE(std::string(function.name));
          CAPTURE(first);
          CAPTURE(x);
          CAPTURE(times);
          constexpr double h = 1e-5;
          const std::string name(function.name);
          const double difference = (value(name, first, x + h, times) - value(name, first, x - h, times)) / (2 * h);
          CHECK(value(name, first, x, times + 1) == doctest::Approx(difference).epsilon(2e-6).scale(1));
        }
  }
}

TEST_CASE("nothing is divided by zero where a function is smooth, and what has no value is no number") {
  for (int times = 0; times <= 4; ++times) {
    for (const char* name : {"bessel_j", "bessel_i"}) CHECK(std::isfinite(value(name, 2, 0, times)));
    CHECK(std::isfinite(value("sph_bessel_j", 1, 0, times)));
    CHECK(std::isfinite(value("legendre_p", 5, 1, times)));
  }
  CHECK(value("elliptic_k", 0, 0, 1) == 0);
  CHECK(value("bessel_j", 0, 0) == 1);
  CHECK(value("bessel_j", 3, -2) == doctest::Approx(-value("bessel_j", 3, 2)));
  CHECK(value("sph_bessel_j", 1, -2) == doctest::Approx(-value("sph_bessel_j", 1, 2)));
  for (const auto& [name, x] : std::map<std::string, double>{{"lambert_w", -1}, {"elliptic_k", 2}, {"digamma", -3}})
    CHECK_FALSE(std::isfinite(value(name, 0, x)));
  CHECK_FALSE(std::isfinite(value("bessel_y", 0, -1)));
}

TEST_CASE("equal special functions are one expression, and no derivative is taken by an order") {
  ad::Graph graph;
  const ad::Expr x = graph.parameter("x");
  const SpecialFunction& j = *find_special_function("bessel_j");
  CHECK(j.apply(1, x) == j.apply(1, x));
  CHECK(ad::partial(j.apply(0, x), x) == -j.apply(1, x));
  CHECK(j.apply(0, graph.constant(0)) == graph.constant(1));
  CHECK(find_special_function("sin") == nullptr);
}
