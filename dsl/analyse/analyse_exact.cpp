// `exact`: formulas as symbols, tables as numbers at their own points.
#include <fmt/format.h>

#include <algorithm>

#include "analyse/analyser.hpp"
#include "ansatz/core/random.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/complex.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

/// The field or unknown on the left of `exact u = ...`; null for an expression of fields.
const Symbol* exact_target(const Model& model, const Equation& equation) {
  const Symbol* symbol = equation.left.kind == ExprKind::name ? model.find(equation.left.text) : nullptr;
  const bool own = symbol != nullptr && (symbol->kind == SymbolKind::field || symbol->kind == SymbolKind::unknown);
  return own ? symbol : nullptr;
}

/// An expression that does not speak of what is to be found has no error.
void require_field(Analyser& analyser, const Expression& e, ad::Expr value) {
  for (const std::size_t number : analyser.facts.symbols.leaves(value)) {
    const Leaf kind = analyser.facts.symbols.leaf(number).kind;
    if (kind == Leaf::jet || kind == Leaf::elsewhere) return;
  }
  std::vector<std::string> names;
  for (const Name& field : analyser.model.fields) names.push_back(field.text);
  for (const Declared& unknown : analyser.model.unknowns) names.push_back(unknown.name());
  fail(Finding(Code::unknown_name, e.span,
               "`exact` gives the value of a field, of an unknown or of an expression of fields")
           .label("speaks of none")
           .help(e.kind == ExprKind::name ? did_you_mean(e.text, names)
                                          : "as in `exact u = sin(x)`, `exact u_x = cos(x)`"));
}

void refuse_second(const Analysis& analysis, const Symbol& field, Span span) {
  for (const ExactFacts& earlier : analysis.exact)
    if (earlier.field == field.index) {
      fail(Finding(Code::already_taken, span, fmt::format("field `{}` has two exact solutions", field.name.text))
               .also(earlier.span, "the first"));
    }
}

/// It speaks of nothing that is to be found.
void require_known(const Analyser& analyser, const Equation& equation, ad::Expr value) {
  for (const std::size_t number : analyser.facts.symbols.leaves(value)) {
    const SymbolicLeaf& leaf = analyser.facts.symbols.leaf(number);
    const bool field = leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere;
    if (field || leaf.kind == Leaf::unknown)
      fail(Finding(
          Code::field_not_known, equation.right.span,
          fmt::format("an exact solution cannot contain the {} `{}`", field ? "field" : "unknown",
                      field ? analyser.model.fields[leaf.index].text : analyser.model.unknowns[leaf.index].name())));
  }
}

/// One value for each field that the target is: of a complex one both parts, of one in pieces what it is on each side.
std::vector<ad::Expr> exact_values(const Model& model, Evaluator& symbolic, const Symbol* target, const Expression& e) {
  if (target != nullptr && target->complex) return as_complex(symbolic, symbolic.evaluate(e), e).parts;
  if (target == nullptr || target->pieces.empty()) return {symbolic.scalar(e)};
  std::vector<ad::Expr> values;
  for (const std::size_t piece : target->pieces)
    values.push_back(symbolic.on(model.region_of(piece), [&] { return symbolic.scalar(e); }));
  return values;
}

/// `symbolic`: in the symbols of the analysis, whose integrals are symbols meanwhile.
void analyse_exact_equation(Analyser& analyser, Evaluator& symbolic, const Equation& equation) {
  const Symbol* target = exact_target(analyser.model, equation);
  const bool left = target != nullptr || analyser.resolver.resolve(equation.left);
  if (!analyser.resolver.resolve(equation.right) || !left) throw Broken{};
  if (target != nullptr && target->kind == SymbolKind::unknown) {
    analyser.facts.exact_unknowns.resize(analyser.model.unknowns.size());
    analyser.facts.exact_unknowns[target->index] =
        analyser.constants.number(equation.right, "the exact value of an unknown");
    return;
  }
  std::size_t number_of_field = analyser.model.fields.size();
  std::vector<std::size_t> fields;
  if (target != nullptr) {
    refuse_second(analyser.facts, *target, equation.span);
    fields = target->parts();
  } else {
    require_field(analyser, equation.left, symbolic.scalar(equation.left));
    const std::string name = print_expression(equation.left);
    for (const ExactFacts& earlier : analyser.facts.exact) {
      if (earlier.of == nullptr) continue;
      ++number_of_field;
      if (print_expression(*earlier.of) == name)
        fail(Finding(Code::already_taken, equation.span, fmt::format("`{}` has two exact values", name))
                 .also(earlier.span, "the first"));
    }
  }
  if (fields.empty()) fields.push_back(number_of_field);
  const std::vector<ad::Expr> values = exact_values(analyser.model, symbolic, target, equation.right);
  for (std::size_t k = 0; k < values.size(); ++k) {
    require_known(analyser, equation, values[k]);
    analyser.facts.exact.push_back(
        {fields[k], equation.span, values[k], {}, target == nullptr ? &equation.left : nullptr});
  }
}

/// A large table is compared at some of its points, drawn once and for all.
void thin_out(Measurements& table) {
  constexpr std::size_t most_points = 100'000;
  if (table.count <= most_points) return;
  std::vector<std::size_t> kept = Stream(0, "exact").permutation(table.count);
  kept.resize(most_points);
  std::sort(kept.begin(), kept.end());
  const std::size_t dimensions = table.points.size() / table.count;
  for (std::size_t p = 0; p < kept.size(); ++p) {
    for (std::size_t i = 0; i < dimensions; ++i)
      table.points[p * dimensions + i] = table.points[kept[p] * dimensions + i];
    for (std::vector<double>& values : table.values) values[p] = values[kept[p]];
  }
  table.count = kept.size();
  table.points.resize(table.count * dimensions);
  for (std::vector<double>& values : table.values) values.resize(table.count);
}

/// exact u, v from "table.csv"
void analyse_exact_table(Analyser& analyser, const TableClause& clause) {
  std::vector<const Symbol*> fields;
  std::vector<std::string> names, known;
  for (const Name& field : analyser.model.declared_fields()) known.push_back(field.text);
  for (const Name& name : clause.names) {
    const Symbol* symbol = analyser.model.find(name.text);
    if (symbol == nullptr || symbol->kind != SymbolKind::field)
      fail(Finding(Code::unknown_name, name.span,
                   fmt::format("a table gives the exact values of fields; `{}` is none", name.text))
               .label("not a field")
               .help(did_you_mean(name.text, known)));
    if (std::find(fields.begin(), fields.end(), symbol) != fields.end())
      fail(Finding(Code::already_taken, name.span, fmt::format("`{}` is named twice", name.text)).label("the second"));
    refuse_second(analyser.facts, *symbol, name.span);
    fields.push_back(symbol);
    if (!symbol->complex) names.push_back(name.text);
    for (const char* part : {"re", "im"})
      if (symbol->complex) names.push_back(fmt::format("{}({})", part, name.text));
  }
  Measurements table = read_measurements(analyser, clause.file, names, clause.file_span);
  thin_out(table);
  if (!analyser.facts.evaluation_points.empty() && table.points != analyser.facts.evaluation_points)
    fail(Finding(Code::flawed_table, clause.file_span,
                 fmt::format("`{}` has other points than the first table", clause.file))
             .help("tables of one problem list the same points in the same order"));
  analyser.facts.evaluation_points = std::move(table.points);
  std::size_t column = 0;
  for (std::size_t k = 0; k < fields.size(); ++k) {
    for (const std::size_t field : fields[k]->parts()) {
      analyser.facts.exact.push_back({field, clause.names[k].span, {}, table.values[column], nullptr});
      if (fields[k]->complex) ++column;
    }
    if (!fields[k]->complex) ++column;  // a field in pieces has one column
  }
}

}  // namespace

void analyse_exact(Analyser& analyser) {
  // An evaluator of its own: a `let` with an integral is another expression here than in a condition.
  Evaluator symbolic(analyser.model, analyser.facts.symbols);
  analyser.facts.symbols.integrals = true;
  analyser.resolver.integrates_coordinates = false;
  for (const Statement* statement : analyser.model.exact) {
    const ConditionStatement& exact = std::get<ConditionStatement>(statement->content);
    if (exact.region || !exact.with.empty())
      analyser.diagnostics.push_back(
          Finding(Code::where_it_holds, statement->keyword, "`exact` holds everywhere; it has no `on` and no `with`"));
    if (exact.table) analyser.guarded([&] { analyse_exact_table(analyser, *exact.table); });
    for (const Equation& equation : exact.equations)
      analyser.guarded([&] { analyse_exact_equation(analyser, symbolic, equation); });
  }
  analyser.facts.symbols.integrals = false;
  analyser.resolver.integrates_coordinates = true;
}

}  // namespace ansatz::dsl
