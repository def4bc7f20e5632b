// `history u = cos(t)`: what a field was before the start of time, for equations that ask for it there, `u(t = t - 1)`.
// It is a function of the coordinates, and no condition: where the field starts is said by `ic`.
#include <fmt/format.h>

#include "analyse/analyser.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

std::size_t target_field(const Model& model, const Equation& equation) {
  const Symbol* symbol = equation.left.kind == ExprKind::name ? model.find(equation.left.text) : nullptr;
  if (symbol != nullptr && symbol->complex)
    fail(Finding(Code::wrong_kind, equation.left.span, fmt::format("`{}` is complex", symbol->name.text))
             .label("complex")
             .help("a history is of a real field; declare two of these"));
  if (symbol != nullptr && symbol->kind == SymbolKind::field) return symbol->index;
  std::vector<std::string> names;
  for (const Name& field : model.fields) names.push_back(field.text);
  fail(Finding(Code::unknown_name, equation.left.span, "a `history` is of a field")
           .label("not a field")
           .help(equation.left.kind == ExprKind::name ? did_you_mean(equation.left.text, names)
                                                      : "as in `history u = 1`"));
}

void read_history(Analyser& analyser, const Equation& equation) {
  Model& model = analyser.model;
  const std::size_t field = target_field(model, equation);
  if (!analyser.resolver.resolve(equation.right)) throw Broken{};
  const Value value = analyser.symbolic.evaluate(equation.right);
  if (value.kind != Value::Kind::scalar)
    fail(Finding(Code::wrong_kind, equation.right.span,
                 "a history is a number at each point, and this is " + describe(value)));
  for (const std::size_t number : analyser.facts.symbols.leaves(value.parts[0])) {
    const SymbolicLeaf& leaf = analyser.facts.symbols.leaf(number);
    if (leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere)
      fail(Finding(Code::field_not_known, equation.right.span,
                   fmt::format("a history cannot contain the field `{}`", model.fields[leaf.index].text))
               .label("a field")
               .help("it says what was known before: a formula of the coordinates"));
  }
  if (!model.past.emplace(field, &equation.right).second)
    fail(Finding(Code::already_taken, equation.span,
                 fmt::format("field `{}` has two histories", model.fields[field].text))
             .label("the second")
             .also(model.past.at(field)->span, "the first"));
}

}  // namespace

void analyse_history(Analyser& analyser) {
  for (const Statement* statement : analyser.model.histories) {
    const ConditionStatement& history = std::get<ConditionStatement>(statement->content);
    if (analyser.model.time == nullptr) {
      analyser.diagnostics.push_back(Finding(Code::where_it_holds, statement->keyword, "a history needs a `time`")
                                         .label("no time in this problem")
                                         .help("declare one with `time t in [0, 1]`"));
      continue;
    }
    if (history.region || !history.with.empty())
      analyser.diagnostics.push_back(
          Finding(Code::where_it_holds, statement->keyword,
                  "a `history` holds at all times before the start; it has no `on` and no `with`"));
    for (const Equation& equation : history.equations) analyser.guarded([&] { read_history(analyser, equation); });
  }
}

}  // namespace ansatz::dsl
