#include "lower/lower.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/complex.hpp"
#include "evaluate/quadrature_plan.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

const EffectiveBlock& block(const Analysis& analysis, std::string_view keyword) {
  for (const EffectiveBlock& candidate : analysis.blocks)
    if (candidate.spec->keyword == keyword) return candidate;
  throw InternalFault(fmt::format("no `{}` block", keyword));
}

/// "burgers.pde:12: message", for what only the solver's points could show.
std::string placed(const Model& model, const Diagnostic& diagnostic) {
  const Span span = diagnostic.primary.span;
  return fmt::format("{}:{}: {}", model.sources[span.file].name, model.sources.position(span.file, span.begin).line,
                     diagnostic.message);
}

/// The residuals of a condition, evaluated from the tree whenever the solver asks.
std::function<std::vector<ad::Expr>(const PointScope&)> residuals_of(std::shared_ptr<const Model> model,
                                                                     const ConditionFacts& facts) {
  return [model = std::move(model), &statement = *facts.statement, side = facts.side](const PointScope& points) {
    ResidualScope scope(points);
    Evaluator evaluator(*model, scope);
    const auto& region = std::get<ConditionStatement>(statement.content).region;
    evaluator.stand_at(region ? &*region : nullptr);
    evaluator.stand_on(side);
    std::vector<ad::Expr> all;
    try {
      for (const Equation& equation : std::get<ConditionStatement>(statement.content).equations)
        for (const ad::Expr residual : evaluator.residuals(equation)) all.push_back(residual);
    } catch (const Failure& failure) {
      throw UserError(placed(*model, failure.diagnostic));
    }
    return all;
  };
}

std::string_view kind_word(ConditionKind kind) {
  switch (kind) {
    case ConditionKind::boundary: return "bc";
    case ConditionKind::initial: return "ic";
    case ConditionKind::fit: return "fit";
    case ConditionKind::equation: break;
  }
  return "eq";
}

/// The weight by the name of a condition, else that of its kind. A condition may be called like a setting of `loss`,
/// which then says nothing of it.
double weight_by_name(const std::string& name, std::string_view kind, const EffectiveBlock& loss) {
  const EffectiveSetting* named = loss.find(name);
  return (named != nullptr && named->spec == nullptr ? named->value : loss[kind]).number();
}

/// The weight of its own comes first.
double weight_of(const ConditionFacts& facts, const EffectiveBlock& loss) {
  if (const EffectiveSetting* own = facts.with.find("weight")) return own->value.number();
  return weight_by_name(facts.stated, kind_word(facts.kind), loss);
}

/// What stands from the first equation to the last, on one line.
std::string text_of(const Model& model, const std::vector<Equation>& equations) {
  const Span first = equations.front().left.span, last = equations.back().right.span;
  std::string text;
  for (const char c : model.sources[first.file].text.substr(first.begin, last.end - first.begin)) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) text += c;
    if (space && !text.empty() && text.back() != ' ') text += ' ';
  }
  return text;
}

/// The fields on the left of `u = ...`, where that is all that stands there in every equation; else none.
std::vector<std::size_t> fields_asked_for(const Model& model, const std::vector<Equation>& equations) {
  std::vector<std::size_t> fields;
  for (const Equation& equation : equations) {
    const Symbol* symbol = equation.left.kind == ExprKind::name ? model.find(equation.left.text) : nullptr;
    if (symbol == nullptr || symbol->kind != SymbolKind::field || symbol->parts().size() > 1 ||
        equation.relation != "=")
      return {};
    fields.push_back(symbol->index);
  }
  return fields;
}

Condition lower_condition(const Analysis& analysis, const ConditionFacts& facts, const EffectiveBlock& loss) {
  Condition condition;
  condition.kind = facts.kind;
  condition.name = facts.name;
  condition.statement = text_of(*analysis.model, facts.content().equations);
  condition.region = facts.region;
  condition.residuals = residuals_of(analysis.model, facts);
  if (facts.kind == ConditionKind::fit) condition.fields = fields_asked_for(*analysis.model, facts.content().equations);
  condition.weight = weight_of(facts, loss);
  if (const EffectiveSetting* points = facts.with.find("points"))
    condition.points = static_cast<std::size_t>(points->value.number());
  return condition;
}

/// The weight has no meaning here, and stays.
Check lower_check(const Analysis& analysis, const ConditionFacts& facts) {
  Check check;
  check.condition.kind = facts.kind;
  check.condition.name = facts.name;
  check.condition.region = facts.region;
  check.condition.residuals = residuals_of(analysis.model, facts);
  const bool equal = facts.content().equations.front().relation == "=";
  check.relation = equal ? Check::Relation::zero : Check::Relation::not_negative;
  if (const EffectiveSetting* tolerance = facts.with.find("tolerance")) check.tolerance = tolerance->value.number();
  if (const EffectiveSetting* points = facts.with.find("points"))
    check.condition.points = static_cast<std::size_t>(points->value.number());
  return check;
}

/// An expression of fields at the points of a scope.
std::function<ad::Expr(const PointScope&)> formula_of(std::shared_ptr<const Model> model, const Expression& e) {
  return [model = std::move(model), &e](const PointScope& points) {
    ResidualScope scope(points);
    try {
      return Evaluator(*model, scope).scalar(e);
    } catch (const Failure& failure) {
      throw UserError(placed(*model, failure.diagnostic));
    }
  };
}

/// What was measured, at the points of a scope.
ad::Expr measured_quantity(const std::shared_ptr<const Model>& model, const MeasuredQuantity& quantity,
                           const PointScope& points) {
  if (quantity.value != nullptr) return formula_of(model, *quantity.value)(points);
  if (quantity.whole != nullptr) {
    ResidualScope scope(points);
    return Evaluator(*model, scope).field_value(*quantity.whole, quantity.derivatives).parts[0];
  }
  return ResidualScope(points).field(quantity.field, quantity.derivatives);
}

/// Measured values as a fit at their points.
Condition lower_data(const Analysis& analysis, const DataFacts& facts, const EffectiveBlock& loss) {
  Condition condition;
  condition.kind = ConditionKind::fit;
  condition.name = facts.name;
  condition.data = std::make_shared<const Measurements>(facts.drawn);
  condition.residuals = [model = analysis.model, quantities = facts.quantities,
                         weighed = facts.weighed](const PointScope& points) {
    std::vector<ad::Expr> all;
    for (std::size_t k = 0; k < quantities.size(); ++k) {
      const ad::Expr off = measured_quantity(model, quantities[k], points) - points.measured(k);
      all.push_back(weighed ? off * points.measured(quantities.size() + k) : off);
    }
    return all;
  };
  const bool fields = std::all_of(facts.quantities.begin(), facts.quantities.end(),
                                  [](const MeasuredQuantity& quantity) { return quantity.is_field(); });
  if (fields)
    for (const MeasuredQuantity& quantity : facts.quantities) condition.fields.push_back(quantity.field);
  condition.weight = weight_by_name(facts.name, "data", loss);
  return condition;
}

/// The number of the condition that is made of these data; the message if there is none.
std::size_t find_data(const Analysis& analysis, const SettingValue& name, std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> names;
  for (const DataFacts& facts : analysis.data) names.push_back(facts.name);
  const auto found = std::find(names.begin(), names.end(), name.word);
  if (found == names.end())
    diagnostics.push_back(
        Finding(Code::unknown_target, name.tree->span, fmt::format("there are no data `{}`", name.word))
            .label("not the name of a `data` block")
            .help(did_you_mean(name.word, names)));
  return analysis.conditions.size() + static_cast<std::size_t>(found - names.begin());
}

Sampling lower_sampling(const Analysis& analysis, const EffectiveBlock& sample, std::vector<Diagnostic>& diagnostics) {
  auto sampling = settings_of<Sampling>(sample);
  if (const EffectiveSetting* at = sample.find("at")) sampling.at = find_data(analysis, at->value, diagnostics);
  return sampling;
}

ExactField lower_exact(const Analysis& analysis, const ExactFacts& facts) {
  ExactField exact{facts.field, {}, facts.values, {}, {}};
  if (facts.of != nullptr) {
    exact.name = print_expression(*facts.of);
    exact.formula = formula_of(analysis.model, *facts.of);
  }
  if (!facts.value.valid()) return exact;
  constexpr double tolerance = 1e-13;
  const auto plan = std::make_shared<const QuadraturePlan>(analysis.symbols, std::span(&facts.value, 1),
                                                           analysis.model->coordinates.size(), tolerance);
  exact.evaluate = [plan](const double* points, std::size_t count, double* values) {
    plan->evaluate(points, count, values);
  };
  return exact;
}

/// Of a part of a complex field the other part of `net` has no say, so it may be anything.
Value net_of(const AnsatzFacts& facts, ad::Expr net) {
  if (!facts.part) return Value::scalar(net);
  const ad::Expr other = net.graph().constant(0);
  return *facts.part == 0 ? Value::complex(net, other) : Value::complex(other, net);
}

AnsatzField lower_ansatz(const Analysis& analysis, const AnsatzFacts& facts) {
  return {facts.field, [model = analysis.model, facts](const PointScope& points, ad::Expr net) {
            ResidualScope scope(points);
            Evaluator evaluator(*model, scope);
            evaluator.stand_on(facts.side);
            evaluator.bind("net", net_of(facts, net));
            const Expression& formula = facts.equation->right;
            try {
              if (!facts.part) return evaluator.scalar(formula);
              return as_complex(evaluator, evaluator.evaluate(formula), formula).parts[*facts.part];
            } catch (const Failure& failure) {
              throw UserError(placed(*model, failure.diagnostic));
            }
          }};
}

}  // namespace

Problem lower(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  Problem problem;
  problem.title = analysis.model->title;
  problem.domain = analysis.domain;
  for (const Name& field : analysis.model->fields) problem.fields.push_back(field.text);
  const bool parts =
      std::any_of(analysis.parts.begin(), analysis.parts.end(), [](const PartFacts& part) { return !!part.holds; });
  for (const PartFacts& part : analysis.parts)
    if (parts) problem.parts.push_back(part.holds);
  problem.unknowns = analysis.unknowns;
  problem.exact_unknowns = analysis.exact_unknowns;
  for (const ConditionFacts& facts : analysis.conditions)
    problem.conditions.push_back(lower_condition(analysis, facts, block(analysis, "loss")));
  for (const DataFacts& facts : analysis.data)
    problem.conditions.push_back(lower_data(analysis, facts, block(analysis, "loss")));
  for (const ConditionFacts& facts : analysis.checks) problem.checks.push_back(lower_check(analysis, facts));
  for (const ExactFacts& facts : analysis.exact) problem.exact.push_back(lower_exact(analysis, facts));
  problem.evaluation_points = analysis.evaluation_points;
  for (const AnsatzFacts& facts : analysis.ansatz) problem.ansatz.push_back(lower_ansatz(analysis, facts));
  problem.networks = lower_networks(analysis, diagnostics);
  problem.sampling = lower_sampling(analysis, block(analysis, "sample"), diagnostics);
  for (const EffectiveBlock& stage : analysis.blocks)
    if (stage.spec->keyword == "train") problem.stages.push_back(lower_stage(analysis, stage, diagnostics));
  problem.compute = settings_of<Compute>(block(analysis, "compute"));
  problem.weighting = settings_of<Weighting>(block(analysis, "loss"));
  problem.plots = lower_plots(analysis, problem, diagnostics);
  return problem;
}

}  // namespace ansatz::dsl
