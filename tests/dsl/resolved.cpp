// Files that stand for others: the resolved file is the problem it was written from, an
// included one is part of the file.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <filesystem>

#include "compiled.hpp"
#include "data_files.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

namespace {

/// Every setting that core describes.
std::string settings_of(const Method& method, const void* settings) {
  std::string text;
  for (const Setting& setting : method.settings()) text += ' ' + written(setting.read(settings));
  return text;
}

/// Everything a problem says, as text; residuals as their values for a smooth field at a few points.
std::string summary(const Problem& problem) {
  std::string text = fmt::format("{}|", problem.title);
  for (const auto& name : problem.domain.space) text += name + ",";
  if (problem.domain.time)
    text += fmt::format("{} {} {}", *problem.domain.time, problem.domain.times.lower, problem.domain.times.upper);
  if (problem.domain.shape) text += problem.domain.shape->describe();
  for (const UnknownSpec& unknown : problem.unknowns) text += fmt::format("|{} {}", unknown.name, unknown.start);
  std::vector<test::FieldFunction> fields;
  for (std::size_t i = 0; i < problem.fields.size(); ++i)
    fields.push_back([i](ad::Expr at) { return ad::sin(at[0] * (1.5 + static_cast<double>(i))) + ad::sum(at * at); });
  const std::size_t dimensions = problem.domain.dimensions();
  const std::vector<double> normal(dimensions, 0.6);
  for (const Condition& condition : problem.conditions) {
    text += fmt::format("|{} {} {} {} {}", condition.name, static_cast<int>(condition.kind), condition.weight,
                        condition.points.value_or(0), condition.region.places.size());
    const GivenFields scope(static_cast<std::uint32_t>(dimensions), fields,
                            std::vector<double>(problem.unknowns.size(), 0.3), normal);
    const std::vector<std::vector<double>> points(dimensions, {0.125, 0.75});
    for (const auto& row : scope.evaluate(condition.residuals(scope), points))
      for (const double value : row) text += fmt::format(" {}", value);
  }
  for (const NetworkSpec& n : problem.networks) {
    text += fmt::format("|{} {}{}", n.name, n.activation.name, settings_of(*method_of(n), &n));
    for (const std::uint32_t width : n.hidden) text += fmt::format(" {}", width);
  }
  text += settings_of(*method_of(problem.sampling), &problem.sampling);
  text += settings_of(*method_of(problem.weighting), &problem.weighting);
  text += settings_of(*method_of(problem.compute), &problem.compute);
  for (const Stage& stage : problem.stages) text += stage.name() + settings_of(stage.method(), stage.settings());
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

TEST_CASE("the resolved file is the same problem, bit for bit, and resolves to itself") {
  for (const auto& entry : std::filesystem::directory_iterator(gallery)) {
    if (entry.path().extension() != ".pde") continue;
    CAPTURE(entry.path().string());
    const Compilation first = compile_file(entry.path(), {{"compute.seed", "7"}, {"network.hidden", "[8]*3"}});
    REQUIRE(first.problem);
    const Folder copy;
    test::copy(first.data_files, copy);
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
  CHECK(find("adaptive").value == "nlaaf(n = q, recovery = 0, op = exp, over = mean)");
}

TEST_CASE("included files stand in the place of their include") {
  const Folder folder;
  folder.write("lib/names.pde", "include \"more.pde\"\nlet two = 2\n");
  folder.write("lib/more.pde", "title \"not this one\"\nparam nu = 0.5\n");
  folder.write(
      "main.pde",
      "title \"this one\"\ninclude \"lib/names.pde\"\ndomain x in [0, 1]\nfield u\neq u_xx = two*nu\nbc u = 0 on "
      "boundary\n");
  const Compilation good = compile_file(folder / "main.pde", {});
  CHECK(codes(good) == "");
  REQUIRE(good.problem);
  CHECK(good.problem->title == "this one");
  const Compilation again = compile_source(good.resolved);
  REQUIRE(again.problem);
  CHECK(summary(*again.problem) == summary(*good.problem));

  folder.write("twice.pde", "include \"lib/names.pde\"\nparam nu = 1\n" + smallest);
  const Compilation twice = compile_file(folder / "twice.pde", {});
  REQUIRE(codes(twice).find("E0201") != std::string::npos);
  for (const Diagnostic& d : twice.diagnostics)
    if (d.code == Code::already_taken) {
      CHECK(twice.sources[d.primary.span.file].name == "twice.pde");
      CHECK(twice.sources[d.secondary.at(0).span.file].name == "lib/more.pde");
      CHECK(d.message.find("lib/more.pde, line 2") != std::string::npos);
    }
  folder.write("loop.pde", "include \"loop.pde\"\n" + smallest);
  CHECK(codes(compile_file(folder / "loop.pde", {})) == "E0204");
  folder.write("lib/up.pde", "include \"../../outside.pde\"\n");
  folder.write("escape.pde", "include \"lib/up.pde\"\n" + smallest);
  CHECK(codes(compile_file(folder / "escape.pde", {})) == "E0501");
  folder.write("device.pde", "include \"/dev/zero\"\n" + smallest);
  CHECK(codes(compile_file(folder / "device.pde", {})) == "E0501");
  std::filesystem::create_symlink("/etc/hostname", folder / "link.pde");
  folder.write("symlink.pde", "include \"link.pde\"\n" + smallest);
  CHECK(codes(compile_file(folder / "symlink.pde", {})) == "E0501");
}
