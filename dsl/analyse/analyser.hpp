// The making of an Analysis: what is known so far, and the tools by which the statements are read. The steps stand in
// files of their own; each adds what it understands to `facts` and reports the rest.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "analyse/analysis.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {

struct Analyser {
  Analyser(const std::shared_ptr<Model>& of, std::vector<Diagnostic>& diagnostics);
  Analyser(const Analyser&) = delete;
  Analyser& operator=(const Analyser&) = delete;

  Model& model;
  std::vector<Diagnostic>& diagnostics;
  Analysis facts;
  ConstantScope numbers;
  Evaluator constants;  // in `numbers`
  Evaluator symbolic;   // in `facts.symbols`
  Resolver resolver;

  /// Runs `action`; what it throws becomes a diagnostic. False if it threw.
  template <class Action>
  bool guarded(Action&& action) {
    return dsl::guarded(diagnostics, std::forward<Action>(action));
  }
};

// The steps, in this order.
void read_tables(Analyser& analyser);          // of functions and shapes
void analyse_definitions(Analyser& analyser);  // params in range, unknowns, values that are no numbers
void analyse_domain(Analyser& analyser);
void analyse_given(Analyser& analyser);    // behind the domain; W0617
void analyse_regions(Analyser& analyser);  // parts of the domain that have names
void analyse_parts(Analyser& analyser);    // that fields live on
void analyse_history(Analyser& analyser);  // what fields were before the start of time
void analyse_conditions(Analyser& analyser);
void analyse_checks(Analyser& analyser);
void analyse_exact(Analyser& analyser);
void analyse_ansatz(Analyser& analyser);
void analyse_blocks(Analyser& analyser);
void analyse_data(Analyser& analyser);
void analyse_sweep(Analyser& analyser);

/// The number that a parameter or an unknown has, or would have, by `tree`: finite and in its range, else E0304, E0307.
double read_number(Analyser& analyser, const Declared& declared, const Expression& tree);

/// What is said where the left side of such a statement is no field.
struct FieldFormula {
  std::string of_a_field, example;
};
/// The field on the left of `ansatz u = ...` or `history u = ...`, else E0203.
const Symbol& read_target_field(const Model& model, const Equation& equation, const FieldFormula& wording);

/// Numbers at points of the domain, from a file with a column for each coordinate and each of `quantities`. Points
/// outside the domain are left out: W0610; E0503 where none is left. E0501 and E0502 as the file has them. Without
/// points where headers alone are read.
Measurements read_measurements(Analyser& analyser, const std::string& file, std::span<const std::string> quantities,
                               Span place);

/// The part of the boundary after `on`, or of a plane inside the domain.
Region read_region(Analyser& analyser, const RegionClause& clause);
/// The part of the domain after `on`: comparisons of coordinates and shapes, all of them together.
Region read_part(Analyser& analyser, const RegionClause& clause);
/// What belongs to it, with points a rounding error outside where it is a shape.
std::function<bool(const double* point)> read_part_of_domain(Analyser& analyser, const Expression& part);
/// A part of the domain as a shape; null where it is a condition whose boundary is not known, and in problems of time
/// alone. Throws a Failure where it is empty, or no part.
GeometryPtr shape_of_part(Analyser& analyser, const Expression& part);
/// Whether an expression is the name of a region.
bool is_region(const Model& model, const Expression& e);
/// What `interface(lower, upper)` is.
Place read_interface(Analyser& analyser, const Expression& call);
/// The regions on whose pieces of fields a condition depends at its points, each of which it holds on; none where its
/// fields are of one piece. E0301 where fields are in other pieces than others are.
std::vector<std::size_t> sides_of(const Analyser& analyser, const ConditionFacts& facts);
/// The condition holds where all of its fields live. Throws a Failure where that is nowhere: E0404.
void limit_to_parts(Analyser& analyser, ConditionFacts& facts);
/// Comparisons and shapes, as they are written behind `on`.
std::function<bool(const double* point)> read_part_of(Analyser& analyser, const RegionPlace& place);
/// `boundary`, `boundary(shape)`, `point([0, 0])`, `interface(lower, upper)`.
bool is_place_of_boundary(const Expression& e);
/// Whether that is what was written, and no place of the boundary.
bool is_part(const RegionClause& clause);

}  // namespace ansatz::dsl
