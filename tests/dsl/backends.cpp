// Problems trained by another back end: it stands behind every program that training and evaluation compile, and
// rounding is all that differs.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/train.hpp"
#include "ansatz/dsl/schema.hpp"
#include "compiled.hpp"

using namespace ansatz;
using ansatz::test::gallery;
using dsl::Override;

namespace {

struct Trained {
  std::vector<double> losses, values;
  std::size_t tiles = 0;
};

Trained train(const std::string& backend, const std::string& file, std::vector<Override> overrides) {
  overrides.push_back({"compute.backend", backend});
  const dsl::Compilation compiled = dsl::compile_file(gallery + file, overrides);
  REQUIRE_MESSAGE(compiled.problem, ansatz::test::messages(compiled));
  REQUIRE(compiled.problem->compute.backend == backend);
  Solver solver(*compiled.problem);
  Trained trained;
  for (const Progress& row : solver.train().history) trained.losses.push_back(row.loss);
  trained.values = solver.evaluate().values[0];
  trained.tiles = solver.statistics().tile_points;
  return trained;
}

/// Both, and the largest differences between them: of the losses relative to each, of the values to the largest one.
void compare(const std::string& file, const std::vector<Override>& overrides, double tolerance) {
  const Trained cpu = train("cpu", file, overrides), reference = train("reference", file, overrides);
  CHECK(cpu.tiles > 0);
  CHECK(reference.tiles == 0);
  REQUIRE(cpu.losses.size() == reference.losses.size());
  CHECK(cpu.losses.size() > 10);
  for (std::size_t k = 0; k < cpu.losses.size(); ++k) {
    CAPTURE(k);
    CHECK(std::abs(cpu.losses[k] - reference.losses[k]) <= tolerance * cpu.losses[k]);
  }
  CHECK(cpu.losses.back() < cpu.losses.front());
  REQUIRE(cpu.values.size() == reference.values.size());
  double largest = 0, difference = 0;
  for (std::size_t k = 0; k < cpu.values.size(); ++k) {
    largest = std::max(largest, std::abs(cpu.values[k]));
    difference = std::max(difference, std::abs(cpu.values[k] - reference.values[k]));
  }
  CHECK(difference <= tolerance * largest);
}

}  // namespace

// A step of Levenberg-Marquardt solves (G + damping) d = -g, which multiplies the rounding of G and g by its condition
// number. It stays below about 1e8 in ten steps of this problem, and rounding is about 1e-15.
TEST_CASE("ten steps of Levenberg-Marquardt by the reference back end agree with the default one: heat") {
  compare("heat.pde", {{"train.steps", "10"}}, 1e-7);
}

// A step of Adam divides by the root of a mean of squares, which multiplies rounding where a gradient is close to zero;
// weights by the norms of gradients and places by the sizes of residuals are programs of their own.
TEST_CASE("so do twenty steps of Adam with weights that move and points drawn anew: oscillator") {
  compare("oscillator.pde",
          {{"train.steps", "20"},
           {"sample.method", "sobol"},
           {"sample.resample", "5"},
           {"sample.adapt", "rad"},
           {"loss.balance", "gradnorm"}},
          1e-9);
}

TEST_CASE("the language knows the back ends that there are") {
  std::vector<std::string> known;
  const dsl::Schema schema(builtin_methods());
  for (const dsl::BlockSpec& block : schema.blocks())
    if (block.keyword == "compute")
      for (const dsl::SettingSpec& setting : block.settings)
        if (setting.name == "backend")
          for (const dsl::Option& option : setting.options) known.emplace_back(option.name);
  std::vector<std::string> there;
  for (const ad::BackendInfo& backend : ad::backends()) there.emplace_back(backend.name);
  CHECK(known == there);
}
