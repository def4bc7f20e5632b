#include "assist/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ansatz::dsl {
namespace {

/// The works, each as an own line.
std::string from(const std::vector<Publication>& works) {
  std::string text;
  for (const Publication& work : works) text += fmt::format("\n\nFrom {}", cited(work));
  return text;
}

std::string paragraphs(const std::string& heading, const std::string& doc, const std::string& rest = "") {
  return fmt::format("**{}**\n\n{}{}", heading, doc, rest);
}

/// What may be given, and what holds if nothing is.
std::string takes(const SettingSpec& setting) {
  const std::string without = setting.fallback.empty() ? "" : fmt::format("\n\nDefault: `{}`", setting.fallback);
  return fmt::format("\n\nTakes {}{}{}", describe(setting), without, from(setting.sources));
}

}  // namespace

const SettingSpec* find_row(const Schema& schema, const Block& block, std::string_view key) {
  const std::size_t dot = key.rfind('.');
  if (dot == std::string_view::npos) {
    const BlockSpec* spec = schema.find_block(block.keyword, block.name ? block.name->text : "");
    return spec != nullptr ? find_setting(*spec, key) : nullptr;
  }
  for (const BlockSpec& spec : schema.blocks())
    if (spec.keyword == key.substr(0, key.find('.')))
      if (const SettingSpec* row = find_setting(spec, key.substr(dot + 1))) return row;
  return nullptr;
}

std::string title_of(const BlockSpec& block) {
  return block.variant.empty() ? block.keyword : fmt::format("{} {}", block.keyword, block.variant);
}

std::string default_of(const SettingSpec& setting) {
  return setting.fallback.empty() ? "" : fmt::format("= {}", setting.fallback);
}

std::string explained(const BlockSpec& block) {
  return paragraphs(title_of(block), block.doc, block.method ? from(block.method->sources()) : "");
}

std::string explained(const BlockSpec& block, const SettingSpec& setting) {
  return paragraphs(fmt::format("{}.{}", title_of(block), setting.name), setting.doc, takes(setting));
}

std::string explained(const SettingSpec& setting, const Option& option) {
  std::string arguments;
  for (const SettingSpec& one : option.arguments)
    arguments += fmt::format("\n- `{}`{}: {}", one.name,
                             one.fallback.empty() ? "" : fmt::format(" = `{}`", one.fallback), one.doc);
  return paragraphs(
      fmt::format("{} = {}", setting.name, option.name), option.doc,
      (arguments.empty() ? "" : "\n" + arguments) + (option.method ? from(option.method->sources()) : ""));
}

std::string explained(const Option& option, const SettingSpec& argument) {
  return paragraphs(fmt::format("{}({})", option.name, argument.name), argument.doc, takes(argument));
}

std::string explained(const ReferenceWord& word) {
  return fmt::format("```pde\n{}\n```\n{}", word.signature, word.doc);
}

std::optional<ReferenceWord> find_word(const std::vector<ReferenceWord>& words, std::string_view name) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const ReferenceWord& word) { return word.name == name; });
  if (found == words.end()) return std::nullopt;
  return *found;
}

}  // namespace ansatz::dsl
