// `ansatz u = -sin(pi*x) + t*(1 - x^2)*net`: a field as a formula around the output of its network, so that conditions
// hold exactly. `net` is a name here and nowhere else.
#include <fmt/format.h>

#include "analyse/analyser.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/complex.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

const FieldFormula wording{"an `ansatz` is of a field", "as in `ansatz u = x*(1 - x)*net`"};

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

/// The parts of a complex field have networks of their own, so that one part cannot speak of the other's.
void require_real_factor(const Analysis& analysis, const AnsatzFacts& facts) {
  for (const std::size_t number : analysis.symbols.leaves(facts.value))
    if (const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
        leaf.kind == Leaf::output && leaf.index != facts.field)
      fail(Finding(Code::wrong_kind, facts.equation->right.span,
                   "the factor of `net` is complex: its real part would need the network of the imaginary part")
               .label("a complex factor")
               .help("let `net` have a real factor, and put phases into what is added to it"));
}

/// The formula of a field of the problem, which the target is, or is a part or a piece of.
AnsatzFacts read_formula(Analyser& analyser, const Symbol& target, std::size_t k, const Equation& equation) {
  SymbolicScope& symbols = analyser.facts.symbols;
  AnsatzFacts facts;
  facts.field = target.parts()[k];
  facts.equation = &equation;
  if (target.complex) facts.part = k;
  if (!target.pieces.empty()) facts.side = analyser.model.region_of(facts.field);
  const Value net = target.complex
                        ? Value::complex(symbols.output(target.index, {}), symbols.output(target.index + 1, {}))
                        : Value::scalar(symbols.output(facts.field, {}));
  const Value value =
      analyser.symbolic.on(facts.side, [&] { return analyser.symbolic.evaluate_with("net", net, equation.right); });
  if (value.kind != Value::Kind::scalar && !(target.complex && value.kind == Value::Kind::complex))
    fail(Finding(Code::wrong_kind, equation.right.span,
                 "an ansatz is a number at each point, and this is " + describe(value)));
  facts.value = target.complex ? as_complex(analyser.symbolic, value, equation.right).parts[k] : value.parts[0];
  check_contents(analyser.facts, facts);
  if (target.complex) require_real_factor(analyser.facts, facts);
  return facts;
}

void analyse_equation(Analyser& analyser, const Equation& equation) {
  const Symbol& target = read_target_field(*analyser.facts.model, equation, wording);
  if (const AnsatzFacts* earlier = analyser.facts.ansatz_of(target.index))
    fail(Finding(Code::already_taken, equation.span,
                 fmt::format("field `{}` has two ansatz statements", target.name.text))
             .label("the second")
             .also(earlier->equation->span, "the first"));
  if (!analyser.resolver.resolve(equation.right, {Name{"net", equation.right.span}})) throw Broken{};
  std::vector<AnsatzFacts> all;
  for (std::size_t k = 0; k < target.parts().size(); ++k) all.push_back(read_formula(analyser, target, k, equation));
  for (AnsatzFacts& facts : all) analyser.facts.ansatz.push_back(std::move(facts));
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
