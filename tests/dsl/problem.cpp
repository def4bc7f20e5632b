// From text to a problem: defaults, the examples, unknowns, hostile texts. The gallery: gallery.cpp.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <numbers>
#include <set>

#include "ansatz/core/automatic.hpp"
#include "compiled.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

TEST_CASE("four lines are a problem; everything else has a default") {
  const Compilation compiled = compile_source(smallest);
  REQUIRE(compiled.problem);
  const Problem& p = *compiled.problem;
  CHECK(p.name == "test");
  CHECK(p.fields == std::vector<std::string>{"u"});
  CHECK(p.networks.at(0).hidden == std::vector<std::uint32_t>{24, 24, 24});
  CHECK(p.networks[0].fields == std::vector<std::size_t>{0});
  CHECK(adaptation_of(p, p.networks[0]) == FixedSlopes{});
  CHECK(p.networks[0].normalise_inputs);
  CHECK(p.sampling.equation == 2000);
  CHECK(p.sampling.boundary == 400);
  CHECK(p.stages.at(0) == Auto{.steps = 600});
  const Compilation wide = compile_source(smallest + "network { hidden = [64]*3 }\n");  // too large for auto
  CHECK(wide.problem->stages.at(0) == Adam{.steps = 10000, .lr = 1e-3});
  CHECK(p.compute.threads == 0);
  REQUIRE(p.conditions.size() == 2);
  CHECK(p.conditions[0].name == "eq");
  CHECK(p.conditions[1].name == "bc");
  CHECK(p.conditions[1].region.places.at(0).kind == Place::Kind::boundary);
}

TEST_CASE("the Burgers problem of the gallery, in full") {
  const Compilation compiled = compile_file(gallery + "burgers.pde", {});
  CHECK(compiled.diagnostics.empty());
  REQUIRE(compiled.problem);
  const Problem& p = *compiled.problem;
  CHECK(p.domain.space == std::vector<std::string>{"x"});
  CHECK(p.domain.time == "t");
  CHECK(p.networks.at(0).hidden == std::vector<std::uint32_t>(6, 20));
  CHECK(p.networks[0].adaptive == Nlaaf{});
  CHECK(p.sampling.equation == 10000);
  CHECK(p.sampling.boundary == 400);
  REQUIRE(p.conditions.size() == 3);
  CHECK(p.conditions[0].name == "burgers");
  CHECK(p.conditions[1].kind == ConditionKind::initial);
  const Region& walls = p.conditions[2].region;
  REQUIRE(walls.places.size() == 2);
  CHECK(walls.places[0].kind == Place::Kind::face);
  CHECK(walls.places[0].value == -1);
  CHECK(walls.places[1].value == 1);
  const GivenFields scope(2, {[](ad::Expr at) { return at[0] * at[0] * at[1]; }});
  const auto r = scope.evaluate(p.conditions[0].residuals(scope), {{0.5}, {2}});
  CHECK(r[0][0] == doctest::Approx(0.25 + 0.5 * 2 - 0.01 / std::numbers::pi * 4).epsilon(1e-14));
}

TEST_CASE("unknowns, their bounds and exact values") {
  const Compilation compiled = compile_source("unknown a = 0.5 in [0, 1]\nunknown b = -1\n" + smallest +
                                              "fit u = a*x\neq u_xx = b\nexact a = 1/3, u = x\nexact b = -1\n");
  REQUIRE(compiled.problem);
  const Problem& p = *compiled.problem;
  REQUIRE(p.unknowns.size() == 2);
  CHECK(p.unknowns[0].bounds->upper == 1);
  CHECK(!p.unknowns[1].bounds);
  CHECK(p.exact_unknowns.at(0) == 1.0 / 3);
  CHECK(p.exact_unknowns.at(1) == -1);
}

TEST_CASE("the examples of the language compile") {
  for (const char* file :
       {"smallest.pde", "burgers.pde", "discontinuous.pde", "poisson_csg.pde", "cavity.pde", "inverse_burgers.pde"}) {
    CAPTURE(file);
    const Compilation compiled = compile_file(std::string(ANSATZ_SOURCE_DIR "/tests/dsl/examples/") + file, {},
                                              {{ANSATZ_SOURCE_DIR "/problems/reference"}, false});
    CHECK_MESSAGE(compiled.problem.has_value(), test::messages(compiled));
  }
}

TEST_CASE("hostile files are ordinary errors") {
  std::string chain = "let a0 = 1\n";
  for (int i = 1; i < 5000; ++i) chain += fmt::format("let a{} = a{} + 1\n", i, i - 1);
  CHECK(codes(compile_source(chain + smallest + "eq u_xxx = a4999\n")).find("E0109") != std::string::npos);
  std::string nested = "let f0(z) = z\n";
  for (int i = 1; i < 5000; ++i) nested += fmt::format("let f{}(z) = f{}(sin(z))\n", i, i - 1);
  CHECK(codes(compile_source(nested + smallest + "eq u_xxx = f4999(x)\n")).find("E0109") != std::string::npos);
  std::string wide = "let g0(z) = z*x + sin(z)\n";
  for (int i = 1; i < 40; ++i) wide += fmt::format("let g{}(z) = g{}(z + x) + g{}(z*x + {})\n", i, i - 1, i - 1, i);
  CHECK(codes(compile_source(wide + smallest + "eq u_xxx = g39(u)\n")).find("E0109") != std::string::npos);
  CHECK(codes(compile_source(smallest + "network { hidden = [4]*1000000000 }\n")) == "E0109");
  CHECK(codes(compile_source(smallest + "train adam { lr = step(1, at = 1..1000000000) }\n")) == "E0109");
  CHECK(codes(compile_source("")).find("E0408") != std::string::npos);
}
