// Conditions stated by handles. Each is checked when it is stated, by the rules of check.hpp.
#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/problem.hpp"
#include "points/domain.hpp"
#include "problem/check.hpp"
#include "problem/formulas.hpp"
#include "problem/numbers.hpp"
#include "problem/words.hpp"

namespace ansatz {
namespace {

/// The formula of a condition, which says whose it is where it fails.
std::function<Residuals(const PointScope&)> named(const std::string& condition, const ConditionFormula& formula) {
  if (!formula.function()) return {};
  return [whose = fmt::format("condition `{}`", condition), own = formula.function()](const PointScope& at) {
    Residuals residuals = said_of(whose, [&] { return own(at); });
    for (const ad::Expr& residual : residuals)
      if (residual.valid() && &residual.graph() != &at.graph())
        throw UserError(fmt::format("{} returned an expression that was made elsewhere; make it of its point", whose));
    return residuals;
  };
}

Condition& add(Problem& problem, Condition condition) {
  for (const Condition& other : problem.conditions) require_other_name(other, condition);
  require_condition(problem, condition);
  return problem.conditions.emplace_back(std::move(condition));
}

Condition& state(Problem& problem, ConditionKind kind, std::string name, Region part, const ConditionFormula& formula) {
  Condition condition;
  condition.kind = kind;
  condition.residuals = named(name, formula);
  condition.name = std::move(name);
  condition.region = std::move(part);
  return add(problem, std::move(condition));
}

void require_distinct(std::string_view data, const std::vector<Field>& measured) {
  for (std::size_t k = 0; k < measured.size(); ++k)
    for (std::size_t j = 0; j < k; ++j)
      if (measured[j].name == measured[k].name)
        throw UserError(
            fmt::format("data `{}` name field `{}` twice; one field has one value at a point", data, measured[k].name));
}

}  // namespace

Condition& Problem::equation(std::string called, ConditionFormula formula) {
  return state(*this, ConditionKind::equation, std::move(called), {}, formula);
}
Condition& Problem::equation(std::string called, Region part, ConditionFormula formula) {
  return state(*this, ConditionKind::equation, std::move(called), std::move(part), formula);
}
Condition& Problem::boundary(std::string called, ConditionFormula formula) {
  return boundary(std::move(called), Region{}, std::move(formula));
}
Condition& Problem::boundary(std::string called, Region part, ConditionFormula formula) {
  if (part.places.empty()) part.places.emplace_back();  // all of it
  return state(*this, ConditionKind::boundary, std::move(called), std::move(part), formula);
}
Condition& Problem::initial(std::string called, ConditionFormula formula) {
  return state(*this, ConditionKind::initial, std::move(called), {}, formula);
}
Condition& Problem::initial(std::string called, Region part, ConditionFormula formula) {
  return state(*this, ConditionKind::initial, std::move(called), std::move(part), formula);
}
Condition& Problem::fit(std::string called, ConditionFormula formula) {
  return state(*this, ConditionKind::fit, std::move(called), {}, formula);
}
Condition& Problem::fit(std::string called, Region part, ConditionFormula formula) {
  return state(*this, ConditionKind::fit, std::move(called), std::move(part), formula);
}

Check& Problem::check(std::string called, Check::Relation relation, ConditionFormula formula) {
  return check(std::move(called), relation, Region{}, std::move(formula));
}
Check& Problem::check(std::string called, Check::Relation relation, Region part, ConditionFormula formula) {
  Check made;
  made.relation = relation;
  made.condition.kind = part.places.empty() ? ConditionKind::equation : ConditionKind::boundary;
  made.condition.residuals = named(called, formula);
  made.condition.name = std::move(called);
  made.condition.region = std::move(part);
  for (const Check& other : checks) require_other_name(other.condition, made.condition);
  require_condition(*this, made.condition);
  return checks.emplace_back(std::move(made));
}

Condition& Problem::data(std::string called, const std::vector<Field>& measured, Measurements values) {
  if (measured.size() != values.values.size())
    throw UserError(fmt::format("data `{}` have {} {}, and {} named for them", called, values.values.size(),
                                values.values.size() == 1 ? "quantity" : "quantities",
                                counted(measured.size(), "field") + (measured.size() == 1 ? " is" : " are")));
  require_domain(*this, fmt::format("data `{}`", called));
  require_distinct(called, measured);
  for (const Field& u : measured) number_of(*this, u);
  if (values.count == 0) values.count = values.points.size() / domain.dimensions();
  Condition condition;
  condition.kind = ConditionKind::fit;
  condition.name = std::move(called);
  condition.residuals = [measured](const PointScope& points) {
    const At at(points);
    Residuals residuals;
    for (std::size_t k = 0; k < measured.size(); ++k) residuals.push_back(at(measured[k]) - at.measured(k));
    return residuals;
  };
  condition.data = std::make_shared<const Measurements>(std::move(values));
  for (const Field& u : measured) condition.fields.push_back(number_of(*this, u));
  return add(*this, std::move(condition));
}

Condition& Problem::data(std::string called, const Field& measured, Measurements values) {
  return data(std::move(called), std::vector<Field>{measured}, std::move(values));
}

Region Problem::where(std::function<bool(const Position&)> holds) const {
  if (!holds) throw UserError("a part of the domain is asked for by a function, and there is none");
  std::vector<std::string> coordinates;
  for (std::size_t i = 0; i < domain.dimensions(); ++i) coordinates.push_back(coordinate_name(domain, i));
  return {{},
          [here = domain, holds = std::move(holds)](const double* point) { return holds(Position(here, point)); },
          std::move(coordinates)};
}

void Problem::sample_at(const Condition& data) {
  for (std::size_t i = 0; i < conditions.size(); ++i)
    if (conditions[i].name == data.name && conditions[i].data) {
      sampling.at = i;
      return;
    }
  throw UserError(
      fmt::format("condition `{}` is not data of this problem; equations can be asked to hold at the points "
                  "of data alone",
                  data.name));
}

}  // namespace ansatz
