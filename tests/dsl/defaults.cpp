// What a file leaves out has the value that a program gets which leaves it out: every setting of every block, every
// argument of every method. The table of the language writes defaults as text and reads them again; here they are
// compared with default-constructed structs.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "ansatz/dsl/schema.hpp"
#include "compiled.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

namespace {

const Schema& schema() {
  static const Schema all(builtin_methods());
  return all;
}

/// A setting of the struct that a block is lowered to.
template <class Settings>
SettingData read(const Settings& settings, const std::string& name) {
  const Setting* setting = method_of(settings)->find(name);
  REQUIRE(setting != nullptr);
  return setting->read(&settings);
}

SettingData read(const Problem& problem, const BlockSpec& block, const std::string& setting) {
  if (block.keyword == "network") return read(problem.networks.at(0), setting);
  if (block.keyword == "sample") return read(problem.sampling, setting);
  if (block.keyword == "loss") return read(problem.weighting, setting);
  if (block.keyword == "compute") return read(problem.compute, setting);
  REQUIRE(block.keyword == "train");
  return problem.stages.at(0).get(setting);
}

template <class Settings>
int compare_with_fresh(const Settings& lowered) {
  const Settings fresh;
  int compared = 0;
  for (const Setting& setting : method_of(fresh)->settings()) {
    if (!setting.rule.empty()) continue;  // follows from the problem
    CAPTURE(setting.name);
    CHECK(setting.read(&lowered) == setting.read(&fresh));
    ++compared;
  }
  return compared;
}

Problem problem_with(const std::string& more) {
  const Compilation compiled = compile_source(smallest + "eq u_xxx = 0\ntime t in [0, 1]\nic u = 0\n" + more);
  REQUIRE_MESSAGE(compiled.problem, messages(compiled));
  return *compiled.problem;
}

bool needs_an_argument(const Option& option) {
  return std::any_of(option.arguments.begin(), option.arguments.end(),
                     [](const SettingSpec& argument) { return argument.fallback.empty(); });
}

}  // namespace

TEST_CASE("a file without blocks has the settings of default-constructed structs") {
  const Problem problem = problem_with("");
  CHECK(compare_with_fresh(problem.networks.at(0)) >= 4);
  CHECK(compare_with_fresh(problem.sampling) >= 4);
  CHECK(compare_with_fresh(problem.weighting) >= 3);
  CHECK(compare_with_fresh(problem.compute) >= 4);
}

TEST_CASE("a stage that is named alone has the settings of a default-constructed one") {
  const Catalogue methods = builtin_methods();
  const std::vector<std::string> kinds = schema().variants("train");
  CHECK(kinds.size() >= 6);
  for (const std::string& kind : kinds) {
    CAPTURE(kind);
    CHECK(problem_with("train " + kind + " {}").stages.at(0) == Stage(Choice(methods.find("train", kind))));
  }
}

TEST_CASE("a method that is named alone has the settings of a default-constructed one") {
  int compared = 0;
  for (const BlockSpec& block : schema().blocks())
    for (const SettingSpec& setting : block.settings)
      for (const Option& option : setting.options) {
        const bool list = setting.type == SettingType::inputs || setting.type == SettingType::choice_list;
        if (!option.method || list || needs_an_argument(option)) continue;
        CAPTURE(block.keyword);
        CAPTURE(setting.name);
        CAPTURE(option.name);
        const Problem problem =
            problem_with(fmt::format("{} {} {{ {} = {} }}", block.keyword, block.variant, setting.name, option.name));
        CHECK(read(problem, block, setting.name) == SettingData(Choice(option.method)));
        ++compared;
      }
  CHECK(compared >= 12);
}
