// `data` blocks: which columns are read, which points are drawn.
#include <fmt/format.h>

#include <algorithm>

#include "analyse/analyser.hpp"
#include "ansatz/core/measurements.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

const EffectiveBlock& block_of(const Analysis& analysis, const DataFacts& facts) {
  return *std::find_if(analysis.blocks.begin(), analysis.blocks.end(),
                       [&](const EffectiveBlock& block) { return block.statement == facts.statement; });
}

/// Fields among the columns: all fields without a list of columns, which must hold every coordinate.
std::vector<std::size_t> measured_fields(const Analysis& analysis, const EffectiveBlock& block) {
  const Model& model = *analysis.model;
  std::vector<std::size_t> fields;
  const EffectiveSetting* columns = block.find("columns");
  if (columns == nullptr) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) fields.push_back(i);
    return fields;
  }
  std::vector<bool> given(model.coordinates.size(), false);
  std::vector<std::string> known;
  for (const auto* names : {&model.coordinates, &model.fields})
    for (const Name& name : *names) known.push_back(name.text);
  const std::vector<const Expression*> parts = parts_of(*columns->tree);
  for (std::size_t i = 0; i < columns->value.words.size(); ++i) {
    const std::string& word = columns->value.words[i];
    const Span place = parts[i]->span;
    const Symbol* symbol = model.find(word);
    const bool coordinate = symbol != nullptr && symbol->kind == SymbolKind::coordinate;
    if (!coordinate && (symbol == nullptr || symbol->kind != SymbolKind::field))
      fail(Finding(Code::unknown_name, place, fmt::format("`{}` is neither a coordinate nor a field", word))
               .label("no such column")
               .help(did_you_mean(word, known)));
    const bool twice =
        coordinate ? given[symbol->index] : std::find(fields.begin(), fields.end(), symbol->index) != fields.end();
    if (twice) fail(Finding(Code::already_taken, place, fmt::format("`{}` is named twice", word)).label("the second"));
    if (coordinate)
      given[symbol->index] = true;
    else
      fields.push_back(symbol->index);
  }
  for (std::size_t i = 0; i < given.size(); ++i)
    if (!given[i])
      fail(Finding(Code::flawed_table, columns->tree->span,
                   fmt::format("the columns lack the coordinate `{}`", model.coordinates[i].text)));
  if (fields.empty())
    fail(Finding(Code::flawed_table, columns->tree->span, "the columns lack a field: nothing is measured"));
  return fields;
}

std::uint64_t seed_of(const Analysis& analysis) {
  const auto compute = std::find_if(analysis.blocks.begin(), analysis.blocks.end(),
                                    [](const EffectiveBlock& block) { return block.spec->keyword == "compute"; });
  return static_cast<std::uint64_t>((*compute)["seed"].number());
}

void analyse_block(Analyser& analyser, DataFacts& facts) {
  const EffectiveBlock& block = block_of(analyser.facts, facts);
  const EffectiveSetting* file = block.find("file");
  if (file == nullptr)
    fail(Finding(Code::unknown_setting, facts.statement->keyword, fmt::format("`data {}` names no file", facts.name))
             .label("no `file`")
             .help("write `file = \"measured.csv\"`, a table with a column for each coordinate and field"));
  const std::vector<std::size_t> fields = measured_fields(analyser.facts, block);
  std::vector<std::string> names;
  for (const std::size_t field : fields) names.push_back(analyser.model.fields[field].text);
  const Measurements table = read_measurements(analyser, file->value.word, names, file->tree->span);
  facts.fields = fields;
  if (table.count == 0) return;  // the header alone was read
  std::optional<std::size_t> points;
  if (const EffectiveSetting* wanted = block.find("points")) {
    points = static_cast<std::size_t>(wanted->value.number());
    if (*points > table.count)
      fail(Finding(
          Code::wrong_value, wanted->tree->span,
          fmt::format("`points` is {}, and `{}` has {} in the domain", *points, file->value.word, table.count)));
  }
  facts.drawn = draw_measurements(table, points, block["noise"].number(), seed_of(analyser.facts), facts.name);
}

}  // namespace

void analyse_data(Analyser& analyser) {
  if (has_errors(analyser.diagnostics)) return;  // settings are whole from here on
  for (DataFacts& facts : analyser.facts.data) analyser.guarded([&] { analyse_block(analyser, facts); });
}

}  // namespace ansatz::dsl
