// Properties of the table of settings: for every row, what the table promises is what a file gets.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>

#include "ansatz/dsl/schema.hpp"
#include "compiled.hpp"

using namespace ansatz::dsl;

namespace {

const Schema& schema() {
  static const Schema all(ansatz::builtin_methods());
  return all;
}

Compilation compiled(const std::string& more, const std::vector<Override>& overrides = {}) {
  return compile_text("test.pde", ansatz::test::problem_for(more) + more, ANSATZ_SOURCE_DIR "/tests/dsl/tables",
                      overrides);
}

std::string block(const BlockSpec& spec, const std::string& settings) {
  if (spec.variant == "check") return fmt::format("check u_x = 0 on x = 0 with {}\n", settings);
  if (spec.variant == "let") return fmt::format("let k(x) from \"conductivity.csv\" with {}\nfit u = k(x)\n", settings);
  if (spec.variant == "domain") return fmt::format("domain x in [0, 1] with {}\n", settings);
  if (spec.keyword == "with") return fmt::format("bc u_x = 0 on x = 0 with {}\n", settings);
  const bool needs_file = spec.keyword == "data" && settings.find("file") == std::string::npos;
  return fmt::format("{} {} {{ {} {} }}\n", spec.keyword, spec.variant, needs_file ? "file = \"heights.csv\";" : "",
                     settings);
}

const Diagnostic* find(const Compilation& result, std::string_view code) {
  for (const Diagnostic& d : result.diagnostics)
    if (d.number() == code) return &d;
  return nullptr;
}

/// Calls `visit(block, setting)` for every setting.
template <class Visit>
void for_each_setting(Visit&& visit) {
  for (const BlockSpec& spec : schema().blocks())
    for (const SettingSpec& setting : spec.settings) {
      CAPTURE(std::string(spec.keyword));
      CAPTURE(std::string(setting.name));
      visit(spec, setting);
    }
}

/// A value that no setting of that type takes.
const char* wrong_value(SettingType type) {
  switch (type) {
    case SettingType::text: return "3";
    case SettingType::boolean: return "1";
    default: return "\"text\"";
  }
}

}  // namespace

TEST_CASE("every default is valid: the smallest file compiles without a word") {
  const Compilation result = compiled("");
  CHECK(result.diagnostics.empty());
  REQUIRE(result.problem);
  for_each_setting([&](const BlockSpec& spec, const SettingSpec& setting) {
    if (schema().is_default(spec) && !setting.fallback.empty() && spec.keyword != "with")
      CHECK(result.resolved.find("  " + std::string(setting.name)) != std::string::npos);
  });
}

TEST_CASE("every default can be written in a file, where it does not speak of other settings") {
  for_each_setting([&](const BlockSpec& spec, const SettingSpec& setting) {
    if (setting.fallback.empty() || setting.fallback.find("sample_") != std::string_view::npos ||
        setting.fallback.find("dimensions") != std::string_view::npos)
      return;
    const Compilation result = compiled(block(spec, fmt::format("{} = {}", setting.name, setting.fallback)));
    CHECK(result.diagnostics.empty());
    CHECK(result.resolved == compiled(schema().is_default(spec) ? "" : block(spec, "")).resolved);
  });
}

TEST_CASE("a value of the wrong type is E0304 and says what is wanted") {
  for_each_setting([&](const BlockSpec& spec, const SettingSpec& setting) {
    const Compilation result = compiled(block(spec, fmt::format("{} = {}", setting.name, wrong_value(setting.type))));
    CHECK(!result.problem);
    const Diagnostic* error = find(result, "E0304");
    REQUIRE(error != nullptr);
    CHECK(error->message.find(fmt::format("`{}` must be {}", setting.name, describe(setting))) == 0);
  });
}

TEST_CASE("a number out of its range is E0304") {
  for_each_setting([&](const BlockSpec& spec, const SettingSpec& setting) {
    if (setting.type != SettingType::whole && setting.type != SettingType::real) return;
    const double below = setting.limits.above ? setting.limits.lower : setting.limits.lower - 1;
    CHECK(find(compiled(block(spec, fmt::format("{} = {}", setting.name, below))), "E0304") != nullptr);
    if (setting.type == SettingType::whole)
      CHECK(find(compiled(block(spec, fmt::format("{} = {}", setting.name, setting.limits.lower + 0.5))), "E0304") !=
            nullptr);
  });
}

TEST_CASE("a misspelt setting is an error that suggests the right one, in files and on the command line") {
  for_each_setting([&](const BlockSpec& spec, const SettingSpec& setting) {
    std::string wrong(setting.name);
    std::swap(wrong[0], wrong[1]);
    if (wrong == setting.name || find_setting(spec, wrong) != nullptr || wrong.size() < 4) return;
    const Compilation result = compiled(block(spec, wrong + " = 1"));
    const Diagnostic* error = find(result, spec.takes_condition_names ? "E0206" : "E0205");
    REQUIRE(error != nullptr);
    CHECK(error->help.find(fmt::format("`{}`", setting.name)) != std::string::npos);
    if (spec.keyword == "with") return;
    const Compilation set = compiled("", {{fmt::format("{}.{}", spec.keyword, wrong), "1"}});
    CHECK(!set.problem);
    CHECK((find(set, "E0205") != nullptr || find(set, "E0206") != nullptr));
  });
}

TEST_CASE("every row of the table is documented") {
  for (const BlockSpec& spec : schema().blocks()) {
    CHECK(!spec.doc.empty());
    for (const SettingSpec& setting : spec.settings) {
      CHECK(!setting.doc.empty());
      for (const Option& option : setting.options) {
        CHECK(!option.doc.empty());
        for (const SettingSpec& argument : option.arguments) CHECK(!argument.doc.empty());
      }
    }
  }
}
