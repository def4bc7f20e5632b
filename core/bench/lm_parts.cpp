// The parts of a Levenberg-Marquardt step by themselves, for measuring: see `time_lm_parts` in workload.hpp.
#include <algorithm>
#include <chrono>
#include <functional>

#include "ansatz/core/optimise/team.hpp"
#include "bench/workload.hpp"
#include "loss/compiled_residuals.hpp"
#include "loss/loss.hpp"
#include "optimise/damped_system.hpp"
#include "optimise/dense.hpp"

namespace ansatz {
namespace {

using optimise::In;
using optimise::Out;
using optimise::Vector;

double median_milliseconds(std::size_t repetitions, const std::function<void()>& f) {
  using Clock = std::chrono::steady_clock;
  f();  // compiles what is compiled at first use
  std::vector<double> times;
  for (std::size_t i = 0; i < repetitions; ++i) {
    const Clock::time_point start = Clock::now();
    f();
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

/// Moves as many numbers as J has, in blocks as it is computed: what its size alone costs on this machine.
void copy_blocks(std::size_t columns, std::size_t rows, const optimise::Team& team) {
  constexpr std::size_t block = CompiledResiduals::block_points, each = 64;  // columns of a part
  const Vector from(columns * block, 1.0);
  Vector to(columns * block);
  for (std::size_t first = 0; first < rows; first += block)
    team((columns + each - 1) / each, [&](std::size_t part) {
      const std::size_t begin = part * each * block, end = std::min(begin + each * block, from.size());
      std::copy(from.data() + begin, from.data() + end, to.data() + begin);
    });
}

}  // namespace

std::vector<StepPart> time_lm_parts(const Problem& problem, std::size_t repetitions) {
  ad::Workers workers(worker_count(problem.compute.threads));
  const Loss loss(problem);
  CompiledResiduals residuals(loss, workers);
  const Vector theta = loss.trial().parameters().start();
  const auto n = static_cast<double>(theta.size()), m = static_cast<double>(residuals.residual_count());
  optimise::DampedSystem system(residuals);
  optimise::Cost cost;
  system.assemble(theta, cost);
  const double lambda = 1e-3 * system.largest_diagonal();
  Vector step(theta.size()), Jv(residuals.residual_count()), second(residuals.residual_count());

  const auto time = [&](const std::function<void()>& f) { return median_milliseconds(repetitions, f); };
  const double rows = time([&] { residuals.for_each_block(theta, [](std::size_t, Out) {}); });
  const double copy = time([&] { copy_blocks(theta.size(), residuals.residual_count(), residuals.team()); });
  const double assembly = time([&] { system.assemble(theta, cost); });
  const double factor = time([&] { system.factor(lambda, false, cost); });
  const double solve = time([&] { system.step(step, cost); });
  const double value = time([&] { residuals.value(theta); });
  const double product = time([&] { residuals.apply(theta, step, Jv); });
  const double curvature = time([&] { residuals.second_directional(theta, step, second); });
  const double transposed = time([&] { residuals.apply_transposed(theta, second, step); });
  return {
      {"rows of J", rows, 0},
      {"copy of J", copy, 0},
      {"J^T J", assembly - rows, 1e-9 * n * (n + 1) * m},
      {"Cholesky", factor, 1e-9 * n * n * n / 3},
      {"solves", solve, 1e-9 * 2 * n * n},
      {"loss", value, 0},
      {"J v", product, 0},
      {"second derivative", curvature, 0},
      {"J^T u", transposed, 0},
  };
}

}  // namespace ansatz
