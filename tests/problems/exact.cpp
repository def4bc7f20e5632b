// Every problem of the gallery: does its exact solution satisfy its equation, its initial and its boundary
// conditions? And does this test notice when one does not?
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "oracle.hpp"

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string gallery(const std::string& name) {
  return read(std::filesystem::path(ANSATZ_SOURCE_DIR) / "problems" / (name + ".pde"));
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

// The largest |left - right| / (1 + |left| + |right|) over random points of each condition, and where it is.
struct Worst {
  long double misfit = 0;
  std::string condition;
};

Worst worst_misfit(const oracle::File& file) {
  Worst worst;
  std::mt19937 random(1);
  std::uniform_real_distribution<double> unit(0.05, 0.95);
  for (const auto& condition : file.conditions) {
    const auto faces = condition.faces.empty() ? std::vector<oracle::Point>{{}} : condition.faces;
    for (const auto& face : faces) {
      for (int k = 0; k < 8; ++k) {
        oracle::Point point;
        for (const auto& c : file.coordinates) point[c.name] = c.lower + unit(random) * (c.upper - c.lower);
        for (const auto& [name, value] : face) point[name] = value;
        for (const auto& equation : condition.equations) {
          const long double left = equation.left(point), right = equation.right(point);
          const long double misfit = std::abs(left - right) / (1 + std::abs(left) + std::abs(right));
          if (!(misfit <= worst.misfit)) worst = {misfit, condition.text};
        }
      }
    }
  }
  return worst;
}

constexpr double tolerance = 1e-6;
// Where stresses are in pascals: of a million of them, differences of displacements of 1e-6 know so much.
constexpr double tolerance_in_pascals = 1e-3;

}  // namespace

TEST_CASE("the exact solution of every problem satisfies its equation and conditions") {
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(ANSATZ_SOURCE_DIR) / "problems")) {
    if (entry.path().extension() != ".pde") continue;
    CAPTURE(entry.path().string());
    const oracle::File file(read(entry.path()));
    if (file.exact.empty()) continue;
    CHECK_FALSE(file.conditions.empty());
    const Worst worst = worst_misfit(file);
    CAPTURE(worst.condition);
    CHECK(worst.misfit < (entry.path().stem() == "steel_strip" ? tolerance_in_pascals : tolerance));
    ++files;
  }
  CHECK(files >= 20);
}

TEST_CASE("a wrong sign in an equation, a start or a boundary condition is noticed") {
  const auto misfit = [](const std::string& text) { return worst_misfit(oracle::File(text)).misfit; };
  const std::string heat = gallery("heat");
  CHECK(misfit(heat) < tolerance);
  CHECK(misfit(replaced(heat, "= alpha*u_xx", "= -alpha*u_xx")) > 0.01);
  CHECK(misfit(replaced(heat, "u = sin(pi*x)", "u = cos(pi*x)")) > 0.01);
  CHECK(misfit(replaced(heat, "u = 0 ", "u = 0.1 ")) > 0.01);
  CHECK(misfit(replaced(gallery("bratu"), "u = 0 on", "u = 0.1 on")) > 0.01);
  CHECK(misfit(replaced(gallery("bratu"), "exp(u)", "exp(-u)")) > 0.01);
  CHECK(misfit(replaced(gallery("helmholtz"), "(k^2 - ", "(k^2 + ")) > 0.01);
  CHECK(misfit(replaced(gallery("beam"), "u_xxx = 0", "u_xxx = 1")) > 0.01);
  CHECK(misfit(replaced(gallery("steel_strip"), "v = -nu*s0/E*y", "v = nu*s0/E*y")) > 0.01);
}

TEST_CASE("other parameters keep the solutions exact") {
  const auto misfit = [](const std::string& text) { return worst_misfit(oracle::File(text)).misfit; };
  CHECK(misfit(replaced(gallery("burgers"), "nu = 0.01/pi", "nu = 0.05")) < tolerance);
  CHECK(misfit(replaced(gallery("wave"), "a = 0 ", "a = 0.5 ")) < tolerance);
  CHECK(misfit(replaced(gallery("oscillator"), "delta = 0.2", "delta = 0.5")) < tolerance);
}

TEST_CASE("the solution written in burgers.pde has the known values") {
  const oracle::File file(gallery("burgers"));
  const auto u = [&](long double x, long double t) {
    return static_cast<double>(file.exact.at("u")({{"x", x}, {"t", t}}));
  };
  CHECK(std::abs(u(0.25L, 0.25L) - -0.992081561623) < 1e-10);
  CHECK(std::abs(u(0.05L, 0.50L) - -0.978982178395) < 1e-10);
  CHECK(std::abs(u(0.50L, 1.00L) - -0.376181395748) < 1e-10);
}
