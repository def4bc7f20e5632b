// Sizes follow from counts alone: points of each group, weights, the numbers that an optimiser keeps. The constants say
// how many copies of each live at one time; tests/tools/memory.cpp compares the sum with what runs take.
#include "ansatz/core/memory.hpp"

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/memory.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/writers.hpp"
#include "loss/compiled_residuals.hpp"
#include "points/collocation.hpp"
#include "problem/complete.hpp"
#include "results/evaluation.hpp"
#include "verification/freedom.hpp"

namespace ansatz {
namespace {

constexpr double number = sizeof(double), mib = 1024 * 1024;

/// A heap is never full, and how full it is differs by machine.
constexpr double of_heap = 1.06;

/// The program with its libraries and a small problem; what optimisers that forget compile besides.
constexpr double program = 15 * mib, of_least_squares = 2 * mib;

/// Of a thread: the tile that each compiled program keeps for it, and what it holds of the heap. Tiles grow with the
/// neurons; optimisers that forget have programs of their own.
constexpr double of_thread = 4 * mib, of_neuron = 5.25 * 1024, of_least_squares_in_thread = 2.5 * mib;

/// Of the weights: each compiled program has them as they are given, scaled by slopes, packed for its products, and
/// the same of its gradients; of training, of errors, of the check at the end.
constexpr double copies_of_weights = 82;

/// Of what an optimiser keeps from step to step: in the optimiser, and in what a checkpoint is made of.
constexpr double copies_of_state = 2;

/// Of the fields on the evaluation grid: as they are computed, and as they are written.
constexpr double copies_of_fields = 9;

double weights_of(const Problem& problem) {
  double weights = 0;
  for (const NetworkSpec& network : problem.networks) weights += count_weights(network, rows_of(problem.domain));
  return weights;
}

/// Coordinates and normals are held three times. While a run is checked at the end, at as many fresh points, there are
/// four times more, beside the terms of a residual; and each residual has a number of its own.
double of_points(const Problem& problem, const std::vector<PlannedGroup>& groups) {
  const double always = 8.5 * static_cast<double>(problem.domain.dimensions()) + 10;
  double numbers = 0;
  for (const PlannedGroup& group : groups)
    numbers += static_cast<double>(group.points) * (always + static_cast<double>(group.conditions.size()));
  return number * numbers;
}

/// The bounding box holds no fewer points of the grid than the domain.
double of_fields(const Problem& problem) {
  double points = 20'000;  // about as many are scattered where there is no grid
  if (has_grid(problem.domain)) {
    points = 1;
    for (const std::size_t side : evaluation_sides(problem.domain)) points *= static_cast<double>(side);
  }
  return number * points * static_cast<double>(problem.fields.size()) * copies_of_fields;
}

/// Whether some layer has so many neurons that programs take half as many points at a time.
bool is_wide(const Problem& problem) {
  constexpr std::uint32_t wide = 800;
  for (const NetworkSpec& network : problem.networks)
    for (const Layer& layer : layers_of(network))
      if (const Dense* dense = layer.get_if<Dense>(); dense != nullptr && dense->neurons >= wide) return true;
  return false;
}

double neurons_of(const Problem& problem) {
  double neurons = 0;
  for (const NetworkSpec& network : problem.networks)
    for (const Layer& layer : layers_of(network))
      if (const Dense* dense = layer.get_if<Dense>(); dense != nullptr) neurons += dense->neurons;
  return neurons;
}

double of_threads(const Problem& problem) {
  double bytes = of_thread + of_neuron * neurons_of(problem);
  const auto squares = [](const Stage& stage) { return stage.method().traits.solves_least_squares(); };
  if (std::any_of(problem.stages.begin(), problem.stages.end(), squares)) bytes += of_least_squares_in_thread;
  return static_cast<double>(worker_count(problem.compute.threads)) * bytes;
}

/// A gradient for each part of the points of each group.
double of_weights(const Problem& problem, double weights, const std::vector<PlannedGroup>& groups) {
  const std::size_t times = is_wide(problem) ? 2 : 1;
  double copies = copies_of_weights;
  for (const PlannedGroup& group : groups)
    copies += static_cast<double>(ad::copies_of_sums(times * group.points, weights));
  return number * weights * copies;
}

/// Numbers of the largest part of the Jacobian that an optimiser sees at one time, and of that packed for products.
double of_jacobian(double weights, const std::vector<PlannedGroup>& groups) {
  std::size_t rows = 0;
  for (const PlannedGroup& group : groups)
    rows = std::max(rows, group.conditions.size() * std::min(group.points, CompiledResiduals::block_points));
  return 1.75 * static_cast<double>(rows) * weights;
}

MemoryPart of_stage(const Stage& stage, double weights, const std::vector<PlannedGroup>& groups) {
  const StageTraits& traits = stage.method().traits;
  const double kept = traits.numbers ? traits.numbers(stage.settings(), weights) : 0;
  const double bytes = traits.solves_least_squares() ? of_least_squares + number * (kept + of_jacobian(weights, groups))
                                                     : number * kept * copies_of_state;
  return {stage.name(), bytes, "a smaller network, or a method that keeps less (`train adam`)"};
}

/// What the check at the end takes above what the stages have taken: beside it stands what the last of them keeps.
double of_check(const Problem& problem, double weights, const std::vector<PlannedGroup>& groups, double of_stages) {
  const double matrices = numbers_of_sensitivity(problem, weights);
  if (matrices == 0) return 0;
  const StageTraits& last = problem.stages.back().method().traits;
  const double kept =
      last.solves_least_squares() || !last.numbers ? 0 : last.numbers(problem.stages.back().settings(), weights);
  return std::max(0.0, number * (matrices + of_jacobian(weights, groups) + kept) - of_stages);
}

}  // namespace

std::vector<MemoryPart> memory_of(const Problem& stated) {
  const Problem problem = completed(stated);
  const std::vector<PlannedGroup> groups = planned_groups(problem);
  const double weights = weights_of(problem);
  std::vector<MemoryPart> parts{{"program", program, ""},
                                {"points", of_points(problem, groups), "fewer points (`sample`)"},
                                {"fields", of_fields(problem), ""},
                                {"threads", of_threads(problem), "fewer threads (`--threads`)"},
                                {"network", of_weights(problem, weights, groups), "a smaller network"}};
  MemoryPart largest;  // stages come one after another
  for (const Stage& stage : problem.stages)
    if (MemoryPart part = of_stage(stage, weights, groups); part.bytes >= largest.bytes) largest = std::move(part);
  const double check = of_check(problem, weights, groups, largest.bytes);
  parts.push_back(std::move(largest));
  if (check > 0) parts.push_back({"check", check, "a smaller network"});
  for (MemoryPart& part : parts) part.bytes *= of_heap;
  return parts;
}

}  // namespace ansatz
