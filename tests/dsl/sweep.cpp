// Sweeps: what an axis says, and that the problem knows nothing of it. What is said of wrong ones: bad/*_sweep.pde.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "compiled.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

namespace {

const std::string file =
    "param nu = 0.1 in [1e-3, 1]\nparam n = 10\ndomain x in [0, 1]\nfield u\neq u_xx = -nu\nbc u = 0 on boundary\n"
    "network { hidden = [5]; adaptive = nlaaf(n = n) }\ntrain lm { steps = 3 }\n";

std::vector<SweepAxis> axes_of(const std::string& sweep, const std::vector<Override>& overrides = {}) {
  const Compilation compiled = compile_source(file + sweep, overrides);
  CHECK_MESSAGE(compiled.problem, messages(compiled));
  CHECK(messages(compiled) == "");
  return compiled.sweep.axes;
}

std::vector<std::string> values_of(const std::string& axis) {
  const auto axes = axes_of("sweep { " + axis + " }\n");
  REQUIRE(axes.size() == 1);
  return axes[0].values;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("an axis has the name that the file gives it, the key that --set takes, and values as they are written") {
  const auto axes = axes_of(
      "sweep {\n  network.adaptive = [fixed, gaaf(n=n), nlaaf(n = 2*n,recovery = 1)]\n  nu = [0.01/pi, 0.5]\n"
      "  network.hidden = [[20]*3, [20, 10], 3..5]\n  seed = 1..4\n}\n");
  REQUIRE(axes.size() == 4);
  CHECK(axes[0].key == "network.adaptive");
  CHECK(axes[0].target == "network.adaptive");
  CHECK(axes[0].values == Texts{"fixed", "gaaf(n = n)", "nlaaf(n = 2*n, recovery = 1)"});
  CHECK(axes[1].values == Texts{"0.01/pi", "0.5"});
  CHECK(axes[2].values == Texts{"[20]*3", "[20, 10]", "3..5"});
  CHECK(axes[3].key == "seed");
  CHECK(axes[3].target == "compute.seed");
  CHECK(axes[3].is_seed());
  CHECK(!axes[0].is_seed());
  CHECK(axes[3].values == Texts{"1", "2", "3", "4"});
}

TEST_CASE("a parameter called `seed` goes before the seed") {
  const Compilation compiled = compile_source("param seed = 1\n" + smallest + "sweep { seed = [2, 3] }\n");
  REQUIRE(compiled.problem);
  CHECK(compiled.sweep.axes.at(0).target == "seed");
}

TEST_CASE("series of numbers") {
  CHECK(values_of("n = [1..3, 10, linspace(20, 30, 3)]") == Texts{"1", "2", "3", "10", "20", "25", "30"});
  CHECK(values_of("nu = logspace(1e-3, 1, 4)") == Texts{"0.001", "0.01", "0.1", "1"});
  CHECK(values_of("nu = linspace(0.1, 0.5, 5)") == Texts{"0.1", "0.2", "0.3", "0.4", "0.5"});
  CHECK(values_of("nu = linspace(1, 0.001, 2)") == Texts{"1", "0.001"});
  CHECK(values_of("train.damping = logspace(1e-4, 1e-2, 3)") == Texts{"0.0001", "0.001", "0.01"});
}

TEST_CASE("numbers of a series read back to the same bits, ends and all") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200; ++i) {
    const double a = std::ldexp(static_cast<double>(random()), -static_cast<int>(random() % 80));
    const double b = a * (2 + static_cast<double>(random() % 1000) / 7);
    const auto axes = axes_of(fmt::format("sweep {{ n = linspace({}, {}, 5) }}\n", a, b));
    REQUIRE(axes.at(0).values.size() == 5);
    CHECK(std::stod(axes[0].values.front()) == a);
    CHECK(std::stod(axes[0].values.back()) == b);
    for (std::size_t k = 1; k < 4; ++k)
      CHECK(std::stod(axes[0].values[k]) == doctest::Approx(a + (b - a) * static_cast<double>(k) / 4).epsilon(1e-11));
  }
}

TEST_CASE("a definition of the file goes before the series of its name") {
  const Compilation compiled =
      compile_source("let linspace(a, b, c) = a + b + c\n" + file + "sweep { n = [linspace(1, 2, 3)] }\n");
  REQUIRE_MESSAGE(compiled.problem, messages(compiled));
  CHECK(compiled.sweep.axes.at(0).values == Texts{"linspace(1, 2, 3)"});
}

TEST_CASE("the problem is that of the file without its sweep") {
  const Compilation with = compile_source(file + "sweep { n = [1, 2]; seed = 1..3 }\n"), without = compile_source(file);
  REQUIRE(with.problem);
  CHECK(with.resolved == without.resolved);
  CHECK(with.settings.size() == without.settings.size());
  CHECK(without.sweep.axes.empty());
}

TEST_CASE("the command line changes a sweep: an axis in its place, another one, or one value in place of an axis") {
  const std::string sweep = "sweep { n = [1, 2]; seed = 1..3 }\n";
  auto axes = axes_of(sweep, {{"sweep.n", "[5, 6, 7]"}, {"sweep.nu", "[0.2, 0.3]"}});
  REQUIRE(axes.size() == 3);
  CHECK(axes[0].values == Texts{"5", "6", "7"});
  CHECK(axes[2].key == "nu");
  axes = axes_of(sweep, {{"n", "4"}});
  REQUIRE(axes.size() == 1);
  CHECK(axes[0].key == "seed");
  CHECK(axes_of(sweep, {{"n", "4"}, {"compute.seed", "1"}}).empty());
  CHECK(axes_of("", {{"sweep.seed", "1..3"}}).size() == 1);
  CHECK(codes(compile_source(file, {{"sweep.sed", "1..3"}})) == "E0206");
}

TEST_CASE("a parameter that nothing but the sweep speaks of is no part of the problem, and no warning") {
  const std::string sweep = "sweep { network.adaptive = [fixed, nlaaf(n = n)] }\n";
  const auto unused = [&](const std::string& text, const std::vector<Override>& overrides) {
    const Compilation compiled = compile_source(text + sweep, overrides);
    REQUIRE_MESSAGE(compiled.problem, messages(compiled));
    return compiled.unused_parameters;
  };
  CHECK(unused(file, {}) == Texts{});
  CHECK(unused(file, {{"network.adaptive", "fixed"}}) == Texts{"n"});
  CHECK(unused(file + "plot slice { of = n*u; along = x }\n", {{"network.adaptive", "fixed"}}) == Texts{});
  CHECK(unused("param m = 2\nlet k = 3*m\n" + file + "fit u = k\n", {}) == Texts{});
  const std::string plain = "param n = 10\n" + smallest;
  CHECK(codes(compile_source(plain)) == "W0606");
  CHECK(codes(compile_source(plain + "network { adaptive = fixed }\n" + sweep)) == "");
  CHECK(codes(compile_source(plain + "plot slice { of = n*u; along = x }\n")) == "");
}
