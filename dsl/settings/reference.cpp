#include "ansatz/dsl/reference.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/operation.hpp"
#include "ansatz/core/activation.hpp"
#include "ansatz/dsl/explain.hpp"
#include "ansatz/dsl/schema.hpp"
#include "evaluate/functions.hpp"

namespace ansatz::dsl {

namespace {

// A cell of a table must not end it.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? " " : c == '|' ? "\\|" : std::string(1, c);
  return result;
}

std::string functions_table() {
  std::string out = "| function | is |\n|---|---|\n";
  for (const FunctionInfo& f : functions()) out += fmt::format("| `{}` | {} |\n", f.signature, cell(f.doc));
  for (const ad::OperationInfo& op : ad::operations())
    if (op.elementwise && find_callable(op.name))
      out += fmt::format("| `{}({})` | {} |\n", op.name, op.arity == 1 ? "x" : "a, b", cell(op.doc));
  return out;
}

std::string activations_table() {
  std::string out = "| activation | is |\n|---|---|\n";
  for (const ActivationInfo& a : activations()) out += fmt::format("| `{}` | {} |\n", a.name, cell(a.doc));
  return out + "| a `let` of one argument | whatever it says |\n";
}

std::string signature(const Option& option) {
  std::string arguments;
  for (const Argument& a : option.arguments) {
    arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ", a.name);
    if (!a.fallback.empty()) arguments += fmt::format(" = {}", a.fallback);
  }
  return arguments.empty() ? std::string(option.name) : fmt::format("{}({})", option.name, arguments);
}

// The options of a setting, and the arguments they take; options in a row that take the same share one list.
std::string options_list(const SettingSpec& setting) {
  std::string out;
  if (setting.options.empty()) return out;
  out += fmt::format("\n`{}`:\n\n", setting.name);
  for (std::size_t i = 0; i < setting.options.size(); ++i) {
    const Option& option = setting.options[i];
    out += fmt::format("- `{}`: {}{}\n", signature(option), option.doc,
                       option.implemented ? "" : " (not implemented yet)");
    const bool shared =
        i + 1 < setting.options.size() && setting.options[i + 1].arguments.data() == option.arguments.data();
    if (shared) continue;
    for (const Argument& a : option.arguments) out += fmt::format("  - `{}`, {}: {}\n", a.name, describe(a), a.doc);
  }
  return out;
}

std::string title_of(const BlockSpec& block) {
  return block.variant.empty() ? std::string(block.keyword) : fmt::format("{} {}", block.keyword, block.variant);
}

std::string block_section(const BlockSpec& block) {
  std::string title(block.keyword);
  if (!block.variant.empty()) title += fmt::format(" {}", block.variant);
  std::string out =
      fmt::format("### `{}`\n\n{}.\n\n| setting | takes | default | is |\n|---|---|---|---|\n", title, block.doc);
  std::string later;
  for (const SettingSpec& s : block.settings) {
    if (!s.implemented) {
      later += fmt::format("{}`{}`", later.empty() ? "" : ", ", s.name);
      continue;
    }
    const std::string fallback = s.fallback.empty() ? "" : fmt::format("`{}`", s.fallback);
    out += fmt::format("| `{}` | {} | {} | {} |\n", s.name, cell(describe(s)), cell(fallback), cell(s.doc));
  }
  for (const SettingSpec& s : block.settings)
    if (s.implemented) out += options_list(s);
  if (!later.empty()) out += fmt::format("\nNot implemented yet: {}.\n", later);
  return out + '\n';
}

std::string settings_table() {
  std::string out;
  std::string later;
  for (const BlockSpec& block : blocks())
    if (block.implemented)
      out += block_section(block);
    else
      later += fmt::format("{}`{}`", later.empty() ? "" : ", ", title_of(block));
  return out + fmt::format("Blocks not implemented yet: {}.\n", later.empty() ? "none" : later);
}

std::string messages_table() {
  std::string out = "| code | |\n|---|---|\n";
  for (const Lesson& lesson : lessons()) out += fmt::format("| {} | {} |\n", lesson.code, cell(lesson.text));
  return out;
}

}  // namespace

std::vector<ReferenceTable> reference_tables() {
  return {{"functions", functions_table()},
          {"settings", settings_table()},
          {"activations", activations_table()},
          {"messages", messages_table()}};
}

}  // namespace ansatz::dsl
