// A method is one file: what a program registers through the public headers can be written in a file, is
// checked with its place, shown, documented, trained, saved and resumed. And every word that the
// language knows is done by something.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <fstream>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/writers.hpp"
#include "ansatz/dsl/reference.hpp"
#include "compiled.hpp"
#include "core/resumption.hpp"
#include "fake_methods.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

namespace {

const std::string with_fakes = smallest +
                               "network { layers = [dense(5), act, gains(start = 0.8)]; adaptive = springs(stiffness = "
                               "0.5) }\n"
                               "output { save = [model, lines(most = 3)] }\n"
                               "sample { eq = 40; method = golden(shift = 0.25) }\n"
                               "train signs { steps = 30; length = halving(5e-3, every = 12); keep = 0.5 }\n";

Compilation compiled(const std::string& text, const std::vector<Override>& overrides = {}) {
  return compile_text("test.pde", text, ".", overrides, {}, fake::methods());
}

/// The text that an error marks.
std::string marked(const Compilation& result) {
  const Span place = result.diagnostics.at(0).primary.span;
  return result.sources[place.file].text.substr(place.begin, place.end - place.begin);
}

}  // namespace

TEST_CASE("registered methods are said in a file with settings of their own, and train") {
  const Compilation result = compiled(with_fakes);
  REQUIRE_MESSAGE(result.problem, messages(result));
  const Problem& problem = *result.problem;
  CHECK(problem.stages.at(0) ==
        fake::Signs{.steps = 30, .length = fake::Halving{.start = 5e-3, .every = 12}, .keep = 0.5});
  CHECK(problem.networks.at(0).adaptive == fake::Springs{.stiffness = 0.5});
  CHECK(problem.networks.at(0).layers == std::vector<Layer>{Dense{5}, Act{}, fake::Gains{.start = 0.8}});
  CHECK(problem.sampling.method == fake::Golden{.shift = 0.25});
  CHECK(result.output.formats == std::vector<Format>{fake::Lines{.most = 3}});

  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.last.step == 30);
  CHECK(outcome.last.loss < 0.8 * outcome.history.front().loss);
  CHECK(outcome.last.terms.back().name == "recovery");  // of the springs
  CHECK(outcome.slopes.front().mean == doctest::Approx(0.9));
  CHECK(outcome.slopes.back().layer == 1);  // of one activation
  test::check_resumption(problem, {5, 13, 29});
  CHECK(compiled(result.resolved).resolved == result.resolved);
}

TEST_CASE("a registered format writes what `save` names, and a registered layer is part of what is saved and loaded") {
  const test::Folder folder;
  const Compilation result = compiled(with_fakes);
  const Problem& problem = *result.problem;
  Solver solver(problem);
  solver.train(until(7));
  CHECK(solver.solution().parameter("network/gain3").rows == 5);
  solver.save(folder / "checkpoint");
  const Solution loaded = Solution::load(folder / "checkpoint", problem);
  for (const Format& format : result.output.formats)
    CHECK(write(folder / "solution", Extract(loaded, fields_of(problem), usual_places(problem)), format) ==
          folder / "solution.lines");
  std::ifstream file(folder / "solution.lines");
  std::string line;
  for (std::size_t p = 0; p < 3; ++p) {
    std::getline(file, line);
    CHECK(line.starts_with("x "));
  }
  CHECK(!std::getline(file, line));
}

TEST_CASE("what a registered method may not be is an error with its place") {
  const auto refused = [](const char* setting, const char* code, const char* place, const char* message) {
    CAPTURE(setting);
    const Compilation result = compiled(smallest + setting);
    CHECK(codes(result) == code);
    REQUIRE(!result.diagnostics.empty());
    CHECK(marked(result) == place);
    CHECK(result.diagnostics[0].message == message);
  };
  refused("train signs { keep = 1 }", "E0304", "1", "`keep` must be a number from 0 to below 1; got 1");
  refused("train signs { length = halving(1, every = 0.5) }", "E0304", "0.5",
          "`every` must be a whole number from 1 to 1000000000000; got 0.5");
  refused("train signs { length = halving() }", "E0303", "halving()", "`halving` needs `start`: at step 0");
  refused("sample { method = golden(shift = -1) }", "E0304", "-1",
          "`shift` must be a number from 0 to below 1; got -1");
  refused("network { layers = [dense(4), act, gains(start = 0)] }", "E0304", "0",
          "`start` must be a number > 0; got 0");
  refused("network { layers = [dense(4), act, gain] }", "E0205", "gain", "`layers` cannot be `gain`");
  refused("network { adaptive = fixed(stiffness = 2) }", "E0409", "stiffness",
          "`fixed` has no slopes, and no `stiffness`");
  refused("train signs { kep = 0 }", "E0205", "kep", "`train signs` has no setting `kep`");
  CHECK(codes(compile_source(with_fakes)) == "E0205 E0205 E0205 E0205 E0205");  // for who has not registered them
  CHECK_THROWS_WITH_AS(check(Stage(fake::Signs{.keep = 1})), "signs: `keep` must be a number from 0 to below 1; got 1",
                       UserError);
}

TEST_CASE("registered methods stand in the reference, and among the settings that are shown") {
  std::string reference;
  for (const ReferencePage& page : reference_pages(fake::methods())) reference += page.markdown;
  for (const char* text :
       {"## `train signs`",
        "| `keep` | a number from 0 to below 1 | `0.9` | part of the mean of gradients that is kept |",
        "`halving(start, every = 10)`", "`springs(stiffness = 1)`", "`golden(shift = 0)`", "`gains(start = 1)`",
        "`lines(most = 2)`", "or `signs` and the activation has no trained arguments, else `fixed`"})
    CHECK_MESSAGE(reference.find(text) != std::string::npos, std::string(text));
  std::string shown;
  for (const SettingText& row : compiled(with_fakes).settings)
    shown += fmt::format("{} {} = {}\n", row.block, row.name, row.value);
  for (const char* text :
       {"train signs length = halving(start = 5e-3, every = 12)\n", "train signs keep = 0.5\n",
        "network adaptive = springs(stiffness = 0.5)\n", "network layers = [dense(5), act, gains(start = 0.8)]\n",
        "sample method = golden(shift = 0.25)\n"})
    CHECK_MESSAGE(shown.find(text) != std::string::npos, shown);
}

TEST_CASE("a checkpoint belongs to the settings of registered methods") {
  const test::Folder folder;
  Solver solver(*compiled(with_fakes).problem);
  solver.train(until(7));
  solver.save(folder / "checkpoint");
  const auto restore = [&](const std::vector<Override>& overrides) {
    const Compilation other = compiled(with_fakes, overrides);
    REQUIRE_MESSAGE(other.problem, messages(other));
    Solver(*other.problem).restore(folder / "checkpoint");
  };
  restore({});
  restore({{"train.steps", "31"}});  // the last stage may be prolonged
  restore({{"train.keep", "0.6"}});  // and numbers of stages be other ones from here on
  restore({{"train.length", "halving(5e-3, every = 11)"}});
  for (const Override& change : std::vector<Override>{{"network.adaptive", "springs(stiffness = 0.6)"},
                                                      {"network.layers", "[dense(5), act, gains(start = 0.7)]"},
                                                      {"sample.method", "golden(shift = 0.26)"},
                                                      {"loss.balance", "ntk"},
                                                      {"loss.slices", "8"}}) {
    CAPTURE(change.key);
    CHECK_THROWS_AS(restore({change}), UserError);
  }
}

TEST_CASE("what cannot be spoken of is not registered") {
  const auto refused = [](std::string name, std::string doc, std::vector<Setting> settings, const char* message) {
    Catalogue methods = builtin_methods();
    const auto method = std::make_shared<const Method>(described<fake::Golden>, name, doc, settings);
    CHECK_THROWS_WITH_AS(methods.add("sampler", method), message, UserError);
  };
  using fake::Golden;
  const Setting shift = setting("shift", &Golden::shift, "where");
  refused("lhs", "a second one", {}, "there is a method `lhs` of the family `sampler` already");
  refused("My Way", "spread", {},
          "`My Way` cannot be written as the name of a method: small letters, digits and `_`, a letter first");
  refused("mine", "", {}, "`mine` does not say what it does");
  refused("mine", "spread", {shift, shift}, "`mine` has two settings `shift`");
  refused("mine", "spread", {setting("shift", &Golden::shift, limits::positive, "where")},
          "mine: `shift` must be a number > 0; got 0");
  CHECK_THROWS_AS(Stage(Choice(method_of(Golden{}))), UserError);  // of another family
}

TEST_CASE("what a problem does not say is the same for one of text and one of C++") {
  const Compilation text = compile_source(smallest);
  REQUIRE(text.problem);
  Problem plain;
  plain.domain = text.problem->domain;
  NetworkSpec network;
  network.fields = {0};
  plain.stages = {default_stage({&network, 1}, 1)};
  const auto settings = [](const auto& all) {
    std::string said;
    for (const Setting& setting : method_of(all)->settings())
      if (setting.rule.empty()) said += setting.name + " = " + written(setting.read(&all)) + "\n";
    return said;
  };
  CHECK(settings(text.problem->sampling) == settings(plain.sampling));
  CHECK(settings(text.problem->weighting) == settings(plain.weighting));
  CHECK(settings(text.problem->compute) == settings(plain.compute));
  CHECK(settings(text.problem->networks.at(0)) == settings(network));
  CHECK(text.problem->stages == plain.stages);
  CHECK(text.problem->sampling.equation == equation_points(plain));
  CHECK(text.problem->sampling.boundary == boundary_points(plain));
  CHECK(text.problem->sampling.fit == fit_points(plain));
  CHECK(adaptation_of(*text.problem, text.problem->networks[0]) == adaptation_of(plain, network));
  CHECK(resampling_steps(*text.problem) == resampling_steps(plain));
  CHECK(resampling_places(*text.problem) == resampling_places(plain));
}

TEST_CASE("every word that the language knows is done by something") {
  const Schema schema(builtin_methods());
  const auto value = [](const SettingSpec& argument) -> std::string {
    if (argument.type == SettingType::coordinates) return "x";
    if (argument.type == SettingType::whole) return fmt::format("{} = 3", argument.name);
    if (argument.type == SettingType::choice_list)
      return fmt::format("{} = [{}]", argument.name, argument.options.front().name);
    if (argument.fallback.empty())
      return fmt::format("{} = {}", argument.name, argument.type == SettingType::real_list ? "[3]" : "0.01");
    return fmt::format("{} = {}", argument.name, argument.fallback);
  };
  std::size_t words = 0;
  for (const BlockSpec& block : schema.blocks())
    for (const SettingSpec& setting : block.settings)
      for (const Option& option : setting.options) {
        std::string arguments;
        for (const SettingSpec& argument : option.arguments)
          arguments += (arguments.empty() ? "" : ", ") + value(argument);
        const std::string said = arguments.empty() ? option.name : fmt::format("{}({})", option.name, arguments);
        const std::string last = setting.name == "layers" ? ", act" : "";  // a network does not end in a linear map
        const bool list = setting.type == SettingType::inputs || setting.type == SettingType::choice_list;
        const std::string set = fmt::format("{} = {}", setting.name, list ? "[" + said + last + "]" : said);
        const std::string text = block.variant == "domain" ? fmt::format("domain x in [0, 1] with {}\n", set)
                                 : block.keyword == "with"
                                     ? fmt::format("let k(x) from \"conductivity.csv\" with {}\nfit u = k(x)\n", set)
                                     : fmt::format("{} {} {{ {} }}\n", block.keyword, block.variant, set);
        CAPTURE(text);
        const std::string over = option.name == "deeponet" ? "over mu in [0, 1]\n" : "";  // what it is for
        const Compilation result =
            compile_text("test.pde", problem_for(text) + over + text, ANSATZ_SOURCE_DIR "/tests/dsl/tables", {});
        CHECK_MESSAGE(result.problem, messages(result));
        ++words;
      }
  CHECK(words > 35);
}
