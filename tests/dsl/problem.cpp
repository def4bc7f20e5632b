// From text to a problem: defaults, every setting at its place, the command line, the resolved file, includes.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <set>

#include "data_files.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::Folder;
using ansatz::test::GivenFields;

namespace {

std::string codes(const Compilation& compiled) {
  std::string all;
  for (const Diagnostic& d : compiled.diagnostics) all += (all.empty() ? "" : " ") + d.code;
  return all;
}

Compilation compile_source(const std::string& text, const std::vector<Override>& overrides = {}) {
  return compile_text("test.pde", text, ".", overrides);
}

const std::string smallest = "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\n";
const std::string gallery = ANSATZ_SOURCE_DIR "/problems/";

/// Everything a problem says, as text; residuals as their values for a smooth field at a few points.
std::string summary(const Problem& problem) {
  std::string text = fmt::format("{}|", problem.title);
  for (const auto& name : problem.domain.space) text += name + ",";
  if (problem.domain.time)
    text += fmt::format("{} {} {}", *problem.domain.time, problem.domain.times.lower, problem.domain.times.upper);
  if (problem.domain.shape) text += problem.domain.shape->describe();
  for (const Unknown& unknown : problem.unknowns) text += fmt::format("|{} {}", unknown.name, unknown.start);
  std::vector<test::FieldFunction> fields;
  for (std::size_t i = 0; i < problem.fields.size(); ++i)
    fields.push_back([i](ad::Expr at) { return ad::sin(at[0] * (1.5 + static_cast<double>(i))) + ad::sum(at * at); });
  const std::size_t dimensions = problem.domain.dimensions();
  for (const Condition& condition : problem.conditions) {
    text += fmt::format("|{} {} {} {} {}", condition.name, static_cast<int>(condition.kind), condition.weight,
                        condition.points.value_or(0), condition.region.places.size());
    const GivenFields scope(static_cast<std::uint32_t>(dimensions), fields,
                            std::vector<double>(problem.unknowns.size(), 0.3), {0.6, 0.8});
    const std::vector<std::vector<double>> points(dimensions, {0.125, 0.75});
    for (const auto& row : scope.evaluate(condition.residuals(scope), points))
      for (const double value : row) text += fmt::format(" {}", value);
  }
  for (const NetworkSpec& n : problem.networks) {
    text += fmt::format("|{} {} {} {} {} {} {} {} {} {}", n.name, n.activation.name, static_cast<int>(n.adaptive.mode),
                        n.adaptive.n, n.adaptive.recovery, n.adaptive.exponential, static_cast<int>(n.init.kind),
                        n.init.mean, n.init.deviation, n.normalise_inputs);
    for (const std::uint32_t width : n.hidden) text += fmt::format(" {}", width);
  }
  text += fmt::format("|{} {} {} {}", static_cast<int>(problem.sampling.method), problem.sampling.equation,
                      problem.sampling.boundary, problem.sampling.fit);
  for (const Stage& stage : problem.stages) {
    text += fmt::format("|{} {}", stage.index(), std::visit([](const auto& s) { return s.steps; }, stage));
    if (const auto* adam = std::get_if<AdamStage>(&stage)) {
      text += fmt::format(" {} {} {}", adam->beta1, adam->beta2, adam->epsilon);
      for (const std::uint64_t step : {0, 1, 777}) text += fmt::format(" {}", adam->rate.at_step(step, adam->steps));
    }
  }
  text += fmt::format("|{} {} {}", static_cast<int>(problem.compute.precision), problem.compute.threads,
                      problem.compute.seed);
  const std::vector<double> at(2 * dimensions, 0.375);
  for (const ExactField& exact : problem.exact) {
    text += fmt::format("|{} {}", exact.field, exact.values.size());
    if (!exact.evaluate) continue;  // known at the points of a table
    double values[2];
    exact.evaluate(at.data(), 2, values);
    text += fmt::format(" {} {}", values[0], values[1]);
  }
  return text;
}

}  // namespace

TEST_CASE("four lines are a problem; everything else has a default") {
  const Compilation compiled = compile_source(smallest);
  REQUIRE(compiled.problem);
  const Problem& p = *compiled.problem;
  CHECK(p.name == "test");
  CHECK(p.fields == std::vector<std::string>{"u"});
  CHECK(p.networks.at(0).hidden == std::vector<std::uint32_t>{24, 24, 24});
  CHECK(p.networks[0].fields == std::vector<std::size_t>{0});
  CHECK(p.networks[0].adaptive.mode == Adaptation::llaaf);
  CHECK(p.networks[0].adaptive.n == 10);
  CHECK(p.networks[0].adaptive.recovery == 0);
  CHECK(p.networks[0].normalise_inputs);
  CHECK(p.sampling.equation == 2000);
  CHECK(p.sampling.boundary == 400);
  CHECK(std::get<LmStage>(p.stages.at(0)).steps == 500);
  const Compilation wide = compile_source(smallest + "network { hidden = [64]*3 }\n");  // too large for lm
  CHECK(std::get<AdamStage>(wide.problem->stages.at(0)).steps == 10000);
  CHECK(std::get<AdamStage>(wide.problem->stages[0]).rate.rate == 1e-3);
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
  CHECK(p.networks[0].adaptive.mode == Adaptation::nlaaf);
  CHECK(p.networks[0].adaptive.recovery == 0);
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

TEST_CASE("every problem of the gallery compiles without a word, and quickly") {
  int count = 0;
  double slowest = 0;
  for (const auto& entry : std::filesystem::directory_iterator(gallery)) {
    if (entry.path().extension() != ".pde") continue;
    CAPTURE(entry.path().string());
    double best = 1e9;
    for (int repeat = 0; repeat < 3; ++repeat) {
      const auto begin = std::chrono::steady_clock::now();
      const Compilation compiled = compile_file(entry.path(), {});
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
      CHECK(codes(compiled) == "");
      CHECK(compiled.problem.has_value());
    }
    slowest = std::max(slowest, best);
    ++count;
  }
  CHECK(count >= 9);
  MESSAGE("slowest problem of the gallery: " << slowest * 1e3 << " ms");
}

TEST_CASE("the resolved file is the same problem, bit for bit, and resolves to itself") {
  for (const auto& entry : std::filesystem::directory_iterator(gallery)) {
    if (entry.path().extension() != ".pde") continue;
    CAPTURE(entry.path().string());
    const Compilation first = compile_file(entry.path(), {{"compute.seed", "7"}, {"network.hidden", "[8]*3"}});
    REQUIRE(first.problem);
    const Folder copy;
    ansatz::test::copy(first.data_files, copy);
    const Compilation second = compile_text("test.pde", first.resolved, copy.path(), {});
    CHECK(codes(second) == "");
    REQUIRE(second.problem);
    CHECK(summary(*second.problem) == summary(*first.problem));
    CHECK(second.resolved == first.resolved);
  }
}

TEST_CASE("overridden values and spread-out settings survive in the resolved file") {
  const std::string text =
      "param p = (1 + 2)/3 in [0, 9]\nparam q = (2)  # a comment\n" + smallest +
      "eq u_xxx = p*q\nnetwork {\n  hidden = [4,  # first\n            (5 + 1)*2]\n  adaptive = nlaaf(q)\n}\n"
      "train adam { lr = (1 + p)/(1000*q); steps = 7 }\nloss { bc = 2*(p + 1) }\n";
  for (const std::vector<Override>& overrides : {std::vector<Override>{}, {{"p", "(2 + 1)/2"}, {"q", "3  # note"}}}) {
    const Compilation first = compile_source(text, overrides);
    REQUIRE_MESSAGE(first.problem, codes(first));
    const Compilation second = compile_source(first.resolved);
    REQUIRE_MESSAGE(second.problem, first.resolved);
    CHECK(summary(*second.problem) == summary(*first.problem));
  }
  const Compilation set = compile_source(text, {{"p", "2"}, {"network.hidden", "[3]"}});
  const auto find = [&](const std::string& name) {
    for (const SettingText& setting : set.settings)
      if (setting.name == name) return setting;
    return SettingText{};
  };
  CHECK(find("hidden").value == "[3]");
  CHECK(find("hidden").origin == Origin::command_line);
  CHECK(find("hidden").block == "network");
  CHECK(find("steps").origin == Origin::file);
  CHECK(find("steps").block == "train adam");
  CHECK(find("beta1").value == "0.9");
  CHECK(find("beta1").origin == Origin::fallback);
  CHECK(find("adaptive").value == "nlaaf(n = q, recovery = 0, op = exp)");
}

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
  CHECK(p.networks[0].adaptive.mode == Adaptation::gaaf);
  CHECK(p.networks[0].adaptive.n == 3);
  CHECK(p.networks[0].adaptive.recovery == 0.5);
  CHECK(!p.networks[0].adaptive.exponential);
  CHECK(p.networks[0].init.kind == Initialisation::Kind::normal);
  CHECK(p.networks[0].init.deviation == 0.2);
  CHECK(!p.networks[0].normalise_inputs);
  CHECK(p.networks.at(1).hidden == std::vector<std::uint32_t>{3, 4, 5});
  CHECK(p.networks[1].adaptive.mode == Adaptation::fixed);
  CHECK(p.networks[1].init.kind == Initialisation::Kind::glorot_uniform);
  CHECK(p.sampling.method == SamplingMethod::sobol);
  CHECK(p.sampling.fit == 30);
  std::vector<double> weights;
  std::vector<std::string> names;
  for (const Condition& c : p.conditions) weights.push_back(c.weight), names.push_back(c.name);
  CHECK(weights == std::vector<double>{3, 2, 4, 9, 1});
  CHECK(names == std::vector<std::string>{"first", "eq", "start", "bc", "bc2"});
  CHECK(p.conditions[4].region.places.at(0).coordinate == 1);
  REQUIRE(p.stages.size() == 3);
  const auto rate = [&](std::size_t stage, std::uint64_t step) {
    const AdamStage& adam = std::get<AdamStage>(p.stages[stage]);
    return adam.rate.at_step(step, adam.steps);
  };
  CHECK(rate(0, 10) == doctest::Approx(5e-3));
  CHECK(rate(1, 3) == doctest::Approx(0.05));
  CHECK(rate(2, 6) == doctest::Approx(0.01));
  CHECK(std::get<AdamStage>(p.stages[1]).epsilon == 1e-7);
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
  CHECK(std::get<AdamStage>(with("train.steps", "100").problem->stages[0]).steps == 100);
  CHECK(std::get<AdamStage>(with("train.adam.lr", "5*nu").problem->stages[0]).rate.rate == 0.5);
  CHECK(with("network.adaptive", "nlaaf(n = 5)").problem->networks[0].adaptive.n == 5);
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

TEST_CASE("every kind of training stage is lowered, and the defaults of the table are those of the stages") {
  const auto stage = [](const std::string& kind) {
    const Compilation compiled =
        compile_source("domain x in [0, 1] field u eq u_xx = -1 bc u = 0 on boundary train " + kind);
    REQUIRE(compiled.problem);
    REQUIRE(compiled.problem->stages.size() == 1);
    return compiled.problem->stages[0];
  };
  for (const std::string_view kind : variants("train")) {
    CAPTURE(kind);
    stage(std::string(kind) + " {}");
  }
  const auto lm = std::get<LmStage>(stage("lm {}"));
  CHECK(lm.steps == LmStage{}.steps);
  CHECK(lm.damping == LmStage{}.damping);
  CHECK(lm.lower == LmStage{}.lower);
  CHECK(lm.raise == LmStage{}.raise);
  CHECK(lm.acceleration == LmStage{}.acceleration);
  CHECK(lm.orthogonal == LmStage{}.orthogonal);
  CHECK(std::get<LmStage>(stage("lm { lower = 3; raise = 2; orthogonal = false }")).raise == 2);
  const auto ssbroyden = std::get<SsBroydenStage>(stage("ssbroyden {}"));
  CHECK(ssbroyden.steps == SsBroydenStage{}.steps);
  CHECK(ssbroyden.update == SsBroydenStage{}.update);
  CHECK(std::get<SsBroydenStage>(stage("ssbroyden { update = bfgs }")).update == InverseHessianUpdate::bfgs);
  const auto lbfgs = std::get<LbfgsStage>(stage("lbfgs { steps = 7 }"));
  CHECK(lbfgs.steps == 7);
  CHECK(lbfgs.memory == LbfgsStage{}.memory);
  const auto newton = std::get<NewtonCgStage>(stage("newton_cg {}"));
  CHECK(newton.inner == NewtonCgStage{}.inner);
  CHECK(newton.rank == NewtonCgStage{}.rank);
  const auto sgd = std::get<SgdStage>(stage("sgd {}"));
  CHECK(sgd.rate == SgdStage{}.rate);
  CHECK(sgd.momentum == SgdStage{}.momentum);
  CHECK(sgd.nesterov == SgdStage{}.nesterov);
}

TEST_CASE("the examples of the language compile, or say exactly what is not implemented yet") {
  const auto check = [](const char* file, const std::set<std::string>& missing) {
    CAPTURE(file);
    const Compilation compiled = compile_file(std::string(ANSATZ_SOURCE_DIR "/tests/dsl/examples/") + file, {},
                                              {{ANSATZ_SOURCE_DIR "/problems/reference"}, false});
    std::set<std::string> said;
    for (const Diagnostic& d : compiled.diagnostics) {
      if (d.severity == Severity::warning) continue;
      CHECK(d.code == "E0207");
      said.insert(d.message.substr(0, d.message.find(" is not")));
    }
    CHECK(said == missing);
    CHECK(compiled.problem.has_value() == missing.empty());
  };
  check("smallest.pde", {});
  check("burgers.pde", {"`plot`", "`sweep`"});
  check("discontinuous.pde", {"`plot`"});
  check("poisson_csg.pde", {"`report`"});
  check("cavity.pde", {"`plot`"});
  check("inverse_burgers.pde", {"`plot`"});
}

TEST_CASE("what is not implemented is all that keeps the examples from compiling") {
  for (const char* file : {"burgers.pde", "poisson_csg.pde", "cavity.pde"}) {
    CAPTURE(file);
    std::ifstream in(std::string(ANSATZ_SOURCE_DIR "/tests/dsl/examples/") + file);
    std::string text, line;
    bool inside = false;
    while (std::getline(in, line)) {
      inside = inside || line.starts_with("plot") || line.starts_with("sweep") || line.starts_with("output") ||
               line.starts_with("sample") || line.starts_with("loss");
      if (!inside) text += line + "\n";
      if (line.find('}') != std::string::npos || line.find("plot slopes") == 0) inside = false;
    }
    const Compilation compiled = compile_source(text);
    CHECK(codes(compiled) == "");
    CHECK(compiled.problem.has_value());
  }
}

TEST_CASE("included files stand in the place of their include") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() /
                          fmt::format("ansatz-include-{}", std::chrono::steady_clock::now().time_since_epoch().count());
  fs::create_directories(folder / "lib");
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(folder / name) << text; };
  write("lib/names.pde", "include \"more.pde\"\nlet two = 2\n");
  write("lib/more.pde", "title \"not this one\"\nparam nu = 0.5\n");
  write("main.pde",
        "title \"this one\"\ninclude \"lib/names.pde\"\ndomain x in [0, 1]\nfield u\neq u_xx = two*nu\nbc u = 0 on "
        "boundary\n");
  const Compilation good = compile_file(folder / "main.pde", {});
  CHECK(codes(good) == "");
  REQUIRE(good.problem);
  CHECK(good.problem->title == "this one");
  const Compilation again = compile_source(good.resolved);
  REQUIRE(again.problem);
  CHECK(summary(*again.problem) == summary(*good.problem));

  write("twice.pde", "include \"lib/names.pde\"\nparam nu = 1\n" + smallest);
  const Compilation twice = compile_file(folder / "twice.pde", {});
  REQUIRE(codes(twice).find("E0201") != std::string::npos);
  for (const Diagnostic& d : twice.diagnostics)
    if (d.code == "E0201") {
      CHECK(twice.sources[d.primary.span.file].name == "twice.pde");
      CHECK(twice.sources[d.secondary.at(0).span.file].name == "lib/more.pde");
      CHECK(d.message.find("lib/more.pde, line 2") != std::string::npos);
    }
  write("loop.pde", "include \"loop.pde\"\n" + smallest);
  CHECK(codes(compile_file(folder / "loop.pde", {})) == "E0204");
  write("lib/up.pde", "include \"../../outside.pde\"\n");
  write("escape.pde", "include \"lib/up.pde\"\n" + smallest);
  CHECK(codes(compile_file(folder / "escape.pde", {})) == "E0501");
  write("device.pde", "include \"/dev/zero\"\n" + smallest);
  CHECK(codes(compile_file(folder / "device.pde", {})) == "E0501");
  fs::create_symlink("/etc/hostname", folder / "link.pde");
  write("symlink.pde", "include \"link.pde\"\n" + smallest);
  CHECK(codes(compile_file(folder / "symlink.pde", {})) == "E0501");
  fs::remove_all(folder);
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
