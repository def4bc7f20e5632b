#include "lower/resolved.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/evolution.hpp"
#include "ansatz/dsl/format.hpp"
#include "names/file_arguments.hpp"
#include "settings/keys.hpp"

namespace ansatz::dsl {

namespace {

std::string_view text_of(const Sources& sources, Span span) {
  return std::string_view(sources[span.file].text).substr(span.begin, span.end - span.begin);
}

}  // namespace

std::string setting_text(const Sources& sources, const EffectiveSetting& setting) {
  const SettingValue& value = setting.value;
  if (value.tree == nullptr) return print_number(value.number());  // a default that was computed
  if (value.arguments.empty()) return std::string(text_of(sources, value.tree->span));
  std::string arguments;
  for (const SettingValue& argument : value.arguments)
    arguments +=
        fmt::format("{}{} = {}", arguments.empty() ? "" : ", ", argument.name, text_of(sources, argument.tree->span));
  return fmt::format("{}({})", value.word, arguments);
}

namespace {

const NetworkSpec& network_of(const Problem& problem, const EffectiveBlock& block) {
  for (const NetworkSpec& network : problem.networks)
    if (block.name.empty() || network.name == block.name ||
        network.name.starts_with(block.name + "("))  // one of those of a field in pieces
      return network;
  throw InternalFault(fmt::format("no network was made of the block `{}`", block_title(block)));
}

/// With the first of its settings, which says most.
std::string in_short(const Choice& choice) {
  if (choice.method().settings().empty()) return choice.name();
  const ansatz::Setting& first = choice.method().settings().front();
  return fmt::format("{}({} = {})", choice.name(), first.name, written(first.read(choice.settings())));
}

}  // namespace

std::string stands_for(const Problem& problem, const EffectiveBlock& block, const EffectiveSetting& setting) {
  if (!setting.value.is_option || setting.value.word != "auto")
    return {};  // a text may read "auto", a `let` be called so
  if (setting.name == "adaptive") return in_short(adaptation_of(problem, network_of(problem, block)));
  if (setting.name == "conditions") return imposition_of(problem) == Imposition::exactly ? "exact" : "terms";
  if (setting.name == "resample") {
    const std::uint64_t steps = resampling_steps(problem);
    return steps == 0 ? "never" : fmt::format("{}", steps);
  }
  if (setting.name == "windows") return fmt::format("{}", windows_of(problem));
  if (setting.name == "adapt") return resampling_places(problem).name();
  throw InternalFault(fmt::format("nothing says what `{} = auto` stands for", setting.name));
}

std::string stands_for(const Classification& problem, const EffectiveBlock&, const EffectiveSetting& setting) {
  const bool automatic = setting.name == "adaptive" && setting.value.is_option && setting.value.word == "auto";
  return automatic ? in_short(adaptation_of(problem.network)) : "";
}

std::string stands_for(const SearchPlan&, const EffectiveBlock&, const EffectiveSetting&) { return ""; }

namespace {

/// `"data/kdv.csv"`: how the resolved problem calls a file.
std::string file_text(const Model& model, const std::string& name, Span place) {
  return fmt::format("\"{}\"", data_file(model, name, place).name);
}

struct Replacement {
  Span span;
  std::string text;
};

/// What of a statement reads otherwise where the problem is resolved: the value of a parameter that the command line
/// set, and names of files.
std::vector<Replacement> replacements(const Model& model, const Statement& statement) {
  std::vector<Replacement> all;
  const auto file = [&](const std::string& name, Span place) { all.push_back({place, file_text(model, name, place)}); };
  for (const Expression* call : calls_with_files(statement)) file(call->children[0].text, call->children[0].span);
  const auto* condition = std::get_if<ConditionStatement>(&statement.content);
  if (condition != nullptr && condition->table) file(condition->table->file, condition->table->file_span);
  const Definition* definition = std::get_if<Definition>(&statement.content);
  if (definition == nullptr) return all;
  if (definition->table) file(definition->table->file, definition->table->file_span);
  if (definition->kind != Definition::Kind::param) return all;
  const Declared& declared = model.parameters[model.find(definition->name.text)->index];
  if (declared.override)
    all.push_back({definition->value->span, fmt::format("({})", text_of(model.sources, declared.override->span))});
  return all;
}

/// A statement as written, but for these.
std::string statement_text(const Model& model, const Statement& statement) {
  const std::string_view text = text_of(model.sources, statement.span);
  std::string result;
  std::uint32_t done = statement.span.begin;
  for (const Replacement& replacement : replacements(model, statement)) {
    result += text.substr(done - statement.span.begin, replacement.span.begin - done);
    result += replacement.text;
    done = replacement.span.end;
  }
  return result.append(text.substr(done - statement.span.begin));
}

std::string block_text(const Analysis& analysis, const EffectiveBlock& block) {
  std::string text = block_title(block);
  const auto declared = [&](std::size_t field) {  // the imaginary part of a complex one is none
    return std::find_if(analysis.model->symbols.begin(), analysis.model->symbols.end(), [&](const auto& entry) {
      return entry.second.kind == SymbolKind::field && entry.second.index == field;
    });
  };
  bool first = true;
  for (const std::size_t field : block.of)
    if (const auto found = declared(field); found != analysis.model->symbols.end()) {
      text += (first ? " of " : ", ") + found->first;
      first = false;
    }
  text += " {\n";
  std::size_t width = 0;
  for (const EffectiveSetting& setting : block.settings) width = std::max(width, setting.name.size());
  for (const EffectiveSetting& setting : block.settings) {
    const bool file =
        block.spec->keyword == "data" && setting.spec != nullptr && setting.spec->type == SettingType::text;
    const std::string value = file ? file_text(*analysis.model, setting.value.word, setting.tree->span)
                                   : setting_text(analysis.model->sources, setting);
    text += fmt::format("  {:<{}} = {}\n", setting.name, width, value);
  }
  return text + "}\n";
}

}  // namespace

std::string definitions_text(const Analysis& analysis) {
  const std::set<const Declared*> used = declarations_behind(*analysis.model, analysis.used);
  const auto speaks_of = [&](const Definition& definition) {
    return std::any_of(used.begin(), used.end(), [&](const Declared* one) { return one->definition == &definition; });
  };
  std::string text;
  for (const Statement& statement : analysis.model->statements)
    if (const auto* definition = std::get_if<Definition>(&statement.content);
        definition && speaks_of(*definition) && !analysis.model->is_generated(statement))
      text += statement_text(*analysis.model, statement) + '\n';
  return text;
}

std::string resolved_text(const Analysis& analysis) {
  std::string text;
  for (const Statement& statement : analysis.model->statements) {
    const bool included = statement.span.file != analysis.model->main_file;
    const bool heading =
        std::holds_alternative<Header>(statement.content) || std::holds_alternative<Text>(statement.content);
    if (std::holds_alternative<Block>(statement.content) || (included && heading)) continue;
    if (analysis.model->is_generated(statement)) continue;
    text += statement_text(*analysis.model, statement) + '\n';
  }
  for (const EffectiveBlock& block : analysis.blocks)
    if (!block.settings.empty() || block.statement != nullptr) text += '\n' + block_text(analysis, block);
  return text;
}

}  // namespace ansatz::dsl
