// Looking things up in the table of settings, and saying in words what they may be.
#include "ansatz/dsl/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ansatz::dsl {
namespace {

template <class Entries>
auto find_named(const Entries& entries, std::string_view name) -> decltype(&*entries.begin()) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

std::string describe_limits(const Limits& limits) {
  const bool below = std::isfinite(limits.upper);
  if (!std::isfinite(limits.lower)) return below ? fmt::format(" <= {}", limits.upper) : "";
  if (limits.above) return fmt::format(" > {}", limits.lower) + (below ? fmt::format(" and <= {}", limits.upper) : "");
  if (below) return fmt::format(" from {} to {}", limits.lower, limits.upper);
  return fmt::format(" >= {}", limits.lower);
}

std::string describe_type(SettingType type, const Limits& limits) {
  switch (type) {
    case SettingType::whole: return "a whole number" + describe_limits(limits);
    case SettingType::real: return "a number" + describe_limits(limits);
    case SettingType::boolean: return "`true` or `false`";
    case SettingType::text: return "a text in double quotes";
    case SettingType::whole_list: return "a list of whole numbers" + describe_limits(limits);
    case SettingType::real_list: return "a list of numbers" + describe_limits(limits);
    case SettingType::activation: return "the name of an activation, or a `let` of one argument";
    case SettingType::name: return "the name of a `data` block";
    case SettingType::names: return "a list of coordinates and fields";
    case SettingType::coordinates: return "coordinates, by their names";
    case SettingType::inputs: return "a list of coordinates and expressions of them";
    case SettingType::choice:
    case SettingType::choice_list: break;
  }
  return "";
}

std::string either(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += "`" + names[i] + "`";
  }
  return text;
}

}  // namespace

const BlockSpec* find_block(std::string_view keyword, std::string_view variant) {
  for (const BlockSpec& block : blocks())
    if (block.keyword == keyword && (block.variant.empty() || block.variant == variant)) return &block;
  return nullptr;
}

bool is_default(const BlockSpec& block) {
  return !block.only_if_written && (block.variant.empty() || block.variant == variants(block.keyword).front());
}

std::vector<std::string_view> variants(std::string_view keyword) {
  std::vector<std::string_view> names;
  for (const BlockSpec& block : blocks())
    if (block.keyword == keyword && !block.variant.empty()) names.push_back(block.variant);
  return names;
}

std::vector<std::string> setting_names(const BlockSpec& block) {
  std::vector<std::string> names;
  for (const SettingSpec& setting : block.settings)
    if (setting.implemented) names.emplace_back(setting.name);
  return names;
}

const SettingSpec* find_setting(const BlockSpec& block, std::string_view name) {
  return find_named(block.settings, name);
}

const Option* find_option(const SettingSpec& setting, std::string_view name) {
  return find_named(setting.options, name);
}

std::string describe(const SettingSpec& setting) {
  std::vector<std::string> names;
  for (const Option& option : setting.options)
    if (option.implemented) names.emplace_back(option.name);
  const std::string of_type = describe_type(setting.type, setting.limits);
  if (setting.type == SettingType::choice_list) return "a list of " + either(names);
  if (of_type.empty()) return either(names);
  return names.empty() ? of_type : of_type + ", or " + either(names);
}

std::string describe(const Argument& argument) {
  const std::string of_type = describe_type(argument.type, argument.limits);
  return of_type.empty() ? either({argument.words.begin(), argument.words.end()}) : of_type;
}

}  // namespace ansatz::dsl
