// Integrals with known values, and those that have none.
#include "ansatz/core/quadrature.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "ansatz/autodiff/error.hpp"

using ansatz::integrate;
using std::numbers::pi;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

ansatz::Integrand each(double (*f)(double)) {
  return [f](std::span<const double> s, std::span<double> values) {
    for (std::size_t k = 0; k < s.size(); ++k) values[k] = f(s[k]);
  };
}

double gaussian(double s, double mean, double deviation) { return std::exp(-std::pow((s - mean) / deviation, 2) / 2); }

// u(x, t) of u_t + u u_x = nu u_xx, u(x, 0) = -sin(pi x), by Cole and Hopf.
double burgers(double x, double t, double nu) {
  const double h = 2 * std::sqrt(nu * t);
  const auto weight = [=](double s) { return std::exp(-s * s - std::cos(pi * (x - h * s)) / (2 * pi * nu)); };
  const auto above = [=](std::span<const double> s, std::span<double> values) {
    for (std::size_t k = 0; k < s.size(); ++k) values[k] = std::sin(pi * (x - h * s[k])) * weight(s[k]);
  };
  const auto below = [=](std::span<const double> s, std::span<double> values) {
    for (std::size_t k = 0; k < s.size(); ++k) values[k] = weight(s[k]);
  };
  return -integrate(above, -inf, inf) / integrate(below, -inf, inf);
}

}  // namespace

TEST_CASE("integrals with a closed form") {
  struct Known {
    const char* name;
    double (*f)(double);
    double lower, upper, value;
    double tolerance = 1e-12;
  };
  const double root = std::sqrt(2 * pi);
  const Known table[] = {
      {"polynomial", [](double s) { return std::pow(s, 7); }, 0, 2, 32},
      {"reverse order", [](double s) { return std::exp(s); }, 1, 0, 1 - std::exp(1.0)},
      {"empty range", [](double s) { return 1 / s; }, 0, 0, 0},
      {"oscillating", [](double s) { return std::cos(200 * s); }, 0, 1, std::sin(200.0) / 200, 1e-11},
      {"kink", [](double s) { return std::abs(s - 0.3); }, 0, 1, (0.09 + 0.49) / 2},
      {"jump", [](double s) { return s < 0.3 ? 1.0 : 2.0; }, 0, 1, 1.7},
      {"1/sqrt(s)", [](double s) { return 1 / std::sqrt(s); }, 0, 1, 2},
      {"log", [](double s) { return std::log(s); }, 0, 1, -1},
      {"semicircle", [](double s) { return std::sqrt(1 - s * s); }, -1, 1, pi / 2},
      {"narrow peak", [](double s) { return 1 / (1e-8 + s * s); }, -1, 1, 2e4 * std::atan(1e4)},
      {"zero", [](double) { return 0.0; }, -inf, inf, 0},
      {"gaussian", [](double s) { return gaussian(s, 0, 1); }, -inf, inf, root},
      {"gaussian, 1e-3 wide at 5", [](double s) { return gaussian(s, 5, 1e-3); }, -inf, inf, 1e-3 * root},
      {"gaussian, 1e-3 wide at -7.3", [](double s) { return gaussian(s, -7.3, 1e-3); }, -inf, inf, 1e-3 * root},
      {"gaussian, 1000 wide", [](double s) { return gaussian(s, -100, 1000); }, -inf, inf, 1000 * root},
      {"gaussian far away", [](double s) { return gaussian(s, 300, 2); }, -inf, inf, 2 * root},
      {"two scales", [](double s) { return gaussian(s, 5, 1e-3) + gaussian(s, 0, 100); }, -inf, inf, 100.001 * root},
      {"1/(1+s^2)", [](double s) { return 1 / (1 + s * s); }, -inf, inf, pi},
      {"exp(-s)", [](double s) { return std::exp(-s); }, 0, inf, 1},
      {"from 50 on", [](double s) { return std::exp(50 - s); }, 50, inf, 1},
      {"up to -3", [](double s) { return std::exp(s); }, -inf, -3, std::exp(-3.0)},
      {"across 0", [](double s) { return gaussian(s, 0, 1); }, -100, inf, root},
      {"both ends hard", [](double s) { return std::exp(-s) / std::sqrt(s); }, 0, inf, std::sqrt(pi)},
      {"slow tail", [](double s) { return std::pow(s, -1.5); }, 1, inf, 2},
      {"gaussian times cosine", [](double s) { return std::exp(-s * s) * std::cos(6 * s); }, -inf, inf,
       std::sqrt(pi) * std::exp(-9.0), 1e-9},  // 1e-13 of the integral of |f|
  };
  for (const Known& known : table) {
    CAPTURE(known.name);
    CHECK(integrate(each(known.f), known.lower, known.upper) == doctest::Approx(known.value).epsilon(known.tolerance));
  }
}

TEST_CASE("an odd integrand gives zero, measured by its size") {
  CHECK(std::abs(integrate(each([](double s) { return s * std::exp(-s * s); }), -inf, inf)) < 1e-13);
  CHECK(std::abs(integrate(each([](double s) { return std::sin(s); }), -1, 1)) < 1e-13);
}

TEST_CASE("the Burgers solution of Cole and Hopf") {
  const double nu = 0.01 / pi;
  CHECK(std::abs(burgers(0.25, 0.25, nu) - -0.992081561623) < 1e-11);
  CHECK(std::abs(burgers(0.05, 0.50, nu) - -0.978982178395) < 1e-11);
  CHECK(std::abs(burgers(0.50, 1.00, nu) - -0.376181395748) < 1e-11);
  CHECK(burgers(0.3, 0, nu) == doctest::Approx(-std::sin(0.3 * pi)).epsilon(1e-13));
  const double t = 1.6037 / pi, d = 1e-5;  // the steepest slope at the shock
  CHECK((burgers(d, t, nu) - burgers(-d, t, nu)) / (2 * d) == doctest::Approx(-152.0052).epsilon(1e-5));
}

TEST_CASE("small viscosity, whose weight peaks far from 0, agrees with trapezoids over a wide window") {
  const double nu = 1e-3, step = 0.005;
  for (const double x : {-0.98, -0.4, 0.02, 0.3}) {
    for (const double t : {0.02, 0.5, 1.0}) {
      const double h = 2 * std::sqrt(nu * t);
      double above = 0, below = 0;
      for (int k = -8000; k <= 8000; ++k) {
        const double s = k * step, weight = std::exp(-s * s - std::cos(pi * (x - h * s)) / (2 * pi * nu));
        above += std::sin(pi * (x - h * s)) * weight;
        below += weight;
      }
      CHECK(std::abs(burgers(x, t, nu) + above / below) < 1e-12);
    }
  }
}

TEST_CASE("the integrand is called on whole rounds, not on single points") {
  std::size_t calls = 0, values = 0;
  const auto counted = [&](std::span<const double> s, std::span<double> y) {
    ++calls;
    values += s.size();
    for (std::size_t k = 0; k < s.size(); ++k) y[k] = std::exp(-s[k] * s[k]);
  };
  integrate(counted, -inf, inf);
  CHECK(calls == 1);
  CHECK(values == 24 * 21);
}

TEST_CASE("a looser tolerance costs fewer values and is kept") {
  const auto cost = [](double relative) {
    std::size_t values = 0;
    const auto f = [&](std::span<const double> s, std::span<double> y) {
      values += s.size();
      for (std::size_t k = 0; k < s.size(); ++k) y[k] = 1 / std::sqrt(s[k]);
    };
    CHECK(std::abs(integrate(f, 0, 1, {relative, 4000}) - 2) < 2 * relative);
    return values;
  };
  CHECK(cost(1e-4) < cost(1e-8));
  CHECK(cost(1e-8) < cost(1e-12));
}

TEST_CASE("an integral that does not converge says so, with what was achieved") {
  const auto message = [](double (*f)(double), double lower, double upper) -> std::string {
    try {
      integrate(each(f), lower, upper);
    } catch (const ansatz::UserError& error) {
      return error.what();
    }
    return "no error";
  };
  CHECK(message([](double s) { return 1 / s; }, 0, 1).find("does not converge") != std::string::npos);
  CHECK(message([](double) { return 1.0; }, 0, inf).find("does not converge") != std::string::npos);
  CHECK(message([](double s) { return std::cos(s); }, 0, inf).find("with an error of") != std::string::npos);
  CHECK(message([](double s) { return std::sin(s) / (s - 0.0625); }, 0, 1).find("is inf at 0.0625") !=
        std::string::npos);
  CHECK(message([](double s) { return std::sqrt(s); }, -1, 1).find("nan at") != std::string::npos);
  CHECK(message([](double s) { return s; }, std::nan(""), 1).find("needs numbers") != std::string::npos);
}
