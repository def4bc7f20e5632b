// A search: what functions are made of, and the files of its problems, which are compiled where the whole of it is
// known (compile.cpp).
#include <fmt/format.h>

#include <algorithm>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/search/space.hpp"
#include "diagnostics/finding.hpp"
#include "settings/choices.hpp"
#include "settings/operators.hpp"
#include "syntax/load.hpp"

namespace ansatz::dsl {
namespace {

/// Each once: of a family those that are not there yet.
std::vector<search::OperatorRef> read_operators(const Analyser& analyser, const EffectiveBlock& block,
                                                search::Place place) {
  const search::Operators table;
  std::vector<search::OperatorRef> all;
  const auto add = [&](search::OperatorRef op) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const auto& other) { return other->name == op->name; });
    if (!known) all.push_back(std::move(op));
  };
  const EffectiveSetting& setting = *block.find(search::name_of(place));
  for (const SettingValue& item : setting.value.items)
    if (item.is_option)
      for (const std::string_view name : search::find_family(place, item.word)->operators) add(table.named(name));
    else
      add(operator_of(analyser.model, *setting.spec, item));
  return all;
}

/// E0304 where graphs and operators make no space.
void read_space(Analyser& analyser, const EffectiveBlock& block, SearchPlan& plan) {
  plan.space = {{},
                read_operators(analyser, block, search::Place::unary),
                read_operators(analyser, block, search::Place::binary),
                read_operators(analyser, block, search::Place::many)};
  const EffectiveSetting& space = *block.find("space");
  for (const SettingValue& graph : space.value.items) {
    plan.space.graphs.push_back(graph.word);
    try {
      search::Space({{graph.word}, plan.space.unary, plan.space.binary, plan.space.many});
    } catch (const UserError& error) {
      fail(Finding(Code::wrong_value, graph.tree->span, error.what()).label("no graph"));
    }
  }
}

void read_problems(Analyser& analyser, const EffectiveBlock& block, SearchPlan& plan) {
  const EffectiveSetting* problems = block.find("problems");
  if (problems == nullptr)
    fail(Finding(Code::incomplete_search, block.statement->keyword, "the search names no problems")
             .label("no `problems`")
             .help("as in `problems = [\"poisson.pde\"]`"));
  const auto folder = analyser.model.folders.find(problems->tree->span.file);
  const std::filesystem::path& beside =
      folder != analyser.model.folders.end() ? folder->second : analyser.model.folders.at(analyser.model.main_file);
  for (const SettingValue& item : problems->value.items) {
    std::filesystem::path file = find_file(analyser.model.files, beside, item.word, item.tree->span);
    if (const auto same = std::find(plan.files.begin(), plan.files.end(), file); same != plan.files.end())
      fail(Finding(Code::already_taken, item.tree->span, fmt::format("`{}` is named twice", item.word)));
    plan.problems.push_back(item.word);
    plan.files.push_back(std::move(file));
  }
}

}  // namespace

Analysis analyse_search(const std::shared_ptr<Model>& model, std::vector<Diagnostic>& diagnostics) {
  Analyser analyser(model, diagnostics);
  read_tables(analyser);
  analyse_definitions(analyser);
  analyse_blocks(analyser);
  analyser.facts.used = analyser.resolver.take_used();
  if (has_errors(diagnostics)) return std::move(analyser.facts);
  for (const EffectiveBlock& block : analyser.facts.blocks) {
    if (block.spec->keyword != "search") continue;
    SearchPlan plan;
    plan.settings = settings_of<search::SearchSettings>(block);
    for (const SettingValue& item : block["features"].items) plan.features.push_back(item.word);
    const bool good = analyser.guarded([&] { read_space(analyser, block, plan); });
    if (analyser.guarded([&] { read_problems(analyser, block, plan); }) && good)
      analyser.facts.search = std::move(plan);
  }
  return std::move(analyser.facts);
}

}  // namespace ansatz::dsl
