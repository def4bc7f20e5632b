// What can be written: for each kind of place the words of the tables, and the names of the text.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "ansatz/core/search/operators.hpp"
#include "ansatz/core/until.hpp"
#include "ansatz/dsl/assist.hpp"
#include "assist/context.hpp"
#include "assist/words.hpp"
#include "names/model.hpp"
#include "settings/keys.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {
namespace {

namespace fs = std::filesystem;
using Kind = WritingPlace::Kind;

class Completer {
 public:
  Completer(const Reading& reading, std::uint32_t file, const WritingPlace& place)
      : reading_(reading), model_(*reading.model), file_(file), place_(place) {}

  std::vector<Suggestion> run() {
    switch (place_.kind) {
      case Kind::nothing: break;
      case Kind::statement: statements(); break;
      case Kind::block_name: variants(); break;
      case Kind::field: names_of({NamedKind::field}); break;
      case Kind::coordinate: names_of({NamedKind::coordinate}); break;
      case Kind::setting: settings(); break;
      case Kind::value: value(); break;
      case Kind::place: places(); break;
      case Kind::clause: clauses(); break;
      case Kind::expression: expression(); break;
      case Kind::file: files(); break;
    }
    return std::move(all_);
  }

 private:
  void add(std::string text, SuggestionKind kind, std::string detail = "", std::string markdown = "") {
    if (taken_.insert(text).second) all_.push_back({std::move(text), kind, std::move(detail), std::move(markdown)});
  }
  void add(const std::vector<ReferenceWord>& words, SuggestionKind kind) {
    for (const ReferenceWord& word : words) add(word.name, kind, word.signature, word.doc);
  }

  // --- statements and blocks ----------------------------------------------------------------------

  void statements() {
    add(reference_statements(), SuggestionKind::statement);
    for (const BlockSpec& block : model_.schema->blocks())
      if (block.keyword != "with")
        add(block.keyword, SuggestionKind::block, block.variant.empty() ? block.doc : "", "");
  }
  void variants() {
    for (const BlockSpec& block : model_.schema->blocks())
      if (block.keyword == place_.keyword && !block.variant.empty())
        add(block.variant, SuggestionKind::block, block.doc, explained(block));
    if (place_.keyword == "network") add("of", SuggestionKind::value, "the fields that it is for");
  }
  void clauses() {
    add("on", SuggestionKind::value, "where it holds");
    add("where", SuggestionKind::value, "the part of it in which a condition holds");
    add("with", SuggestionKind::value, "settings of this condition");
    if (place_.keyword == "exact") add("from", SuggestionKind::value, "a table of numbers");
  }

  // --- settings -----------------------------------------------------------------------------------

  const BlockSpec* block() const {
    const bool statement = find_word(reference_statements(), place_.keyword).has_value();
    if (statement) return model_.schema->find_block("with", place_.keyword == "check" ? "check" : "");
    return model_.schema->find_block(place_.keyword, place_.name);
  }
  void settings() {
    if (place_.keyword == "sweep") return axes();
    const BlockSpec* spec = block();
    if (spec == nullptr) return;
    const auto given = [&](const std::string& key) {
      return std::find(place_.keys.begin(), place_.keys.end(), key) != place_.keys.end();
    };
    for (const SettingSpec& setting : spec->settings)
      if (!given(setting.name))
        add(setting.name, SuggestionKind::setting, default_of(setting), explained(*spec, setting));
    if (spec->takes_condition_names) names_of({NamedKind::condition});
    if (spec->takes_coordinates) names_of({NamedKind::coordinate});
  }
  void axes() {
    add("seed", SuggestionKind::setting, "= 1..20", find_word(reference_axes(), "seed")->doc);
    for (const std::string& key : keys_to_set(model_)) add(key, SuggestionKind::setting);
  }
  const SettingSpec* row() const {
    if (place_.keyword == "sweep") {
      Block sweep;
      sweep.keyword = place_.keyword;
      return find_row(*model_.schema, sweep, place_.key);
    }
    const BlockSpec* spec = block();
    return spec != nullptr ? find_setting(*spec, place_.key) : nullptr;
  }

  void value() {
    const SettingSpec* setting = row();
    if (setting == nullptr) return expression();
    const Option* option = place_.call.empty() ? nullptr : find_option(*setting, place_.call);
    if (option == nullptr) return value_of(*setting);
    for (const SettingSpec& argument : option->arguments) {
      if (argument.name == place_.argument) return value_of(argument);
      if (place_.argument.empty())
        add(argument.name, SuggestionKind::setting, default_of(argument), explained(*option, argument));
    }
    names_of({NamedKind::parameter, NamedKind::definition, NamedKind::coordinate});
  }
  void value_of(const SettingSpec& setting) {
    for (const Option& option : setting.options)
      add(option.name, SuggestionKind::option, option.doc, explained(setting, option));
    if (setting.of_search != SearchValue::none) return search_value_of(setting);
    switch (setting.type) {
      case SettingType::boolean: add("true", SuggestionKind::value); return add("false", SuggestionKind::value);
      case SettingType::activation:
        add(reference_activations(), SuggestionKind::option);
        return names_of({NamedKind::definition});
      case SettingType::coordinates: return names_of({NamedKind::coordinate});
      case SettingType::criteria:
        for (const char* word : {"loss", "error", "seconds", "minutes", "hours"})
          add(word, SuggestionKind::value, sign_of(word));
        return;
      case SettingType::names:
      case SettingType::name:
      case SettingType::inputs:
      case SettingType::expressions: names_of({NamedKind::condition}); return expression();
      case SettingType::choice:
      case SettingType::choice_list:
      case SettingType::text: return;
      default: names_of({NamedKind::parameter, NamedKind::definition});
    }
  }

  void search_value_of(const SettingSpec& setting) {
    if (setting.of_search == SearchValue::graphs)
      for (const char* word : {"unary", "binary", "many"}) add(word, SuggestionKind::value, "a place for an operator");
    if (setting.of_search != SearchValue::functions) return;
    const search::Operators table;
    for (const search::OperatorRef& op : table.all()) add(op->name, SuggestionKind::value, op->text);
    names_of({NamedKind::definition});
  }

  // --- expressions --------------------------------------------------------------------------------

  void names_of(std::initializer_list<NamedKind> kinds) {
    for (const Named& named : reading_.names)
      if (std::find(kinds.begin(), kinds.end(), named.kind) != kinds.end()) add_name(named);
  }
  void add_name(const Named& named) {
    const Source& source = reading_.sources[named.statement.file];
    const std::string statement =
        source.text.substr(named.statement.begin, named.statement.end - named.statement.begin);
    add(named.name, SuggestionKind::name, described(named.kind), fmt::format("```pde\n{}\n```", statement));
  }
  void expression() {
    for (const std::string& argument : place_.arguments)
      add(argument, SuggestionKind::name, described(NamedKind::argument));
    if (place_.keyword == "ansatz") add("net", SuggestionKind::name, "what the network of the field gives");
    names_of({NamedKind::field, NamedKind::coordinate, NamedKind::parameter, NamedKind::definition, NamedKind::region,
              NamedKind::unknown});
    derivatives();
    add("pi", SuggestionKind::value);
    add("inf", SuggestionKind::value);
    if (place_.keyword == "bc") add("normal", SuggestionKind::value, "the outward normal");
    add(reference_functions(), SuggestionKind::function);
    if (place_.keyword == "sweep") add(reference_series(), SuggestionKind::function);
  }
  /// Of first and second order; a letter more is soon typed.
  void derivatives() {
    for (const auto& [name, symbol] : model_.symbols) {
      if (symbol.kind != SymbolKind::field || symbol.index >= model_.field_coordinates.size()) continue;
      const std::vector<std::size_t>& of = model_.field_coordinates[symbol.index];
      const auto depends = [&](std::size_t i) { return of.empty() || std::find(of.begin(), of.end(), i) != of.end(); };
      for (std::size_t i = 0; i < model_.coordinates.size(); ++i)
        if (depends(i))
          add(fmt::format("{}_{}", name, model_.coordinates[i].text), SuggestionKind::name, "a derivative");
      for (std::size_t i = 0; i < model_.coordinates.size(); ++i)
        for (std::size_t j = i; j < model_.coordinates.size(); ++j)
          if (depends(i) && depends(j))
            add(fmt::format("{}_{}{}", name, model_.coordinates[i].text, model_.coordinates[j].text),
                SuggestionKind::name, "a derivative");
    }
  }
  void places() {
    names_of({NamedKind::region, NamedKind::coordinate, NamedKind::definition});
    for (const char* word : {"boundary", "interface", "point"})
      if (const auto known = find_word(reference_places(), word))
        add(known->name, SuggestionKind::function, known->signature, known->doc);
  }

  // --- files --------------------------------------------------------------------------------------

  /// Those below the folder of the text, as far as a path is typed.
  void files() {
    constexpr std::size_t most = 1000;
    const auto folder = model_.folders.find(file_);
    const std::string path = place_.typed.substr(0, place_.typed.rfind('/') + 1);
    if (folder == model_.folders.end() || path.starts_with('/') || path.find("..") != std::string::npos) return;
    const bool texts = place_.keyword == "include";
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(folder->second / path, failure)) {
      if (all_.size() == most) break;
      std::string name = entry.path().filename().string();
      if (name.starts_with('.')) continue;
      const bool inner = entry.is_directory(failure);
      if (inner || (entry.path().extension() == ".pde") == texts)
        add(path + name + (inner ? "/" : ""), SuggestionKind::file);
    }
  }

  const Reading& reading_;
  const Model& model_;
  std::uint32_t file_;
  const WritingPlace& place_;
  std::vector<Suggestion> all_;
  std::set<std::string> taken_;
};

}  // namespace

Suggestions suggest_at(const Reading& reading, std::uint32_t file, std::uint32_t offset) {
  const WritingPlace place = writing_place(reading.sources, file, offset);
  return {{file, place.begin, offset}, Completer(reading, file, place).run()};
}

}  // namespace ansatz::dsl
