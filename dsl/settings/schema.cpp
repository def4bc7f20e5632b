// Looking things up in the table of settings, and saying in words what they may be.
#include "ansatz/dsl/schema.hpp"

#include <algorithm>

namespace ansatz::dsl {
namespace {

template <class Entries>
auto find_named(const Entries& entries, std::string_view name) -> decltype(&*entries.begin()) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

/// Types that only the language has.
std::string describe_text(SettingType type) {
  switch (type) {
    case SettingType::text: return "a text in double quotes";
    case SettingType::activation: return "the name of an activation, or a `let` of one argument";
    case SettingType::name: return "the name of a `data` block";
    case SettingType::names: return "a list of names of columns";
    case SettingType::coordinates: return "a coordinate, or a list of them";
    case SettingType::inputs: return "a list of coordinates and expressions of them";
    case SettingType::criteria: return "what is reached, as in `loss < 1e-8`, `error < 1e-6`, `10 min`";
    case SettingType::expressions: return "an expression, or a list of them";
    case SettingType::values: return "a number, or a list of numbers";
    default: return {};
  }
}

std::string describe_text(SearchValue value) {
  switch (value) {
    case SearchValue::files: return "a list of problem files in double quotes";
    case SearchValue::graphs: return "a graph of the words `unary`, `binary` and `many`, or a list of them";
    case SearchValue::functions: return "a list of names: operators, functions of the language, `let`s";
    case SearchValue::none: break;
  }
  return {};
}

}  // namespace

const BlockSpec* Schema::find_block(std::string_view keyword, std::string_view variant) const {
  for (const BlockSpec& block : blocks_)
    if (block.keyword == keyword && (block.variant.empty() || block.variant == variant)) return &block;
  return nullptr;
}

bool Schema::is_default(const BlockSpec& block) const {
  return !block.only_if_written && (block.variant.empty() || block.variant == variants(block.keyword).front());
}

std::vector<std::string> Schema::variants(std::string_view keyword) const {
  std::vector<std::string> names;
  for (const BlockSpec& block : blocks_)
    if (block.keyword == keyword && !block.variant.empty()) names.push_back(block.variant);
  return names;
}

std::vector<std::string> setting_names(const BlockSpec& block) {
  std::vector<std::string> names;
  for (const SettingSpec& setting : block.settings) names.emplace_back(setting.name);
  return names;
}

const SettingSpec* find_setting(const BlockSpec& block, std::string_view name) {
  return find_named(block.settings, name);
}

const Option* find_option(const SettingSpec& setting, std::string_view name) {
  return find_named(setting.options, name);
}

std::string describe(const SettingSpec& setting) {
  if (setting.of_search != SearchValue::none) return describe_text(setting.of_search);
  std::vector<std::string> names;
  for (const Option& option : setting.options) names.push_back(option.name);
  if (setting.type == SettingType::choice_list) return "a list of " + either(names);
  const std::string text = describe_text(setting.type);
  const std::string of_type = text.empty() ? describe_values(setting.type, setting.limits) : text;
  if (of_type.empty()) return either(names);
  return names.empty() ? of_type : of_type + ", or " + either(names);
}

}  // namespace ansatz::dsl
