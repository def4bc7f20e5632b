// The model: a file with its includes and overrides, as tables of what it declares.
//
// Built from the syntax tree, completed while the statements are analysed (which declarations are broken, which data
// files there are, defaults as trees), and then only read: it is shared by everything that needs the tree later. The
// residuals of the lowered problem are evaluated from it when the solver asks for them.
//
// Read next: names.hpp (which name means what), evaluate.hpp (what an expression is worth).
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/interpolation.hpp"
#include "ansatz/core/interval.hpp"
#include "ansatz/dsl/data_file.hpp"
#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/schema.hpp"
#include "ansatz/dsl/syntax.hpp"
#include "source/paths.hpp"

namespace ansatz::dsl {

enum class SymbolKind { parameter, definition, unknown, coordinate, field };

/// A declared name. `index` counts within the kind.
struct Symbol {
  SymbolKind kind = SymbolKind::parameter;
  std::size_t index = 0;
  Name name;
  bool complex = false;  // a field whose real part is `index`, and whose imaginary part is the next
  /// Of a field in pieces, `field T on lower, T on upper`, the numbers of these; `index` is the first.
  std::vector<std::size_t> pieces{};

  /// The fields of the problem that it is, one in most cases.
  std::vector<std::size_t> parts() const {
    if (!pieces.empty()) return pieces;
    return complex ? std::vector{index, index + 1} : std::vector{index};
  }
};

/// What the coordinates of space are, as far as operators ask.
enum class CoordinateSystem { cartesian, polar, cylindrical, spherical };

/// A param, let or unknown.
struct Declared {
  const Definition* definition = nullptr;
  std::optional<Expression> override;     // of a parameter, by --set
  bool broken = false;                    // reported already: what uses it stays silent
  std::optional<InterpolatedGrid> table;  // of a `let ... from`, once it was read
  std::vector<std::size_t> coordinates;   // that a table without arguments is taken at

  const std::string& name() const { return definition->name.text; }
  const Expression* value() const {
    if (override) return &*override;
    return definition->value ? &*definition->value : nullptr;
  }
};

/// `history u = ...`
struct History {
  const Expression* value = nullptr;
  std::optional<std::size_t> part;  // of a complex field: 0 of its real part, 1 of the imaginary one
  std::optional<std::size_t> side;  // of a piece of a field: the region where it lives
};

struct Model : std::enable_shared_from_this<Model> {
  /// `callable`: the names of the functions that an expression may call, in the order in which they are suggested.
  explicit Model(std::vector<std::string> callable) : functions(std::move(callable)) {}

  std::shared_ptr<const Schema> schema;  // what its blocks may say
  ProblemKind kind = ProblemKind::equations;
  std::vector<std::string> functions;  // of the language itself
  Sources sources;
  std::vector<Statement> statements;  // includes in place of their statements
  std::uint32_t main_file = 0;
  std::string title;
  FileRules files;                                         // which files it may read
  bool headers_only = false;                               // of those with numbers
  std::map<std::uint32_t, std::filesystem::path> folders;  // of each source that is a file
  std::map<std::uint32_t, Span> generated;                 // sources that stand for `given` statements: load.hpp
  std::vector<DataFile> data_files;                        // those with numbers, as far as they were found
  /// Corners of `polygon from`, as far as they were read.
  std::map<std::filesystem::path, std::vector<std::array<double, 2>>> outlines;

  std::map<std::string, Symbol, std::less<>> symbols;
  std::vector<Declared> parameters, definitions, unknowns;  // param, let, unknown
  std::vector<Name> coordinates;                            // space, then time
  std::vector<Name> fields;  // a complex one is two, `re(h)` and `im(h)`; a piece `T(lower)`
  bool complex = false;      // whether there is one
  std::vector<std::vector<std::size_t>> field_coordinates;  // that each depends on, ascending; none: all
  std::vector<const Expression*> field_parts;               // of the domain, that each lives on; null: all of it
  std::vector<std::size_t> sides;                           // regions that pieces of fields live on
  CoordinateSystem system = CoordinateSystem::cartesian;    // once the domain was read
  const Statement* domain = nullptr;
  std::vector<const Statement*> parameters_over;  // that the problem is solved for: coordinates behind those of space
  const Statement* time = nullptr;
  std::vector<const Statement*> conditions;  // eq, bc, ic, fit: in the order of the file
  std::vector<std::string> condition_names;  // of those, then of data, in the order of the problem's conditions
  std::vector<const Statement*> checks;
  std::vector<std::string> check_names;  // of those
  std::vector<const Statement*> exact;
  std::vector<const Statement*> ansatz;
  std::vector<const Statement*> histories;
  std::map<std::size_t, History> past;  // by field, what it was before the start of time: once it was read
  double start = 0;                     // of time, likewise
  /// Of each coordinate where it begins and ends, if that is the same everywhere: of a box, and of time. Likewise.
  std::vector<std::optional<Interval>> ends;
  std::vector<const Statement*> blocks;  // but sweeps
  std::vector<const Statement*> sweeps;
  std::vector<Setting> overrides;                            // `--set network.hidden=...`, as written
  std::map<std::string, Expression, std::less<>> fallbacks;  // defaults of settings in use, by their text

  /// Of space alone, and with the parameters that a problem is solved over.
  std::size_t space_dimensions() const { return shape_dimensions() - parameters_over.size(); }
  std::size_t shape_dimensions() const { return coordinates.size() - (time != nullptr ? 1 : 0); }
  /// Whether no user wrote a statement: it is what a `given` stands for.
  bool is_generated(const Statement& statement) const { return generated.count(statement.span.file) != 0; }
  bool is_time(std::size_t coordinate) const { return time != nullptr && coordinate + 1 == coordinates.size(); }
  const Symbol* find(std::string_view name) const {
    const auto found = symbols.find(name);
    return found == symbols.end() ? nullptr : &found->second;
  }
  /// The number of the region, among the definitions, that a field lives on by its name.
  std::optional<std::size_t> region_of(std::size_t field) const;
  /// Fields as they are declared: a complex one once, and one in pieces.
  std::vector<Name> declared_fields() const;
};

/// The file with numbers that is named at `place`: remembered in `model.data_files`. Throws a Failure, E0501.
const DataFile& find_data_file(Model& model, const std::string& name, Span place);
/// The same, if it was found before; else null.
const DataFile* known_data_file(const Model& model, const std::string& name, Span place);
/// Whether there is one that it could find.
bool is_data_file(const Model& model, const std::string& name, Span place);
/// One that was found.
const DataFile& data_file(const Model& model, const std::string& name, Span place);

/// What a file of these statements is about: a search where it has such a block, images where a network reads them or
/// data name them.
ProblemKind kind_of(const std::vector<Statement>& statements);

/// Fills the tables from `model.statements`: E0201, E0202, statements that may stand once only.
void collect(Model& model, std::vector<Diagnostic>& diagnostics);

}  // namespace ansatz::dsl
