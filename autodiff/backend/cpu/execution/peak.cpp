#include "ansatz/autodiff/peak.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "backend/cpu/kernels/multiply_add.hpp"
#include "backend/interface/workers.hpp"

namespace ansatz::ad {
namespace {

struct Measurement {
  Precision precision;
  InstructionSet set;
  std::size_t rounds;
  std::atomic<double> operations = 0;

  void run(int) {
    operations +=
        precision == Precision::f64 ? run_multiply_adds<double>(set, rounds) : run_multiply_adds<float>(set, rounds);
  }
};

}  // namespace

double measure_peak_gflops(Workers& workers, Precision precision, InstructionSet set) {
  // The best of many short ones: other load can only slow it down. For long enough that the system gives each
  // thread a processor of its own; a new thread starts on that of its parent.
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds long_enough(150);
  double best = 0;
  for (const auto begin = Clock::now(); Clock::now() - begin < long_enough;) {
    Measurement measurement{precision, set, 20000, {}};
    const auto start = Clock::now();
    workers.team().run([](void* self, int member) { static_cast<Measurement*>(self)->run(member); }, &measurement);
    best = std::max(best, measurement.operations / std::chrono::duration<double>(Clock::now() - start).count() * 1e-9);
  }
  return best;
}

}  // namespace ansatz::ad
