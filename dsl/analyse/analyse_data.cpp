// `data` blocks: which columns are read and what they hold, which points are drawn, how much each counts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

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

bool is_coordinate(const Model& model, const std::string& name) {
  const Symbol* symbol = model.find(name);
  return symbol != nullptr && symbol->kind == SymbolKind::coordinate;
}

/// The columns that are named, but those of coordinates, each with its place; every coordinate must be among them.
std::vector<Name> named_columns(const Model& model, const EffectiveSetting& columns) {
  std::vector<Name> quantities;
  std::set<std::string> given;
  const std::vector<const Expression*> parts = parts_of(*columns.tree);
  for (std::size_t i = 0; i < columns.value.words.size(); ++i) {
    const Name column{columns.value.words[i], parts[i]->span};
    if (!given.insert(column.text).second)
      fail(Finding(Code::already_taken, column.span, fmt::format("`{}` is named twice", column.text))
               .label("the second"));
    if (!is_coordinate(model, column.text)) quantities.push_back(column);
  }
  for (const Name& coordinate : model.coordinates)
    if (given.count(coordinate.text) == 0)
      fail(Finding(Code::flawed_table, columns.tree->span,
                   fmt::format("the columns lack the coordinate `{}`", coordinate.text)));
  if (quantities.empty())
    fail(Finding(Code::flawed_table, columns.tree->span, "the columns lack a field: nothing is measured"));
  return quantities;
}

/// A column that says itself what it holds: `u`, `u_x`; of a complex field `h` there are two, `re(h)` and `im(h)`.
std::vector<MeasuredQuantity> named_quantities(Analyser& analyser, const Name& column) {
  const NameReading reading = read_name(analyser.model, column.text);
  using Kind = NameReading::Kind;
  const bool field = reading.kind == Kind::symbol && reading.symbol->kind == SymbolKind::field;
  if (!field && reading.kind != Kind::derivative) {
    std::vector<std::string> known;
    for (const auto* names : {&analyser.model.coordinates, &analyser.model.fields})
      for (const Name& name : *names) known.push_back(name.text);
    const std::string advice = did_you_mean(column.text, known);
    fail(Finding(Code::unknown_name, column.span, fmt::format("`{}` is neither a coordinate nor a field", column.text))
             .label("no such column")
             .help(!advice.empty() ? advice : "say what it holds, as in `value = -k*u_x`"));
  }
  const Symbol& of = *reading.symbol;
  std::vector<MeasuredQuantity> quantities;
  const std::vector<ad::Expr> symbols = analyser.symbolic.field_value(of, reading.coordinates).parts;
  for (std::size_t k = 0; k < symbols.size(); ++k) {
    MeasuredQuantity& quantity = quantities.emplace_back();
    quantity.column = of.complex ? fmt::format("{}({})", k == 0 ? "re" : "im", column.text) : column.text;
    if (!of.pieces.empty()) quantity.whole = &of;
    quantity.field = of.index + k;
    quantity.derivatives = reading.coordinates;
    quantity.symbol = symbols[k];
  }
  return quantities;
}

/// What `value` says of each column. Without a list of columns there is one, called like the data.
std::vector<MeasuredQuantity> stated_quantities(Analyser& analyser, const DataFacts& facts,
                                                const std::vector<SettingValue>& values,
                                                const EffectiveSetting* columns) {
  std::vector<Name> names{{facts.name, values.front().tree->span}};
  if (columns != nullptr) names = named_columns(analyser.model, *columns);
  if (names.size() != values.size())
    fail(Finding(Code::wrong_value, values.front().tree->span,
                 fmt::format("`value` says what {} column{} hold{}, and {} {} named", values.size(),
                             values.size() == 1 ? "" : "s", values.size() == 1 ? "s" : "", names.size(),
                             names.size() == 1 ? "is" : "are"))
             .help("name them, as in `columns = [x, t, flux]`"));
  std::vector<MeasuredQuantity> quantities;
  for (std::size_t k = 0; k < names.size(); ++k) {
    const Expression& value = *values[k].tree;
    if (!analyser.resolver.resolve(value)) throw Broken{};
    quantities.push_back({names[k].text, &value, nullptr, 0, {}, analyser.symbolic.scalar(value)});
  }
  return quantities;
}

std::vector<MeasuredQuantity> quantities_of(Analyser& analyser, const DataFacts& facts, const EffectiveBlock& block) {
  const EffectiveSetting* columns = block.find("columns");
  if (const EffectiveSetting* value = block.find("value"))
    return stated_quantities(analyser, facts, value->value.items, columns);
  std::vector<MeasuredQuantity> quantities;
  for (const Name& column :
       columns == nullptr ? analyser.model.declared_fields() : named_columns(analyser.model, *columns))
    for (MeasuredQuantity& quantity : named_quantities(analyser, column)) quantities.push_back(std::move(quantity));
  return quantities;
}

/// Columns with the standard deviation of each quantity; none where none are named.
std::vector<std::string> deviations_of(const EffectiveBlock& block, std::size_t quantities) {
  const EffectiveSetting* deviations = block.find("deviations");
  if (deviations == nullptr) return {};
  if (deviations->value.words.size() != quantities)
    fail(Finding(Code::wrong_value, deviations->tree->span,
                 fmt::format("there {} {} measured quantit{}, and {} column{} of deviations",
                             quantities == 1 ? "is" : "are", quantities, quantities == 1 ? "y" : "ies",
                             deviations->value.words.size(), deviations->value.words.size() == 1 ? "" : "s")));
  return deviations->value.words;
}

/// Deviations as factors of residuals, 1/deviation, so that the mean of their squares is 1: data count as much as
/// without, and a point as its deviation says.
void make_factors(std::vector<double>& deviations, const std::string& column, Span place) {
  double mean = 0;
  for (const double deviation : deviations) {
    if (!(deviation > 0))
      fail(Finding(Code::flawed_table, place,
                   fmt::format("column `{}` holds {}; a standard deviation is positive", column, deviation)));
    mean += 1 / (deviation * deviation) / static_cast<double>(deviations.size());
  }
  for (double& deviation : deviations) deviation = 1 / deviation / std::sqrt(mean);
}

/// Whether all that is measured lives at a point: of a field in pieces one of these.
bool lives_there(const Analysis& analysis, const DataFacts& facts, const double* point) {
  const auto lives = [&](std::size_t field) {
    return !analysis.parts[field].holds || analysis.parts[field].holds(point);
  };
  return std::all_of(facts.quantities.begin(), facts.quantities.end(), [&](const MeasuredQuantity& quantity) {
    if (quantity.whole != nullptr)
      return std::any_of(quantity.whole->pieces.begin(), quantity.whole->pieces.end(), lives);
    for (const std::size_t number : analysis.symbols.leaves(quantity.symbol))
      if (const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
          leaf.kind == SymbolicLeaf::Kind::jet && !lives(leaf.index))
        return false;
    return true;
  });
}

/// What was measured where its field does not live says nothing of it: such points are left out, and counted.
void leave_out_beyond(Analyser& analyser, const DataFacts& facts, Measurements& table, const std::string& file,
                      Span place) {
  const std::size_t before = table.count, dimensions = analyser.model.coordinates.size();
  if (before == 0) return;
  std::size_t kept = 0;
  for (std::size_t p = 0; p < before; ++p) {
    if (!lives_there(analyser.facts, facts, table.points.data() + p * dimensions)) continue;
    for (std::size_t i = 0; i < dimensions; ++i) table.points[kept * dimensions + i] = table.points[p * dimensions + i];
    for (std::vector<double>& values : table.values) values[kept] = values[p];
    ++kept;
  }
  if (kept == before) return;
  std::string names;
  for (const MeasuredQuantity& quantity : facts.quantities)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", quantity.column);
  if (kept == 0)
    fail(Finding(Code::table_elsewhere, place,
                 fmt::format("none of the {} points of `{}` lies where {} {}", before, file, names,
                             facts.quantities.size() == 1 ? "lives" : "all live"))
             .help(facts.quantities.size() == 1 ? "look at the ranges of the coordinates"
                                                : "give each field a `data` of its own, with `columns`"));
  table.count = kept;
  table.points.resize(kept * dimensions);
  for (std::vector<double>& values : table.values) values.resize(kept);
  analyser.diagnostics.push_back(
      Finding(
          Code::points_left_out, place,
          fmt::format("{} of the {} points of `{}` lie outside the part of the domain where {} live{}, and are left "
                      "out",
                      before - kept, before, file, names, facts.quantities.size() == 1 ? "s" : ""))
          .help("look at the ranges of the coordinates"));
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
  std::vector<MeasuredQuantity> quantities = quantities_of(analyser, facts, block);
  const std::vector<std::string> deviations = deviations_of(block, quantities.size());
  std::vector<std::string> columns;
  for (const MeasuredQuantity& quantity : quantities) columns.push_back(quantity.column);
  columns.insert(columns.end(), deviations.begin(), deviations.end());
  Measurements table = read_measurements(analyser, file->value.word, columns, file->tree->span);
  const std::size_t measured = quantities.size();
  facts.quantities = std::move(quantities);
  facts.weighed = !deviations.empty();
  if (table.count == 0) return;  // the header alone was read
  leave_out_beyond(analyser, facts, table, file->value.word, file->tree->span);
  std::optional<std::size_t> points;
  if (const EffectiveSetting* wanted = block.find("points")) {
    points = static_cast<std::size_t>(wanted->value.number());
    if (*points > table.count)
      fail(Finding(
          Code::wrong_value, wanted->tree->span,
          fmt::format("`points` is {}, and `{}` has {} in the domain", *points, file->value.word, table.count)));
  }
  const std::uint64_t seed = seed_of(analyser.facts);
  Measurements factors{
      table.count, table.points, {table.values.begin() + static_cast<std::ptrdiff_t>(measured), table.values.end()}};
  table.values.resize(measured);
  facts.drawn = draw_measurements(table, points, block["noise"].number(), seed, facts.name);
  factors = draw_measurements(factors, points, 0, seed, facts.name);  // the same points
  for (std::size_t k = 0; k < factors.values.size(); ++k) {
    make_factors(factors.values[k], deviations[k], file->tree->span);
    facts.drawn.values.push_back(std::move(factors.values[k]));
  }
}

}  // namespace

void analyse_data(Analyser& analyser) {
  if (has_errors(analyser.diagnostics)) return;  // settings are whole from here on
  for (DataFacts& facts : analyser.facts.data) analyser.guarded([&] { analyse_block(analyser, facts); });
}

}  // namespace ansatz::dsl
