// Expressions are evaluated on symbols (SymbolicScope), as conditions are when a problem is checked; what they contain
// is read off the leaves.
#include "assist/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "ansatz/dsl/format.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/symbolic.hpp"

namespace ansatz::dsl {
namespace {

std::string derivative_name(const Model& model, std::size_t field, const std::vector<std::size_t>& by) {
  std::string name = model.fields.at(field).text;
  for (std::size_t i = 0; i < by.size(); ++i) name += (i == 0 ? "_" : "") + model.coordinates.at(by[i]).text;
  return name;
}

void add_fields(const Model& model, const SymbolicScope& symbols, const std::vector<ad::Expr>& parts,
                ExpressionFacts& facts) {
  for (const ad::Expr part : parts)
    for (const std::size_t number : symbols.leaves(part)) {
      const SymbolicLeaf& leaf = symbols.leaf(number);
      if (leaf.kind != SymbolicLeaf::Kind::jet && leaf.kind != SymbolicLeaf::Kind::elsewhere) continue;
      const std::string name = derivative_name(model, leaf.index, leaf.derivatives);
      if (std::find(facts.fields.begin(), facts.fields.end(), name) == facts.fields.end()) facts.fields.push_back(name);
      facts.order = std::max(facts.order, leaf.derivatives.size());
    }
}

ExpressionFacts facts_of(const Model& model, const SymbolicScope& symbols, const Value& value) {
  ExpressionFacts facts;
  facts.kind = describe(value);
  if (value.kind == Value::Kind::shape) {
    const auto lower = value.shape->lower(), upper = value.shape->upper();
    for (std::size_t i = 0; i < lower.size(); ++i)
      facts.kind +=
          fmt::format("{}[{}, {}]", i == 0 ? " within " : " x ", print_number(lower[i]), print_number(upper[i]));
  }
  add_fields(model, symbols, value.parts, facts);
  if (value.kind != Value::Kind::scalar && value.kind != Value::Kind::vector) return facts;
  for (const ad::Expr part : value.parts)
    if (const auto number = constant_of(part)) facts.numbers.push_back(*number);
  if (facts.numbers.size() != value.parts.size()) facts.numbers.clear();
  return facts;
}

/// What `action` makes of an evaluator; nothing where it throws: what is wrong is reported where the text is checked.
template <class Action>
std::optional<ExpressionFacts> tried(const Model& model, const Surroundings& in, Action&& action) {
  SymbolicScope symbols;
  symbols.normals = true;
  Evaluator evaluator(model, symbols);
  try {
    for (const Name& name : in.arguments)
      evaluator.bind(name.text, Value::scalar(symbols.graph().parameter(name.text)));
    if (in.net) evaluator.bind("net", Value::scalar(symbols.output(0, {})));
    return action(evaluator, symbols);
  } catch (const Failure&) {
  } catch (const Broken&) {
  } catch (const Refusal&) {
  } catch (const std::exception&) {
  }
  return std::nullopt;
}

}  // namespace

std::optional<ExpressionFacts> facts_of(const Model& model, const Expression& e, const Surroundings& in) {
  return tried(model, in, [&](Evaluator& evaluator, const SymbolicScope& symbols) {
    return facts_of(model, symbols, evaluator.evaluate(e));
  });
}

std::optional<ExpressionFacts> facts_of(const Model& model, std::span<const Equation> equations,
                                        const Surroundings& in) {
  return tried(model, in, [&](Evaluator& evaluator, const SymbolicScope& symbols) {
    ExpressionFacts facts;
    std::size_t count = 0;
    for (const Equation& equation : equations) {
      const std::vector<ad::Expr> residuals = evaluator.residuals(equation);
      add_fields(model, symbols, residuals, facts);
      count += residuals.size();
    }
    facts.kind = count == 1 ? "one scalar equation" : fmt::format("{} scalar equations", count);
    return facts;
  });
}

std::string shown(const ExpressionFacts& facts) {
  std::string text = facts.kind;
  if (!facts.fields.empty()) {
    std::string list;
    for (const std::string& field : facts.fields) list += fmt::format("{}`{}`", list.empty() ? "" : ", ", field);
    text += facts.order == 0 ? fmt::format(" of {}", list) : fmt::format(" of order {}, of {}", facts.order, list);
  }
  if (facts.numbers.empty()) return text;
  std::string value;
  for (const double number : facts.numbers) value += (value.empty() ? "" : ", ") + print_number(number);
  return fmt::format("{}, {}", text,
                     facts.numbers.size() == 1 ? fmt::format("`{}`", value) : fmt::format("`[{}]`", value));
}

}  // namespace ansatz::dsl
