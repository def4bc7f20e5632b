#include "bench_measure.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <numeric>

#include <fmt/core.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/peak.hpp"
#include "ansatz/core/automatic.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t warm_up_steps = 3;  // caches, page faults, the processor's clock
constexpr std::size_t profiled_steps = 20;
constexpr std::size_t fewest_boundary_points = 8;

/// Seconds of all timed steps, ascending: of the clock on the wall, and of the processor for all threads.
struct Times {
  std::vector<double> wall, processor;
};

Times time_steps(TrainingStep& step, std::optional<std::size_t> steps, double enough) {
  using Clock = std::chrono::steady_clock;
  for (std::size_t i = 0; i < warm_up_steps; ++i) step.run();
  Times times;
  for (double total = 0; times.wall.size() < steps.value_or(fewest_steps) || (!steps && total < enough);) {
    auto start = Clock::now();
    std::clock_t worked = std::clock();
    step.run();
    times.processor.push_back(static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC);
    times.wall.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    total += times.wall.back();
  }
  std::sort(times.wall.begin(), times.wall.end());
  std::sort(times.processor.begin(), times.processor.end());
  return times;
}

double median(const std::vector<double>& sorted) {
  return (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
}

/// Each part as in the step in which it took least: whatever else runs on the machine meets single parts of single
/// steps.
StepProfile fastest_parts(TrainingStep& step) {
  StepProfile best = step.profile();
  for (std::size_t i = 1; i < profiled_steps; ++i) {
    StepProfile other = step.profile();
    for (std::size_t part = 0; part < ad::part_names.size(); ++part)
      best.evaluation.parts[part] = std::min(best.evaluation.parts[part], other.evaluation.parts[part]);
    best.optimiser = std::min(best.optimiser, other.optimiser);
  }
  const auto& parts = best.evaluation.parts;
  best.evaluation.seconds = std::accumulate(parts.begin(), parts.end(), 0.0) / best.evaluation.workers;
  return best;
}

}  // namespace

ad::InstructionSet instruction_set_of(const std::string& name) {
  const auto available = ad::available_instruction_sets();
  std::string names;
  for (ad::InstructionSet set : available) {
    if (ad::name(set) == name) return set;
    names += fmt::format(", {}", ad::name(set));
  }
  if (name == "best") return available.back();
  throw UserError(fmt::format("there are no instructions `{}` here; there are best{}", name, names));
}

Measurement measure(const std::string& name, const BenchOptions& options, double seconds) {
  Problem problem = make_workload(name);
  auto precision = options.precision == "f32" ? ad::Precision::f32 : ad::Precision::f64;
  problem.compute.precision = precision;
  problem.compute.threads = options.threads.value_or(0);
  if (options.points) {
    const std::size_t boundary = boundary_points(problem) * *options.points / equation_points(problem);
    problem.sampling.boundary = std::max(fewest_boundary_points, boundary);
    problem.sampling.equation = *options.points;
  }
  ad::InstructionSet set = instruction_set_of(options.instructions);
  TrainingStep step(std::move(problem), set);
  ad::Workers workers(step.threads());
  double before = ad::measure_peak_gflops(workers, precision, set);
  Times times = time_steps(step, options.steps, seconds);
  double after = ad::measure_peak_gflops(workers, precision, set);
  Measurement result{name,
                     options.precision,
                     std::string(ad::name(set)),
                     step.points(),
                     step.parameters(),
                     step.threads(),
                     1e3 * median(times.wall),
                     1e3 * times.wall.front(),
                     1e3 * times.processor.front() / step.threads(),
                     1e-9 * step.work().gemm_flops(),
                     std::max(before, after),
                     {}};
  if (options.profile)
    result.profile = BenchProfile{fastest_parts(step), step.stated_work(), step.work(), step.statistics()};
  return result;
}

}  // namespace ansatz::cli
