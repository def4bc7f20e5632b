// Settings of the file and of the command line, at the places of the problem where they belong.
#include <doctest/doctest.h>

#include <numbers>

#include "ansatz/core/automatic.hpp"
#include "compiled.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

TEST_CASE("settings arrive where they belong") {
  const Compilation compiled = compile_source(
      "field u, v\ndomain x in [0, 2*pi]\ntime t in [0.5, 1]\nparam m = 3\n"
      "eq first: u_t = v_x\neq u_x = v\nic start: u = 0, v = 0\nbc u = 0 on x = 0, x = 2*pi with weight = m^2\nbc v = "
      "0 on t = 1\n"
      "network A of v { hidden = [5, 6]*2; activation = sin; adaptive = gaaf(m, 0.5, identity); init = normal(0, 0.2); "
      "normalise = false }\n"
      "network B of u { hidden = 3..5; adaptive = fixed; init = glorot_uniform }\n"
      "sample { eq = 10; boundary = 20; fit = 30; method = sobol }\nloss { eq = 2; first = 3; ic = 4 }\n"
      "train adam { lr = exponential(1e-2, rate = 0.5, every = 10); steps = 5 }\n"
      "train adam { lr = step(0.1, factor = 0.5, at = [2, 4]); steps = 6; beta1 = 0.8; beta2 = 0.9; epsilon = 1e-7 }\n"
      "train adam { lr = cosine(0.1, final = 0.01); steps = 7 }\n"
      "compute { precision = f32; threads = 3; seed = 12 }\noutput { dir = \"there\"; save = [csv] }\n");
  REQUIRE_MESSAGE(compiled.problem, codes(compiled));
  const Problem& p = *compiled.problem;
  CHECK(p.networks.at(0).name == "A");
  CHECK(p.networks[0].fields == std::vector<std::size_t>{1});
  CHECK(p.networks[0].hidden == std::vector<std::uint32_t>{5, 6, 5, 6});
  CHECK(p.networks[0].adaptive == Gaaf{.n = 3, .recovery = 0.5, .op = SlopeOperator::identity});
  CHECK(p.networks[0].init == NormalNumbers{.deviation = 0.2});
  CHECK(!p.networks[0].normalise_inputs);
  CHECK(p.networks.at(1).hidden == std::vector<std::uint32_t>{3, 4, 5});
  CHECK(p.networks[1].adaptive == FixedSlopes{});
  CHECK(p.networks[1].init == GlorotUniform{});
  CHECK(p.sampling.method == SobolPoints{});
  CHECK(p.sampling.fit == 30);
  std::vector<double> weights;
  std::vector<std::string> names;
  for (const Condition& c : p.conditions) weights.push_back(c.weight), names.push_back(c.name);
  CHECK(weights == std::vector<double>{3, 2, 4, 9, 1});
  CHECK(names == std::vector<std::string>{"first", "eq", "start", "bc", "bc2"});
  CHECK(p.conditions[4].region.places.at(0).coordinate == 1);
  REQUIRE(p.stages.size() == 3);
  const auto rate = [&](std::size_t stage, std::uint64_t step) {
    const Adam& adam = *p.stages[stage].get_if<Adam>();
    return adam.lr.at_step(step, adam.steps);
  };
  CHECK(rate(0, 10) == doctest::Approx(5e-3));
  CHECK(rate(1, 3) == doctest::Approx(0.05));
  CHECK(rate(2, 6) == doctest::Approx(0.01));
  CHECK(p.stages[1].get_if<Adam>()->epsilon == 1e-7);
  CHECK(p.compute.precision == ad::Precision::f32);
  CHECK(p.compute.threads == 3);
  CHECK(p.compute.seed == 12);
  CHECK(compiled.output.directory == "there");
  CHECK(compiled.output.save == std::vector<std::string>{"csv"});
}

TEST_CASE("the command line wins over the file, and is checked like the file") {
  const std::string text =
      "param nu = 0.1 in [0, 1]\nlet k = 2*nu\n" + smallest + "eq u_xxx = k\ntrain adam { steps = 9 }\n";
  const auto with = [&](std::string key, std::string value) {
    return compile_source(text, {{std::move(key), std::move(value)}});
  };
  const auto value_of_k = [](const Compilation& c) {
    const GivenFields scope(1, {[](ad::Expr at) { return at[0]; }});
    return -scope.evaluate({c.problem->conditions.at(2).residuals(scope).at(0)}, {{0.5}})[0][0];
  };
  CHECK(value_of_k(with("nu", "0.01/pi + 0.1")) == doctest::Approx(2 * (0.01 / std::numbers::pi + 0.1)).epsilon(1e-15));
  CHECK(with("train.steps", "100").problem->stages[0].get("steps") == SettingData(100.0));
  CHECK(with("train.adam.lr", "5*nu").problem->stages[0].get("lr") == SettingData(0.5));
  CHECK(with("network.adaptive", "nlaaf(n = 5)").problem->networks[0].adaptive == Nlaaf{.n = 5});
  CHECK(with("loss.bc", "3").problem->conditions[1].weight == 3);
  CHECK(with("compute.seed", "4").problem->compute.seed == 4);
  CHECK(codes(with("nu", "2")) == "E0307");
  CHECK(codes(with("mu", "2")) == "E0206");
  CHECK(codes(with("k", "2")) == "E0206");
  CHECK(codes(with("train.stepz", "2")) == "E0205");
  CHECK(codes(with("trane.steps", "2")) == "E0206");
  CHECK(codes(with("train.steps", "2.5")) == "E0304");
  CHECK(codes(with("nu", "sinn(1)")) == "E0203");
  CHECK(!with("nu", "0.1 +").problem);
  const Compilation caret = with("network.adaptive", "llaf(n = 5)");
  REQUIRE(codes(caret) == "E0205");
  CHECK(caret.sources[caret.diagnostics[0].primary.span.file].name == "--set network.adaptive");
  CHECK(caret.diagnostics[0].primary.span.begin == 0);
  CHECK(caret.diagnostics[0].primary.span.end == 4);
}

TEST_CASE("`auto` follows from how the problem is trained, and says what it stands for") {
  struct Case {
    std::string stages, adaptive, resample, adapt;
  };
  for (const Case& c : std::vector<Case>{
           {"", "fixed", "10", "rad"},
           {"train auto {}", "fixed", "10", "rad"},
           {"train lm {}", "fixed", "100", "rad"},
           {"train ssbroyden {} train auto {}", "fixed", "never", "uniform"},
           {"train newton_cg {}", "fixed", "100", "rad"},
           {"train lbfgs {}", "fixed", "never", "uniform"},
           {"train ssbroyden {} train lm {}", "fixed", "never", "uniform"},
           {"train adam {}", "llaaf(n = 10)", "never", "uniform"},
           {"train sgd {}", "llaaf(n = 10)", "never", "uniform"},
           {"train adam {} train lm {}", "llaaf(n = 10)", "never", "uniform"},
           {"sample { resample = 7 }", "fixed", "", "uniform"},
           {"network { adaptive = nlaaf(n = 3) } train lm {}", "", "100", "rad"},
       }) {
    CAPTURE(c.stages);
    const Compilation compiled = compile_source(smallest + "eq u_xxx = 0\n" + c.stages);
    REQUIRE(compiled.problem);
    const auto stands_for = [&](const std::string& name) {
      for (const SettingText& setting : compiled.settings)
        if (setting.name == name) return setting.stands_for;
      return std::string("no such setting");
    };
    CHECK(stands_for("adaptive") == c.adaptive);
    CHECK(stands_for("resample") == c.resample);
    CHECK(stands_for("adapt") == c.adapt);
    CHECK(stands_for("hidden") == "");
    const Problem& problem = *compiled.problem;
    const Adaptation adaptive = adaptation_of(problem, problem.networks[0]);
    if (c.adaptive == "fixed") CHECK(adaptive == FixedSlopes{});
    if (c.adaptive == "llaaf(n = 10)") CHECK(adaptive == Llaaf{});
    CHECK(resampling_steps(problem) == (c.resample == "never" ? 0 : c.resample == "" ? 7 : std::stoul(c.resample)));
    CHECK(tests_points(problem) == (c.resample == "10"));
    CHECK((resampling_places(problem) == Rad{}) == (c.adapt == "rad"));
  }
}

TEST_CASE("what only reads `auto` stands for itself: a text, the name of a `let`") {
  const Compilation compiled =
      compile_source(smallest + "eq u_xxx = 0\nlet auto(z) = tanh(z)\n" +
                     "network { activation = auto; adaptive = fixed }\noutput { dir = \"auto\" }\n");
  REQUIRE(compiled.problem);
  for (const SettingText& setting : compiled.settings)
    if (setting.name == "activation" || setting.name == "dir") CHECK(setting.stands_for == "");
}

TEST_CASE("settings of training stages arrive, the others keep their defaults (defaults.cpp)") {
  const auto stage = [](const std::string& kind) {
    const Compilation compiled =
        compile_source("domain x in [0, 1] field u eq u_xx = -1 bc u = 0 on boundary train " + kind);
    REQUIRE(compiled.problem);
    REQUIRE(compiled.problem->stages.size() == 1);
    return compiled.problem->stages[0];
  };
  CHECK(stage("lm {}") == Lm{});
  CHECK(stage("lm { lower = 3; raise = 2; orthogonal = false }") == Lm{.lower = 3, .raise = 2, .orthogonal = false});
  CHECK(stage("ssbroyden { update = bfgs }") == SsBroyden{.update = InverseHessianUpdate::bfgs});
  CHECK(stage("lbfgs { steps = 7 }") == Lbfgs{.steps = 7});
  CHECK(stage("sgd { nesterov = true; batch = 12 }") == Sgd{.nesterov = true, .batch = 12});
}
