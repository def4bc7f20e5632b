// The reference solution of Burgers' equation: its known slope, its equation by differences, its table.
#include "burgers.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>
#include <string>

using namespace reference;
using std::numbers::pi;

TEST_CASE("the steepest slope of the shock is the published one") {
  // Basdevant et al. (1986): |u_x(0, t)| is largest, 152.00516, at t = 1.6037/pi for nu = 0.01/pi.
  const double h = 1e-5, t = 1.6037 / pi, nu = 0.01 / pi;
  const double slope = (burgers(h, t, nu, 800) - burgers(-h, t, nu, 800)) / (2 * h);
  CHECK(std::abs(slope) == doctest::Approx(152.00516).epsilon(2e-5));
}

TEST_CASE("the solution satisfies its equation, and the values at its edges") {
  const double nu = 0.02, h = 1e-3;
  for (const double x : {-0.7, -0.05, 0.3}) {
    const auto u = [&](double dx, double dt) { return burgers(x + dx, 0.4 + dt, nu, 400); };
    const double u_t = (u(0, h) - u(0, -h)) / (2 * h), u_x = (u(h, 0) - u(-h, 0)) / (2 * h);
    const double u_xx = (u(h, 0) - 2 * u(0, 0) + u(-h, 0)) / (h * h);
    CHECK(u_t + u(0, 0) * u_x == doctest::Approx(nu * u_xx).epsilon(1e-3).scale(1));
  }
  CHECK(burgers(0.3, 0, nu, 400) == doctest::Approx(-std::sin(0.3 * pi)));
  for (const double x : {-1.0, 0.0, 1.0}) CHECK(std::abs(burgers(x, 0.5, nu, 400)) < 1e-12);
}

TEST_CASE("the tables are what the solver gives, at the points they say") {
  struct Case {
    const char* file;
    BurgersTable table;
    double nu;
  };
  for (const Case& one : {Case{"reference/burgers.csv", {256, 100, 100, {}}, 0.01 / pi},
                          Case{"search/act_bench/burgers.csv", {65, 21, 20, {}}, 0.02}}) {
    CAPTURE(one.file);
    const BurgersTable& table = one.table;
    std::ifstream file(std::string(ANSATZ_SOURCE_DIR "/problems/") + one.file);
    std::string line;
    std::getline(file, line);
    CHECK(line == "x,t,u");
    std::size_t row = 0;
    for (; std::getline(file, line); ++row) {
      if (row % 97 != 0) continue;
      std::istringstream cells(line);
      double x = 0, t = 0, u = 0;
      char comma = 0;
      cells >> x >> comma >> t >> comma >> u;
      CHECK(x == doctest::Approx(table.x(row % table.columns)).epsilon(1e-15));
      CHECK(t == doctest::Approx(table.t(row / table.columns)).epsilon(1e-15));
      CHECK(std::abs(u - burgers(x, t, one.nu, 400)) < 1e-11);
    }
    CHECK(row == table.columns * table.rows);
  }
}
