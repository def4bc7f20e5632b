// Files with numbers that stand for functions and shapes, `let D(x) from "table.csv"` and `polygon from "outline.csv"`:
// read before anything is evaluated, and whole, even where only the headers of others are read.
#include <fmt/format.h>

#include <algorithm>

#include "analyse/analyser.hpp"
#include "analyse/data_table.hpp"
#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/functions.hpp"
#include "names/file_arguments.hpp"

namespace ansatz::dsl {
namespace {

/// The columns that `with columns` names, as many as a table has.
std::vector<std::string> given_columns(const Definition& definition, const EffectiveSetting& given) {
  const std::size_t wanted = definition.parameters.size() + 1;
  const std::size_t found = given.value.words.size();
  if (definition.is_function ? found != wanted : found < 2 || found > Grid::most_coordinates + 1)
    fail(Finding(Code::wrong_value, given.tree->span,
                 fmt::format("`{}` has {}, one for each {} and one for its value; {} {} named", definition.name.text,
                             definition.is_function ? fmt::format("{} columns", wanted) : "two to four columns",
                             definition.is_function ? "argument" : "coordinate", found, found == 1 ? "is" : "are")));
  return given.value.words;
}

/// Of a table without arguments: the coordinates of the problem that it has columns for, all of them where it names
/// none.
std::vector<std::string> coordinates_in(const Model& model, const TableClause& clause, const DataFile& file) {
  const std::vector<std::string> names = read_column_names(file.path, clause.file, clause.file_span);
  std::vector<std::string> coordinates;
  for (const Name& coordinate : model.coordinates)
    if (names.empty() || std::find(names.begin(), names.end(), coordinate.text) != names.end())
      coordinates.push_back(coordinate.text);
  if (coordinates.empty() || coordinates.size() > Grid::most_coordinates)
    fail(Finding(Code::flawed_table, clause.file_span,
                 fmt::format("`{}` has columns for {} coordinates of the problem; a table is over one to {}",
                             clause.file, coordinates.size(), Grid::most_coordinates))
             .help("name a column after a coordinate, or say which they are: `with columns = [x, value]`"));
  return coordinates;
}

/// Which columns are read: of the arguments, then of the value.
std::vector<std::string> columns_of(const Model& model, const Definition& definition, const EffectiveBlock& with,
                                    const DataFile& file) {
  if (const EffectiveSetting* given = with.find("columns")) return given_columns(definition, *given);
  std::vector<std::string> names;
  if (!definition.is_function) names = coordinates_in(model, *definition.table, file);
  for (const Name& parameter : definition.parameters) names.push_back(parameter.text);
  names.push_back(definition.name.text);
  return names;
}

/// The coordinates that a table without arguments is taken at.
std::vector<std::size_t> coordinates_of(const Model& model, const TableClause& clause,
                                        std::span<const std::string> columns) {
  std::vector<std::size_t> coordinates;
  for (const std::string& column : columns) {
    const Symbol* symbol = model.find(column);
    if (symbol == nullptr || symbol->kind != SymbolKind::coordinate)
      fail(Finding(Code::unknown_name, clause.file_span, fmt::format("`{}` is not a coordinate", column))
               .help("give the table arguments, as in `let k(s) from \"table.csv\"`"));
    coordinates.push_back(symbol->index);
  }
  return coordinates;
}

void read_function(Analyser& analyser, Declared& declared) {
  const Definition& definition = *declared.definition;
  const TableClause& clause = *definition.table;
  ValueReader values(analyser.model, analyser.constants, analyser.resolver);
  BlockReader blocks(analyser.model, values, analyser.diagnostics);
  const EffectiveBlock with = blocks.read_with("let", definition.with);
  const EffectiveSetting* method = with.find("method");
  const bool cubic = method != nullptr && method->value.word == "cubic";
  const DataFile found = find_data_file(analyser.model, clause.file, clause.file_span);
  const std::vector<std::string> columns = columns_of(analyser.model, definition, with, found);
  const auto arguments = std::span(columns).first(columns.size() - 1);
  if (!definition.is_function) declared.coordinates = coordinates_of(analyser.model, clause, arguments);
  const Table table = read_table(found.path, clause.file, columns, clause.file_span, Reading::everything);
  try {
    const Grid grid = grid_from_points(std::span(table.columns).first(arguments.size()), table.columns.back());
    declared.table.emplace(declared.name(), grid, cubic ? Interpolation::cubic : Interpolation::linear);
  } catch (const UserError& error) {
    fail(Finding(Code::flawed_table, clause.file_span, fmt::format("`{}`: {}", clause.file, error.what()))
             .help("a row for each point of a line, or for each combination of the coordinates of a grid"));
  }
}

/// The corners of a polygon: two columns, in the order in which they follow each other.
void read_outline(Analyser& analyser, const Expression& call) {
  const Expression& file = call.children[0];
  if (call.text != "polygon") refuse_file(call);
  const DataFile found = find_data_file(analyser.model, file.text, file.span);
  if (analyser.model.outlines.count(found.path) != 0) return;
  const Table table = read_all_columns(found.path, file.text, file.span);
  if (table.columns.size() != 2)
    fail(Finding(Code::flawed_table, file.span,
                 fmt::format("`{}` has {} columns; an outline has two, the coordinates of its corners", file.text,
                             table.columns.size())));
  std::vector<std::array<double, 2>> corners;
  for (std::size_t row = 0; row < table.rows; ++row) corners.push_back({table.columns[0][row], table.columns[1][row]});
  if (corners.size() > 1 && corners.front() == corners.back()) corners.pop_back();  // the line is closed anyway
  analyser.model.outlines[found.path] = std::move(corners);
}

}  // namespace

void read_tables(Analyser& analyser) {
  for (Declared& declared : analyser.model.definitions)
    if (declared.definition->table && !declared.broken && !analyser.guarded([&] { read_function(analyser, declared); }))
      declared.broken = true;
  for (const Statement& statement : analyser.model.statements)
    for (const Expression* call : calls_with_files(statement)) analyser.guarded([&] { read_outline(analyser, *call); });
}

}  // namespace ansatz::dsl
