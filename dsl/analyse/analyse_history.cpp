// `history u = cos(t)`: what a field was before the start of time, for equations that ask for it there, `u(t = t - 1)`.
// It is a function of the coordinates, and no condition: where the field starts is said by `ic`.
#include <fmt/format.h>

#include "analyse/analyser.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

const FieldFormula wording{"a `history` is of a field", "a history is of a real field; declare two of these",
                           "as in `history u = 1`"};

void read_history(Analyser& analyser, const Equation& equation) {
  Model& model = analyser.model;
  const std::size_t field = read_target_field(model, equation, wording);
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
