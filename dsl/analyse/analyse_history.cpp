// `history u = cos(t)`: what a field was before the start of time, for equations that ask for it there, `u(t = t - 1)`.
// It is a function of the coordinates, and no condition: where the field starts is said by `ic`.
#include <fmt/format.h>

#include "analyse/analyser.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/past.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

const FieldFormula wording{"a `history` is of a field", "as in `history u = 1`"};

void require_known(const Analyser& analyser, const Equation& equation, ad::Expr value) {
  for (const std::size_t number : analyser.facts.symbols.leaves(value)) {
    const SymbolicLeaf& leaf = analyser.facts.symbols.leaf(number);
    if (leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere)
      fail(Finding(Code::field_not_known, equation.right.span,
                   fmt::format("a history cannot contain the field `{}`", analyser.model.fields[leaf.index].text))
               .label("a field")
               .help("it says what was known before: a formula of the coordinates"));
  }
}

void read_history(Analyser& analyser, const Equation& equation) {
  Model& model = analyser.model;
  const Symbol& target = read_target_field(model, equation, wording);
  if (!analyser.resolver.resolve(equation.right)) throw Broken{};
  const std::vector<std::size_t> fields = target.parts();
  for (std::size_t k = 0; k < fields.size(); ++k) {
    History history{&equation.right, std::nullopt, std::nullopt};
    if (target.complex) history.part = k;
    if (!target.pieces.empty()) history.side = model.region_of(fields[k]);
    require_known(analyser, equation, value_of(history, analyser.symbolic));
    if (!model.past.emplace(fields[k], history).second)
      fail(Finding(Code::already_taken, equation.span, fmt::format("field `{}` has two histories", target.name.text))
               .label("the second")
               .also(model.past.at(fields[k]).value->span, "the first"));
  }
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
