// Which name means what, before anything is evaluated: every unknown name of a file is found in one pass,
// with a suggestion, and every cycle of definitions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/finding.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

/// What a name says.
struct NameReading {
  enum class Kind {
    symbol,                // something declared
    constant,              // pi, inf
    imaginary,             // i, where fields are complex
    normal,                // the outward normal
    derivative,            // u_xx: field and coordinates, ascending
    ambiguous_derivative,  // splits in two ways
    unsplit_derivative,    // the field is known, the coordinates are not
    derivative_of_other,   // nu_x, with a parameter nu
    coordinate_operator,   // dx: coordinates[0]
    function,              // sin, grad, rect
    unknown,
  };
  Kind kind = Kind::unknown;
  const Symbol* symbol = nullptr;  // of symbol; the field of a derivative; the other
  std::vector<std::size_t> coordinates;
  double value = 0;  // of a constant
};
NameReading read_name(const Model& model, std::string_view name);

/// The names that an expression may use here, for suggestions.
std::vector<std::string> known_names(const Model& model);

/// Walks expressions, reports names without meaning and remembers which declarations are used.
class Resolver {
 public:
  Resolver(const Model& model, std::vector<Diagnostic>& diagnostics) : model_(model), diagnostics_(diagnostics) {}

  /// Whether an integral may run over a coordinate of the problem: any but those of `exact`, whose rule is adaptive.
  bool integrates_coordinates = true;

  /// True when every name has a meaning. `bound`: arguments of the function being defined.
  bool resolve(const Expression& e, const std::vector<Name>& bound = {});
  /// Declarations met since the last call, without repetition.
  std::vector<const Symbol*> take_used();
  /// The deepest nesting met since the last call.
  std::size_t take_depth();

 private:
  void walk(const Expression& e, std::size_t depth);
  void walk_name(const Expression& e);
  void walk_call(const Expression& e, std::size_t depth);
  void walk_field_arguments(const Expression& e, std::size_t depth);
  void check_derivative(std::string_view name, const NameReading& reading, Span span);
  bool is_bound(std::string_view name) const;
  void use(const Symbol* symbol);
  // What has no meaning: unknown_names.cpp.
  void report(const Finding& finding);
  void report_unknown(std::string_view name, Span span);
  void report_unknown_call(const Expression& call);
  void report_field_arguments(const Expression& call);
  std::string written(Span span) const;

  const Model& model_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<std::string> bound_;
  std::vector<const Symbol*> used_;
  std::size_t depth_ = 0;
  bool good_ = true;
};

/// Resolves all definitions, finds cycles (E0204) and definitions nested too deep once expanded (E0109),
/// and marks them and whatever uses them broken.
void resolve_definitions(Model& model, std::vector<Diagnostic>& diagnostics);

/// The binary operators of a chain a + b - c, from the outermost to the innermost: such chains may have
/// thousands of operands and are walked, not recursed into.
std::vector<const Expression*> left_spine(const Expression& e);

}  // namespace ansatz::dsl
