// The reference solution of Poisson's equation with a coefficient that varies: its equation by differences, its rim,
// its symmetry, its table.
#include "poisson.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

using namespace reference;
using std::numbers::pi;

namespace {

constexpr std::size_t intervals = 40;  // of the table

}  // namespace

TEST_CASE("the solution satisfies its equation, and its values on the rim") {
  constexpr std::size_t fine = 80;
  const double alpha = 0.5, h = poisson_place(1, fine) - poisson_place(0, fine);
  const auto table = poisson(alpha, 40, fine);
  const auto u = [&](std::size_t i, std::size_t j) { return table[i * (fine + 1) + j]; };
  for (std::size_t i = 8; i < fine; i += 16)
    for (std::size_t j = 8; j < fine; j += 16) {
      const double x = poisson_place(i, fine), y = poisson_place(j, fine);
      const double u_x = (u(i + 1, j) - u(i - 1, j)) / (2 * h);
      const double lap = (u(i + 1, j) + u(i - 1, j) + u(i, j + 1) + u(i, j - 1) - 4 * u(i, j)) / (h * h);
      CHECK(std::abs((1 + alpha * x) * lap + alpha * u_x + x + y) < 0.01);  // of the order of h^2
    }
  for (std::size_t i = 0; i <= fine; ++i)
    for (const std::size_t j : {std::size_t{0}, fine}) {
      const double value = std::cos(pi * poisson_place(i, fine)) * std::cos(pi * poisson_place(j, fine));
      CHECK(std::abs(u(i, j) - value) < 1e-9);
      CHECK(std::abs(u(j, i) - value) < 1e-9);
    }
}

TEST_CASE("without alpha the solution is symmetric in x and y, with it it is not") {
  const auto even = poisson(0, 20, intervals), uneven = poisson(0.5, 20, intervals);
  const auto at = [](const std::vector<double>& table, std::size_t i, std::size_t j) {
    return table[i * (intervals + 1) + j];
  };
  double asymmetry = 0;
  for (std::size_t i = 0; i <= intervals; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      CHECK(std::abs(at(even, i, j) - at(even, j, i)) < 1e-9);
      asymmetry = std::max(asymmetry, std::abs(at(uneven, i, j) - at(uneven, j, i)));
    }
  CHECK(asymmetry > 1e-3);
}

TEST_CASE("the table is what the solver gives") {
  std::ifstream file(ANSATZ_SOURCE_DIR "/problems/papers/laaf/poisson_inverse.csv");
  std::string line;
  std::getline(file, line);
  CHECK(line == "x,y,u");
  const auto u = poisson(0.5, 40, intervals);
  std::size_t row = 0;
  for (; std::getline(file, line) && row < u.size(); ++row) {
    std::istringstream cells(line);
    double x = 0, y = 0, value = 0;
    char comma = 0;
    cells >> x >> comma >> y >> comma >> value;
    CHECK(x == doctest::Approx(poisson_place(row / (intervals + 1), intervals)).epsilon(1e-15));
    CHECK(y == doctest::Approx(poisson_place(row % (intervals + 1), intervals)).epsilon(1e-15));
    CHECK(std::abs(value - u[row]) < 1e-11);
  }
  CHECK(row == u.size());
}
