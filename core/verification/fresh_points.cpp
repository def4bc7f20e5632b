#include "verification/fresh_points.hpp"

#include <algorithm>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz {
namespace {

constexpr std::size_t denser = 4;  // than the points of training

/// Few enough to cost no more than a few steps, many enough that a narrow layer is met.
std::size_t points(std::size_t trained, std::size_t least, std::size_t most) {
  return std::clamp(denser * trained, least, std::max(most, trained));
}

/// Points that depend on nothing that training draws.
Problem elsewhere(Problem problem) {
  problem.compute.seed = Stream(problem.compute.seed, "verification").bits(0);
  problem.sampling.method = RandomPoints{};
  problem.sampling.at.reset();
  problem.weighting.balance.reset();
  problem.weighting.causal = 0;
  return problem;
}

}  // namespace

Problem at_fresh_points(const Problem& problem) {
  Problem fresh = elsewhere(problem);
  fresh.sampling.equation = points(equation_points(problem), 1000, 20'000);
  fresh.sampling.boundary = points(boundary_points(problem), 1000, 10'000);
  fresh.sampling.fit = points(fit_points(problem), 1000, 20'000);
  for (Condition& condition : fresh.conditions)
    if (condition.points && !condition.data) condition.points = points(*condition.points, 500, 10'000);
  return fresh;
}

std::vector<PointGroup> fresh_points(const Problem& problem) { return place_points(at_fresh_points(problem)); }

std::vector<PointGroup> fresh_points_of_checks(const Problem& problem) {
  if (problem.checks.empty()) return {};
  Problem fresh = elsewhere(problem);
  fresh.conditions.clear();
  for (const Check& check : problem.checks) {
    Condition& condition = fresh.conditions.emplace_back(check.condition);
    if (!condition.points && condition.region.places.empty()) condition.points = 2000;
  }
  fresh.sampling.boundary = 1000;
  return place_points(fresh);
}

}  // namespace ansatz
