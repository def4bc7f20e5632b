// `ansatz u = -sin(pi*x) + t*(1 - x^2)*net`: a field as a formula around the output of its network, so that conditions
// hold exactly. `net` is a name here and nowhere else.
#include <fmt/format.h>

#include "analyse/analyser.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

const FieldFormula wording{"an `ansatz` is of a field",
                           "an ansatz is of a real field; state what it would meet as conditions",
                           "as in `ansatz u = x*(1 - x)*net`"};

/// It may speak of coordinates and unknowns, and must speak of the network.
void check_contents(const Analysis& analysis, const AnsatzFacts& facts) {
  const Span place = facts.equation->right.span;
  const std::string& name = analysis.model->fields[facts.field].text;
  bool trained = false;
  for (const std::size_t number : analysis.symbols.leaves(facts.value)) {
    const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
    if (leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere)
      fail(Finding(Code::field_not_known, place,
                   fmt::format("an ansatz cannot contain the field `{}`", analysis.model->fields[leaf.index].text))
               .label("a field")
               .help("`net` is what the network of the field gives"));
    trained = trained || leaf.kind == Leaf::output;
  }
  if (!trained)
    fail(Finding(Code::nothing_to_solve, place, fmt::format("the ansatz of `{}` does not contain `net`", name))
             .label("nothing to train")
             .help(fmt::format("multiply `net` with what vanishes where `{}` is known", name)));
}

void analyse_equation(Analyser& analyser, const Equation& equation) {
  AnsatzFacts facts{read_target_field(*analyser.facts.model, equation, wording), &equation, {}};
  if (const AnsatzFacts* earlier = analyser.facts.ansatz_of(facts.field)) {
    fail(Finding(Code::already_taken, equation.span,
                 fmt::format("field `{}` has two ansatz statements", analyser.model.fields[facts.field].text))
             .label("the second")
             .also(earlier->equation->span, "the first"));
  }
  if (!analyser.resolver.resolve(equation.right, {Name{"net", equation.right.span}})) throw Broken{};
  const Value net = Value::scalar(analyser.facts.symbols.output(facts.field, {}));
  const Value value = analyser.symbolic.evaluate_with("net", net, equation.right);
  if (value.kind != Value::Kind::scalar)
    fail(Finding(Code::wrong_kind, equation.right.span,
                 "an ansatz is a number at each point, and this is " + describe(value)));
  facts.value = value.parts[0];
  check_contents(analyser.facts, facts);
  analyser.facts.ansatz.push_back(facts);
}

}  // namespace

void analyse_ansatz(Analyser& analyser) {
  const Symbol* taken = analyser.model.find("net");
  for (const Statement* statement : analyser.model.ansatz) {
    const ConditionStatement& ansatz = std::get<ConditionStatement>(statement->content);
    if (taken != nullptr) {
      analyser.diagnostics.push_back(
          Finding(Code::already_taken, statement->keyword, "`net` has a meaning of its own in an `ansatz`")
              .also(taken->name.span, "declared here: choose another name"));
      analyser.facts.ansatz_known = false;
      return;
    }
    if (ansatz.region || !ansatz.with.empty())
      analyser.diagnostics.push_back(Finding(Code::where_it_holds, statement->keyword,
                                             "an `ansatz` holds everywhere; it has no `on` and no `with`"));
    for (const Equation& equation : ansatz.equations)
      analyser.facts.ansatz_known &= analyser.guarded([&] { analyse_equation(analyser, equation); });
  }
}

}  // namespace ansatz::dsl
