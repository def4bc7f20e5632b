// The reference solver against solutions in closed form, and the tables that were written with it.
#include "periodic.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

using namespace reference;
using std::numbers::pi;

namespace {

constexpr Complex i{0, 1};

Periodic named(const std::string& name) {
  for (const Periodic& problem : problems()) {
    if (problem.name == name) return problem;
  }
  FAIL("no problem ", name);
  return {};
}

double largest_error(const Periodic& problem, const Table& table, const std::function<Complex(double, double)>& exact) {
  double most = 0;
  for (std::size_t j = 0; j <= table.intervals_t; ++j) {
    for (std::size_t k = 0; k <= table.intervals_x; ++k) {
      const double x = problem.lower + (problem.upper - problem.lower) * double(k) / double(table.intervals_x);
      const double t = problem.end * double(j) / double(table.intervals_t);
      most = std::max(most, std::abs(table.values[j * (table.intervals_x + 1) + k] - exact(x, t)));
    }
  }
  return most;
}

}  // namespace

TEST_CASE("a single soliton of Korteweg and de Vries travels unchanged") {
  Periodic problem = named("kdv");
  const double speed = 0.5, width = std::sqrt(speed) / (2 * 0.022);
  const auto soliton = [=](double x, double t) {
    const double s = 1 / std::cosh(width * (x - speed * t));
    return Complex(3 * speed * s * s);
  };
  problem.start = [=](double x) { return soliton(x, 0); };
  problem.end = 0.3;
  CHECK(largest_error(problem, solve(problem, 400, 6000, 200, 10), soliton) < 1e-7);
}

TEST_CASE("the two bound solitons of the Schroedinger equation breathe as Satsuma and Yajima found") {
  Periodic problem = named("schroedinger");
  problem.lower = -20, problem.upper = 20;  // wide enough that the period does not matter
  const auto exact = [](double x, double t) {
    const Complex above = 4.0 * std::exp(i * (t / 2)) * (std::cosh(3 * x) + 3.0 * std::exp(i * (4 * t)) * std::cosh(x));
    return above / (std::cosh(4 * x) + 4 * std::cosh(2 * x) + 3 * std::cos(4 * t));
  };
  CHECK(largest_error(problem, solve(problem, 800, 3000, 200, 10), exact) < 1e-7);
}

TEST_CASE("a uniform state of the Allen-Cahn equation follows its own equation, to fourth order in the step") {
  Periodic problem = named("allen_cahn");
  problem.start = [](double) { return Complex(0.1); };
  const auto logistic = [](double, double t) { return Complex(1 / std::sqrt(1 + 99 * std::exp(-10 * t))); };
  const auto error = [&](std::size_t steps) {
    return largest_error(problem, solve(problem, 20, steps, 20, 10), logistic);
  };
  CHECK(error(400) < 1e-8);
  CHECK(error(100) / error(200) == doctest::Approx(16).epsilon(0.1));
}

TEST_CASE("a table holds computed values only: sizes that do not fit are refused") {
  const Periodic problem = named("kdv");
  CHECK_THROWS_AS(solve(problem, 300, 100, 200, 100), std::invalid_argument);
  CHECK_THROWS_AS(solve(problem, 400, 150, 200, 100), std::invalid_argument);
}

TEST_CASE("the tables are what the solver computes") {
  struct Case {
    Periodic problem;
    std::string file;
    std::size_t intervals;
  };
  std::vector<Case> cases{{thick_walls(), "search/act_bench/allen_cahn.csv", 64}};
  for (const Periodic& problem : problems()) cases.push_back({problem, "reference/" + problem.name + ".csv", 200});
  for (const Case& one : cases) {
    CAPTURE(one.file);
    const Periodic& problem = one.problem;
    const std::size_t intervals = one.intervals;
    std::ifstream file(std::filesystem::path(ANSATZ_SOURCE_DIR) / "problems" / one.file);
    REQUIRE(file.good());
    std::string line, cell;
    std::getline(file, line);
    CHECK(line == (problem.fields.size() == 2 ? "x,t,u,v" : "x,t,u"));
    Table written;
    double last_t = 0;
    while (std::getline(file, line)) {
      std::istringstream cells(line);
      std::vector<double> row;
      while (std::getline(cells, cell, ',')) row.push_back(std::stod(cell));
      REQUIRE(row.size() == 2 + problem.fields.size());
      last_t = row[1];
      if (row[1] <= problem.end * 0.2 + 1e-12) written.values.emplace_back(row[2], row.size() > 3 ? row[3] : 0);
    }
    CHECK(last_t == problem.end);
    Periodic begin = problem;  // a fifth of the time, with fewer modes and steps, is enough to know them again
    begin.end *= 0.2;
    const std::size_t times = written.values.size() / (intervals + 1) - 1;
    const Table again = solve(begin, intervals == 200 ? 800 : 1024, 100 * times, intervals, times);
    REQUIRE(again.values.size() == written.values.size());
    CHECK(compare(again, written).l2_relative < 1e-5);
  }
}
