#include "run_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/parse.hpp"
#include "compilation.hpp"

namespace ansatz::cli {
namespace {

/// A setting that says how a run is done, not what is computed.
bool is_incidental(const dsl::SettingText& setting) {
  return setting.block == "output" || setting.block.starts_with("plot") ||
         (setting.block == "compute" && (setting.name == "seed" || setting.name == "threads"));
}

void add_parameters(const dsl::Sources& sources, RunSettings& settings) {
  const dsl::Parsed parsed = dsl::parse(sources, 0);
  for (const dsl::Statement& statement : parsed.file.statements) {
    const auto* definition = std::get_if<dsl::Definition>(&statement.content);
    const bool parameter = definition != nullptr && definition->kind == dsl::Definition::Kind::param;
    if (parameter && definition->value)
      settings.values.emplace_back(definition->name.text, dsl::print_expression(*definition->value));
    const auto* text = std::get_if<dsl::Text>(&statement.content);
    if (parameter || text != nullptr || std::holds_alternative<dsl::Block>(statement.content)) continue;
    const dsl::Span span = statement.span;
    settings.statements += sources[span.file].text.substr(span.begin, span.end - span.begin) + "\n";
  }
}

/// "train adam" as a key: "train.adam", and "train.adam(2)" for the second such block.
std::string key_of(const std::string& block, std::size_t number) {
  std::string key = block;
  std::replace(key.begin(), key.end(), ' ', '.');
  return number > 1 ? fmt::format("{}({})", key, number) : key;
}

void add_settings(const std::vector<dsl::SettingText>& texts, RunSettings& settings) {
  std::map<std::string, std::size_t> blocks;
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  std::string stages;
  for (const dsl::SettingText& text : texts) {
    if (is_incidental(text)) continue;
    const std::size_t number = ++seen[{text.block, text.name}];
    if (text.block.starts_with("train ") && number > blocks[text.block]) {
      blocks[text.block] = number;
      stages += (stages.empty() ? "" : ", then ") + text.block.substr(text.block.find(' ') + 1);
    }
    settings.values.emplace_back(key_of(text.block, number) + "." + text.name, text.value);
  }
  settings.values.emplace_back("train", stages);
}

/// `name(arguments)`, taken apart; no arguments where it is no call.
struct Call {
  std::string name;
  std::vector<std::string> arguments;

  explicit Call(const std::string& value) : name(value) {
    const std::size_t open = value.find('(');
    if (open == std::string::npos || open == 0 || value.back() != ')') return;
    name = value.substr(0, open);
    arguments = dsl::split_expressions(value.substr(open + 1, value.size() - open - 2));
  }
  std::string text() const {
    return arguments.empty() ? name : fmt::format("{}({})", name, fmt::join(arguments, ", "));
  }
};

std::string argument_name(const std::string& argument) { return argument.substr(0, argument.find(" =")); }

std::vector<std::string> texts_of(const std::vector<Call>& calls) {
  std::vector<std::string> texts;
  for (const Call& call : calls) texts.push_back(call.text());
  return texts;
}

std::size_t different(const std::vector<std::string>& values) {
  return std::set<std::string>(values.begin(), values.end()).size();
}

}  // namespace

RunSettings settings_of(const std::filesystem::path& folder) {
  const dsl::Compilation compilation = compile(folder / "problem.pde", {}, {}, true);
  if (!compilation.sound()) throw UserError("its problem.pde is no problem that this program understands");
  RunSettings settings;
  const auto& [problem, classification] = std::tie(compilation.problem, compilation.classification);
  settings.title = problem ? problem->title : classification->title;
  settings.seed = fmt::format("{}", (problem ? problem->compute : classification->compute).seed);
  add_parameters(compilation.sources, settings);
  add_settings(compilation.settings, settings);
  return settings;
}

std::vector<std::string> without_common_arguments(const std::vector<std::string>& values) {
  std::vector<Call> calls(values.begin(), values.end());
  std::set<std::string> names;
  for (const Call& call : calls)
    for (const std::string& argument : call.arguments) names.insert(argument_name(argument));
  const std::size_t wanted = different(values);
  for (const std::string& name : names) {
    std::vector<Call> shorter = calls;
    std::set<std::string> texts;  // of the argument of this name
    for (Call& call : shorter)
      std::erase_if(call.arguments, [&](const std::string& argument) {
        if (argument_name(argument) != name) return false;
        texts.insert(argument);
        return true;
      });
    if (texts.size() == 1 && different(texts_of(shorter)) == wanted) calls = std::move(shorter);
  }
  return texts_of(calls);
}

}  // namespace ansatz::cli
