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
  if (target != nullptr) {
    refuse_second(analyser.facts, *target, equation.span);
    number_of_field = target->index;
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
  const bool complex = target != nullptr && target->complex;
  const std::vector<ad::Expr> values =
      complex ? as_complex(symbolic, symbolic.evaluate(equation.right), equation.right).parts
              : std::vector{symbolic.scalar(equation.right)};
  for (const ad::Expr value : values) {
    require_known(analyser, equation, value);
    analyser.facts.exact.push_back(
        {number_of_field++, equation.span, value, {}, target == nullptr ? &equation.left : nullptr});
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
  for (const Name& field : analyser.model.fields) known.push_back(field.text);
  for (const Name& name : clause.names) {
    const Symbol* symbol = analyser.model.find(name.text);
    if (symbol == nullptr || symbol->kind != SymbolKind::field)
      fail(Finding(Code::unknown_name, name.span,
                   fmt::format("a table gives the exact values of fields; `{}` is none", name.text))
               .label("not a field")
               .help(did_you_mean(name.text, known)));
    if (std::find(fields.begin(), fields.end(), symbol) != fields.end())
      fail(Finding(Code::already_taken, name.span, fmt::format("`{}` is named twice", name.text)).label("the second"));
    if (symbol->complex)
      fail(Finding(Code::wrong_kind, name.span,
                   fmt::format("`{}` is complex, and a table holds real numbers", name.text))
               .label("complex")
               .help("give it as a formula, or leave it out"));
    refuse_second(analyser.facts, *symbol, name.span);
    fields.push_back(symbol);
    names.push_back(name.text);
  }
  Measurements table = read_measurements(analyser, clause.file, names, clause.file_span);
  thin_out(table);
  if (!analyser.facts.evaluation_points.empty() && table.points != analyser.facts.evaluation_points)
    fail(Finding(Code::flawed_table, clause.file_span,
                 fmt::format("`{}` has other points than the first table", clause.file))
             .help("tables of one problem list the same points in the same order"));
  analyser.facts.evaluation_points = std::move(table.points);
  for (std::size_t k = 0; k < fields.size(); ++k)
    analyser.facts.exact.push_back({fields[k]->index, clause.names[k].span, {}, std::move(table.values[k]), nullptr});
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
