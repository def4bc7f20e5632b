// Conditions stated by handles. Each is checked when it is stated, by the rules of check.hpp.
#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/problem.hpp"
#include "problem/check.hpp"

namespace ansatz {
namespace {

Condition& state(Problem& problem, ConditionKind kind, std::string name, Region part, const ConditionFormula& formula) {
  Condition condition;
  condition.kind = kind;
  condition.name = std::move(name);
  condition.region = std::move(part);
  condition.residuals = formula.function();
  for (const Condition& other : problem.conditions) require_other_name(other, condition);
  require_condition(problem, condition);
  problem.conditions.push_back(std::move(condition));
  return problem.conditions.back();
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

Condition& Problem::data(std::string called, const std::vector<Field>& measured, Measurements values) {
  if (measured.size() != values.values.size())
    throw UserError(fmt::format("data `{}` have {} quantities, and {} fields are named for them", called,
                                values.values.size(), measured.size()));
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
  for (const Condition& other : conditions) require_other_name(other, condition);
  require_condition(*this, condition);
  conditions.push_back(std::move(condition));
  return conditions.back();
}

Region Problem::where(std::function<bool(const Position&)> holds) const {
  if (!holds) throw UserError("a part of the domain is asked for by a function, and there is none");
  return {{}, [here = domain, holds = std::move(holds)](const double* point) { return holds(Position(here, point)); }};
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
