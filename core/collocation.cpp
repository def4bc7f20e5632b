#include "collocation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

/// A group before its points are drawn.
struct Plan {
  ConditionKind kind;
  std::vector<std::size_t> conditions;
  std::size_t count = 0;
  bool pooled = false;  // draws on Sampling::boundary
};

bool at_isolated_points(const Condition& condition) {
  const auto& places = condition.region.places;
  return !places.empty() &&
         std::all_of(places.begin(), places.end(), [](const Place& p) { return p.kind == Place::Kind::point; });
}

bool alone(const Condition& condition) {
  return condition.points || condition.region.where || condition.data || condition.kind == ConditionKind::boundary;
}

std::vector<Plan> plan_groups(const Problem& problem) {
  std::vector<Plan> plans;
  for (std::size_t i = 0; i < problem.conditions.size(); ++i) {
    const Condition& condition = problem.conditions[i];
    const auto same = [&](const Plan& plan) {
      return plan.kind == condition.kind && !alone(problem.conditions[plan.conditions.front()]);
    };
    const auto found = alone(condition) ? plans.end() : std::find_if(plans.begin(), plans.end(), same);
    if (found != plans.end()) {
      found->conditions.push_back(i);
      continue;
    }
    Plan plan{condition.kind, {i}};
    const bool edge = condition.kind == ConditionKind::boundary || condition.kind == ConditionKind::initial;
    if (condition.data)
      plan.count = condition.data->count;
    else if (condition.points)
      plan.count = *condition.points;
    else if (edge && at_isolated_points(condition))
      plan.count = condition.region.places.size();
    else if (edge)
      plan.pooled = true;
    else
      plan.count = condition.kind == ConditionKind::fit ? problem.sampling.fit : problem.sampling.equation;
    plans.push_back(plan);
  }
  return plans;
}

/// Shares `total` in proportion to `measures`, by largest remainder; every part gets at least one.
std::vector<std::size_t> apportion(std::size_t total, const std::vector<double>& measures) {
  const double sum = std::accumulate(measures.begin(), measures.end(), 0.0);
  std::vector<std::size_t> parts(measures.size());
  std::vector<double> rest(measures.size());
  std::size_t given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double fair =
        static_cast<double>(total) * (sum > 0 ? measures[i] / sum : 1.0 / static_cast<double>(parts.size()));
    parts[i] = static_cast<std::size_t>(fair);
    rest[i] = fair - static_cast<double>(parts[i]);
    given += parts[i];
  }
  for (; given < total; ++given) {
    const auto neediest = std::max_element(rest.begin(), rest.end());
    ++parts[static_cast<std::size_t>(neediest - rest.begin())];
    *neediest = -1;
  }
  for (std::size_t& part : parts) part = std::max<std::size_t>(part, 1);
  return parts;
}

void share_pool(const Problem& problem, std::vector<Plan>& plans) {
  std::vector<Plan*> initial, boundary;
  for (Plan& plan : plans)
    if (plan.pooled) (plan.kind == ConditionKind::initial ? initial : boundary).push_back(&plan);
  const std::size_t total = problem.sampling.boundary;
  const std::size_t for_initial = boundary.empty() ? total : initial.empty() ? 0 : total / 2;
  const auto share = [](const std::vector<Plan*>& members, std::size_t points, const std::vector<double>& measures) {
    const std::vector<std::size_t> parts = apportion(points, measures);
    for (std::size_t i = 0; i < members.size(); ++i) members[i]->count = parts[i];
  };
  std::vector<double> measures;
  for (const Plan* plan : boundary)
    measures.push_back(boundary_measure(problem.domain, problem.conditions[plan->conditions.front()].region));
  if (!initial.empty()) share(initial, for_initial, std::vector<double>(initial.size(), 1.0));
  if (!boundary.empty()) share(boundary, total - for_initial, measures);
}

/// Keeps the points that the predicate accepts.
void select_points(PointSet& set, const std::function<bool(const double*)>& where) {
  std::vector<std::size_t> kept;
  std::vector<double> point(set.dimensions);
  for (std::size_t p = 0; p < set.count; ++p) {
    for (std::size_t i = 0; i < set.dimensions; ++i) point[i] = set.points[i * set.count + p];
    if (where(point.data())) kept.push_back(p);
  }
  const auto gather = [&](std::vector<double>& rows) {
    std::vector<double> result;
    result.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); row += set.count)
      for (const std::size_t p : kept) result.push_back(rows[row + p]);
    rows = std::move(result);
  };
  gather(set.points);
  gather(set.normals);
  gather(set.measured);
  set.count = kept.size();
}

/// The first `count` points of data, with what was measured there.
PointSet data_points(const Measurements& data, std::size_t dimensions, std::size_t count) {
  PointSet set{dimensions, count, std::vector<double>(count * dimensions), {}, {}};
  for (std::size_t p = 0; p < count; ++p)
    for (std::size_t i = 0; i < dimensions; ++i) set.points[i * count + p] = data.points[p * dimensions + i];
  for (const std::vector<double>& values : data.values)
    set.measured.insert(set.measured.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
  return set;
}

/// Points of an equation: those of `Sampling::at`, as far as they go, and drawn ones.
PointSet equation_points(const Problem& problem, std::size_t count, const std::string& stream) {
  const auto drawn = [&](std::size_t wanted) {
    return sample_interior(problem.domain, wanted, problem.sampling.method, problem.compute.seed, stream);
  };
  if (!problem.sampling.at) return drawn(count);
  const Measurements& data = *problem.conditions.at(*problem.sampling.at).data;
  const std::size_t dimensions = problem.domain.dimensions(), given = std::min(count, data.count);
  PointSet set = data_points(data, dimensions, given);
  set.measured.clear();
  if (given == count) return set;
  const PointSet more = drawn(count - given);
  std::vector<double> all;
  for (std::size_t i = 0; i < dimensions; ++i)
    for (const PointSet* part : std::initializer_list<const PointSet*>{&set, &more})
      all.insert(all.end(), part->points.begin() + static_cast<std::ptrdiff_t>(i * part->count),
                 part->points.begin() + static_cast<std::ptrdiff_t>((i + 1) * part->count));
  return {dimensions, count, std::move(all), {}, {}};
}

PointSet draw(const Problem& problem, const Plan& plan, const Condition& condition) {
  const Domain& domain = problem.domain;
  const SamplingMethod method = problem.sampling.method;
  const std::uint64_t seed = problem.compute.seed;
  const std::string own = alone(condition) ? fmt::format("/{}", condition.name) : std::string();
  if (plan.kind == ConditionKind::boundary)
    return sample_boundary(domain, condition.region, plan.count, method, seed, "boundary" + own);
  if (condition.data) return data_points(*condition.data, domain.dimensions(), condition.data->count);
  PointSet set = plan.kind == ConditionKind::initial ? sample_initial(domain, plan.count, method, seed, "initial" + own)
                 : plan.kind == ConditionKind::fit   ? sample_interior(domain, plan.count, method, seed, "fit" + own)
                                                     : equation_points(problem, plan.count, "interior" + own);
  if (condition.region.where) select_points(set, condition.region.where);
  return set;
}

}  // namespace

std::vector<PointGroup> place_points(const Problem& problem) {
  std::vector<Plan> plans = plan_groups(problem);
  share_pool(problem, plans);
  std::vector<PointGroup> groups;
  std::size_t pooled = 0;
  for (const Plan& plan : plans) {
    const Condition& first = problem.conditions[plan.conditions.front()];
    if (plan.count == 0) throw UserError(fmt::format("condition `{}` has no points; give it at least 1", first.name));
    PointGroup group{first.name, plan.conditions, draw(problem, plan, first)};
    if (group.points.count == 0)
      throw UserError(fmt::format("condition `{}` has no points: none of the {} sampled ones lies where it is stated",
                                  first.name, plan.count));
    if (plan.pooled) pooled += group.points.count;
    groups.push_back(std::move(group));
  }
  for (std::size_t i = 0; i < plans.size(); ++i)
    if (plans[i].pooled) groups[i].share = static_cast<double>(groups[i].points.count) / static_cast<double>(pooled);
  return groups;
}

}  // namespace ansatz
