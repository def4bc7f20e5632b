#include "ansatz/autodiff/peak.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "execution/workers.hpp"
#include "kernels/multiply_add.hpp"

namespace ansatz::ad {
namespace {

struct Measurement {
  Precision precision;
  std::size_t rounds;
  std::atomic<double> operations = 0;

  void run(int) {
    operations += precision == Precision::f64 ? run_multiply_adds<double>(InstructionSet::best, rounds)
                                              : run_multiply_adds<float>(InstructionSet::best, rounds);
  }
};

}  // namespace

double measure_peak_gflops(Workers& workers, Precision precision) {
  double best = 0;
  for (int repeat = 0; repeat < 300; ++repeat) {  // the best of many short ones: other load can only slow it down
    Measurement measurement{precision, 20000, {}};
    const auto start = std::chrono::steady_clock::now();
    workers.team().run([](void* self, int member) { static_cast<Measurement*>(self)->run(member); }, &measurement);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    best = std::max(best, measurement.operations / seconds * 1e-9);
  }
  return best;
}

}  // namespace ansatz::ad
