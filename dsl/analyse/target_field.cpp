// The field on the left of a statement that gives one a formula of its own: `ansatz u = ...`, `history u = ...`.
#include <fmt/format.h>

#include "analyse/analyser.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

const Symbol& read_target_field(const Model& model, const Equation& equation, const FieldFormula& wording) {
  const Symbol* symbol = equation.left.kind == ExprKind::name ? model.find(equation.left.text) : nullptr;
  if (symbol != nullptr && symbol->kind == SymbolKind::field) return *symbol;
  const Symbol* called = equation.left.kind == ExprKind::call ? model.find(equation.left.text) : nullptr;
  if (called != nullptr && called->kind == SymbolKind::field)
    fail(Finding(Code::unknown_name, equation.left.span, wording.of_a_field)
             .label("its name alone")
             .help(fmt::format("write `{} = ...`: it is said of all places and times", called->name.text))
             .fix(equation.left.span, called->name.text));
  std::vector<std::string> names;
  for (const Name& field : model.declared_fields()) names.push_back(field.text);
  fail(Finding(Code::unknown_name, equation.left.span, wording.of_a_field)
           .label("not a field")
           .help(equation.left.kind == ExprKind::name ? did_you_mean(equation.left.text, names) : wording.example));
}

}  // namespace ansatz::dsl
