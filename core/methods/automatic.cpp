#include "ansatz/core/automatic.hpp"

#include <algorithm>

#include "ansatz/core/corners.hpp"

namespace ansatz {
namespace {

constexpr std::uint64_t automatic_steps = 100;         // between two draws of points
constexpr std::uint64_t steps_of_a_test = 10;          // between two draws that are taken where they are needed
constexpr std::uint64_t steps_of_a_distribution = 10;  // between two draws of points of many parameters
constexpr std::size_t points_for_each_coordinate = 2000;

// Networks of more weights than this are too large for the first kind of training: its matrices have the square of as
// many entries, and a step their cube.
constexpr double most_weights_for_default = 3500;

bool may_draw(const Problem& problem) {
  return !problem.sampling.resample && !problem.stages.empty() && !problem.sampling.method.method().regular &&
         !problem.sampling.at && !problem.weighting.balance;
}

/// Whether points are drawn anew as those of a distribution, which are few in the space of many parameters: stages of
/// first order lose nothing by it.
bool draws_of_distribution(const Problem& problem) {
  return may_draw(problem) && !problem.domain.normal.empty() &&
         std::all_of(problem.stages.begin(), problem.stages.end(),
                     [](const Stage& stage) { return stage.method().traits.first_order; });
}

/// Whether points are drawn anew though nobody said so.
bool draws_by_itself(const Problem& problem) {
  const auto squares = [](const Stage& stage) { return stage.method().traits.solves_least_squares(); };
  return may_draw(problem) && std::all_of(problem.stages.begin(), problem.stages.end(), squares);
}

}  // namespace

Stage default_stage(std::span<const NetworkSpec> networks, const InputRows& inputs) {
  double weights = 0;
  for (const NetworkSpec& network : networks) weights += count_weights(network, inputs);
  if (weights > most_weights_for_default) return Adam{};
  return Auto{};
}

bool trains_by_first_order(const Problem& problem) {
  return std::any_of(problem.stages.begin(), problem.stages.end(),
                     [](const Stage& stage) { return stage.method().traits.first_order; });
}

Adaptation adaptation_of(const Problem& problem, const NetworkSpec& network) {
  if (network.adaptive) return *network.adaptive;
  if (trains_by_first_order(problem) && network.activation.trained.empty()) return Llaaf{};
  return FixedSlopes{};
}

Imposition imposition_of(const Problem& problem) {
  if (problem.weighting.conditions) return *problem.weighting.conditions;
  const auto hands_over = [](const Stage& stage) { return stage.method().traits.hands_over; };
  const bool all = !problem.stages.empty() && std::all_of(problem.stages.begin(), problem.stages.end(), hands_over);
  return all && singular_corners(problem).empty() ? Imposition::exactly : Imposition::by_terms;
}

std::size_t equation_points(const Problem& problem) {
  // Parameters with a distribution are a quarter of a coordinate each: they are many, and a step of least squares has
  // the cost of its points.
  const std::size_t quarters = 4 * problem.domain.dimensions() - 3 * problem.domain.normal.size();
  return problem.sampling.equation.value_or(points_for_each_coordinate * quarters / 4);
}

std::size_t boundary_points(const Problem& problem) {
  return problem.sampling.boundary.value_or(equation_points(problem) / 5);
}

std::size_t fit_points(const Problem& problem) { return problem.sampling.fit.value_or(equation_points(problem)); }

std::uint64_t resampling_steps(const Problem& problem) {
  if (draws_of_distribution(problem)) return steps_of_a_distribution;
  const std::uint64_t steps = tests_points(problem) ? steps_of_a_test : automatic_steps;
  return problem.sampling.resample.value_or(draws_by_itself(problem) ? steps : 0);
}

bool tests_points(const Problem& problem) {
  const auto hands_over = [](const Stage& stage) { return stage.method().traits.hands_over; };
  return draws_by_itself(problem) && std::any_of(problem.stages.begin(), problem.stages.end(), hands_over);
}

Placement resampling_places(const Problem& problem) {
  if (problem.sampling.adapt) return *problem.sampling.adapt;
  if (draws_by_itself(problem)) return Rad{};
  return UniformPlacement{};
}

}  // namespace ansatz
