// Measures first, condition by condition and check by check; the verdict is drawn from them alone (verdict.hpp).
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "ansatz/core/verification.hpp"
#include "solution/places.hpp"
#include "verification/freedom.hpp"
#include "verification/fresh_points.hpp"
#include "verification/scopes.hpp"
#include "verification/terms.hpp"
#include "verification/verdict.hpp"

namespace ansatz {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<double> point_of(const PointSet& points, std::size_t p) {
  std::vector<double> point(points.dimensions);
  for (std::size_t i = 0; i < points.dimensions; ++i) point[i] = points.points[i * points.count + p];
  return point;
}

/// Those of the points whose time training has reached: all, unless a run in windows of time was broken off.
PointSet reached(const Solution& solution, const PointSet& points) {
  if (solution.windows() == solution.problem().sampling.windows) return points;
  std::vector<std::size_t> kept;
  for (std::size_t p = 0; p < points.count; ++p)
    if (solution.contains(point_of(points, p))) kept.push_back(p);
  return pick(points, kept);
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Where units set residuals apart, each is a part of its size.
Residuals sized(const Condition& condition, Residuals values) {
  for (std::size_t j = 0; j < condition.sizes.size(); ++j) values[j] = values[j] / condition.sizes[j];
  return values;
}

/// The residuals of a condition, the sum of the squares of all their terms, the residuals of the trivial solution,
/// those of fields that are larger by 1 at other places, and the coordinates of these places.
struct Asked {
  std::size_t residuals = 0;
  std::size_t places = 0;  // other ones than the point, that fields are asked for at
  bool several_terms = false;
  Residuals operator()(const Condition& condition, const PointScope& at) {
    std::set<std::uint32_t> fields;
    Residuals values = sized(condition, condition.residuals(FieldNodes(at, fields)));
    residuals = values.size();
    ad::Expr squares = at.graph().constant(0);
    for (std::size_t j = 0; j < residuals; ++j) {
      const std::vector<ad::Expr> terms = terms_of(values[j], fields);
      several_terms = several_terms || terms.size() > 1;
      for (const ad::Expr& term : terms) squares = squares + term * term;
    }
    values.push_back(squares);
    for (const ad::Expr& trivial : condition.residuals(ZeroFields(at))) values.push_back(trivial);
    std::vector<ad::Expr> elsewhere;
    for (const ad::Expr& moved : sized(condition, condition.residuals(MovedElsewhere(at, elsewhere))))
      values.push_back(moved);
    values.insert(values.end(), elsewhere.begin(), elsewhere.end());
    places = elsewhere.size();
    return values;
  }
};

/// Whether inputs of a network may be what goes on outside, as periodic ones do: some coordinate is not read as it is.
bool goes_on_outside(const NetworkSpec& network, std::size_t dimensions) {
  std::vector<bool> read(dimensions, network.inputs.empty());
  for (const InputFeature& input : network.inputs)
    if (!input.method && !input.value)
      for (const std::size_t i : input.coordinates) read[i] = true;
  return std::find(read.begin(), read.end(), false) != read.end();
}

/// A place outside the domain whose value of a field some residual depends on; empty where there is none.
std::vector<double> place_outside(const Solution& solution, const Asked& asked,
                                  const std::vector<std::vector<double>>& values) {
  const Problem& problem = solution.problem();
  const std::size_t dimensions = problem.domain.dimensions();
  for (const NetworkSpec& network : problem.networks)
    if (goes_on_outside(network, dimensions)) return {};
  const std::size_t moved = 2 * asked.residuals + 1, places = moved + asked.residuals;
  for (std::size_t p = 0; p < (asked.places == 0 ? 0 : values[0].size()); ++p) {
    bool matters = false;
    for (std::size_t j = 0; j < asked.residuals; ++j) matters = matters || values[moved + j][p] != values[j][p];
    for (std::size_t k = places; matters && k < places + asked.places; k += dimensions) {
      std::vector<double> place;
      for (std::size_t i = 0; i < dimensions; ++i) place.push_back(values[k + i][p]);
      if (!nearly_inside(problem.domain, place.data())) return place;
    }
  }
  return {};
}

/// Terms may vanish where the answer is simple; sizes do not.
double part_of_terms(const Condition& condition, const Asked& asked, double residuals, double terms) {
  if (!condition.sizes.empty()) return std::sqrt(residuals / std::max(terms, static_cast<double>(asked.residuals)));
  return asked.several_terms ? std::sqrt(residuals / terms) : unknown;
}

/// What a condition is like at fresh points; `zero`: stays true where the trivial solution satisfies it too.
ResidualCheck check_condition(const Solution& solution, const Condition& condition, const PointSet& points,
                              bool& zero) {
  Asked asked;
  const auto formula = [&](const PointScope& at) { return asked(condition, at); };
  const std::vector<std::vector<double>> values = solution.evaluate_at(formula, points);
  ResidualCheck check;
  check.condition = condition.name;
  check.points = points.count;
  std::size_t worst = 0;
  double largest = -1, sum = 0;
  for (std::size_t p = 0; p < points.count; ++p) {
    double square = 0;
    for (std::size_t j = 0; j < asked.residuals; ++j) square += values[j][p] * values[j][p];
    sum += square;
    if (!(square <= largest)) largest = square, worst = p;  // also where it is no number
  }
  check.fresh = sum / static_cast<double>(points.count);
  check.relative = part_of_terms(condition, asked, check.fresh, mean(values[asked.residuals]));
  check.largest = std::sqrt(largest);
  check.where = point_of(points, worst);
  check.outside = place_outside(solution, asked, values);
  for (std::size_t j = asked.residuals + 1; j <= 2 * asked.residuals; ++j)
    zero = zero && std::all_of(values[j].begin(), values[j].end(), [](double value) { return value == 0; });
  return check;
}

/// The mean square of a condition's residuals where it was trained, from the last row of every window.
double trained_mean_square(const Problem& problem, const Outcome& outcome, std::size_t condition, double share) {
  const double weight = problem.conditions[condition].weight * share;
  double sum = 0;
  std::size_t windows = 0;
  for (std::size_t k = outcome.history.size(); k-- > 0;) {
    const Progress& row = outcome.history[k];
    const bool last = k + 1 == outcome.history.size() || outcome.history[k + 1].window != row.window;
    if (!last || condition >= row.terms.size()) continue;
    if (problem.conditions[condition].kind == ConditionKind::initial && row.window != 1) continue;  // carried on there
    const double moved = row.weights.empty() ? 1 : row.weights.at(condition);
    sum += row.terms[condition].value / (weight * moved);
    ++windows;
  }
  return windows == 0 || weight == 0 ? unknown : sum / static_cast<double>(windows);
}

/// By how much a check is missed where its residual has this value.
double missed(const Check& check, double residual) {
  if (std::isnan(residual)) return std::numeric_limits<double>::infinity();
  return check.relation == Check::Relation::zero ? std::abs(residual) : std::max(0.0, -residual);
}

CheckOutcome check_promise(const Solution& solution, const Check& check, const PointSet& points) {
  std::vector<bool> spoken(points.dimensions, false);
  const auto formula = [&](const PointScope& at) { return check.condition.residuals(SpokenOf(at, spoken)); };
  const std::vector<std::vector<double>> values = solution.evaluate_at(formula, points);
  CheckOutcome outcome{check.condition.name, true, -1, check.tolerance, points.count, {}};
  for (std::size_t p = 0; p < points.count; ++p)
    for (const std::vector<double>& residual : values) {
      const double off = missed(check, residual[p]);
      if (!(off > outcome.off)) continue;
      outcome.off = off;
      outcome.where = point_of(points, p);
    }
  for (std::size_t i = 0; i < outcome.where.size(); ++i)
    if (!spoken[i]) outcome.where[i] = unknown;
  outcome.holds = outcome.off <= check.tolerance;
  return outcome;
}

/// The largest magnitude of any field, and the root of the mean of the squares of all, where they are to be found.
FieldSize field_size(const Solution& solution, const PointSet& points) {
  const auto fields = [&](const PointScope& at) {
    Residuals values;
    for (std::size_t i = 0; i < solution.problem().fields.size(); ++i) values.push_back(at.field(i));
    return values;
  };
  FieldSize size;
  double squares = 0, count = 0;
  PointSet plain = points;
  plain.normals.clear();
  plain.measured.clear();
  const std::vector<std::vector<double>> values = solution.evaluate_at(fields, plain);
  const std::vector<double> all = point_by_point(plain);
  for (std::size_t field = 0; field < values.size(); ++field)
    for (std::size_t p = 0; p < plain.count; ++p) {
      if (!lives_at(solution.problem(), field, all.data() + p * plain.dimensions)) continue;
      const double value = values[field][p];
      size.largest = std::max(size.largest, std::abs(value));
      squares += value * value;
      ++count;
    }
  size.root_mean_square = std::sqrt(squares / count);
  return size;
}

/// The root of the sum of the squares of the terms of all residuals, weighted as in the loss.
double size_of_terms(const Problem& problem, const std::vector<PointGroup>& groups, const Verification& found) {
  double sum = 0;
  for (const PointGroup& group : groups)
    for (const std::size_t c : group.conditions) {
      const ResidualCheck& check = found.residuals[c];
      if (check.relative > 0)
        sum += problem.conditions[c].weight * group.share * check.fresh / (check.relative * check.relative);
    }
  return std::sqrt(sum);
}

std::optional<Freedom> freedom_of(const Solution& solution, double terms) {
  const std::optional<Sensitivity> found = sensitivity_of(solution);
  if (!found) return std::nullopt;
  const Problem& problem = solution.problem();
  const std::size_t fields = problem.fields.size();
  return Freedom{found->most < fields ? problem.fields[found->most] : problem.unknowns[found->most - fields].name,
                 found->gain * found->residual, found->gain * terms};
}

}  // namespace

Verification verify(const Solution& solution) {
  const Problem& problem = solution.problem();
  Verification found;
  found.residuals.resize(problem.conditions.size());
  bool zero = true;
  FieldSize size;
  const std::vector<PointGroup> trained = place_points(problem), fresh = fresh_points(problem);
  for (std::size_t g = 0; g < fresh.size(); ++g) {
    const PointSet points = reached(solution, fresh[g].points);
    if (points.count == 0) continue;
    for (const std::size_t c : fresh[g].conditions) {
      found.residuals[c] = check_condition(solution, problem.conditions[c], points, zero);
      found.residuals[c].trained = trained_mean_square(problem, solution.outcome(), c, trained[g].share);
    }
    const FieldSize here = field_size(solution, points);
    if (here.largest > size.largest) size = here;
  }
  found.freedom = freedom_of(solution, size_of_terms(problem, trained, found));
  std::erase_if(found.residuals, [](const ResidualCheck& check) { return check.points == 0; });
  found.checks.resize(problem.checks.size());
  for (const PointGroup& group : fresh_points_of_checks(problem))
    for (const std::size_t c : group.conditions)
      if (const PointSet points = reached(solution, group.points); points.count > 0)
        found.checks[c] = check_promise(solution, problem.checks[c], points);
  std::erase_if(found.checks, [](const CheckOutcome& check) { return check.points == 0; });
  draw_verdict(problem, solution.outcome(), {zero, size}, found);
  return found;
}

}  // namespace ansatz
