// Times are processor times of the fastest step, so that a busy machine does not enter; only the efficiency of threads,
// which is about waiting, needs the clock on the wall and a machine with nothing else to do. Points are those of the
// equation; those of the boundary grow with them.
#include "bench_scaling.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "ansatz/core/optimise/team.hpp"
#include "command.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::array<std::size_t, 4> point_counts{1'000, 10'000, 100'000, 1'000'000};
constexpr std::size_t fewest_timed_steps = 5;
constexpr int rounds = 5;

/// The most memory that this process has held so far.
double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  constexpr double bytes = 1;
#else
  constexpr double bytes = 1024;
#endif
  return static_cast<double>(usage.ru_maxrss) * bytes * 1e-6;
}

Measurement measure_on(const std::string& name, BenchOptions options, int threads) {
  options.threads = threads;
  return measure(name, options, 1);
}

}  // namespace

int bench_scaling(const BenchOptions& options) {
  const std::string name = options.names.empty() ? "burgers" : options.names.front();
  auto sizes = nlohmann::ordered_json::array();
  if (!options.json) print(fmt::format("{:>10} {:>12} {:>10} {:>9}\n", "points", "ms/step", "ns/point", "peak MB"));
  for (std::size_t points : point_counts) {
    BenchOptions sized = options;
    sized.points = points;
    sized.steps = std::max(fewest_timed_steps, fewest_steps * 10'000 / points);
    Measurement m = measure_on(name, sized, 1);
    const double per_point = 1e6 * m.processor / static_cast<double>(points), memory = peak_megabytes();
    sizes.push_back(
        {{"points", points}, {"ms_processor", m.processor}, {"ns_per_point", per_point}, {"peak_mb", memory}});
    if (options.json) continue;
    print(fmt::format("{:>10} {:>12.3f} {:>10.0f} {:>9.1f}\n", points, m.processor, per_point, memory));
    finish_output();
  }
  const int threads = worker_count(options.threads.value_or(0));
  double one = 1e300, all = 1e300;  // in turn, so that a change of the processor's clock meets both
  for (int round = 0; round < rounds; ++round) {
    one = std::min(one, measure_on(name, options, 1).least);
    all = std::min(all, measure_on(name, options, threads).least);
  }
  const double efficiency = one / all / threads;
  if (options.json)
    print(nlohmann::ordered_json({{"name", name},
                                  {"sizes", sizes},
                                  {"threads", threads},
                                  {"ms_one_thread", one},
                                  {"ms_all_threads", all},
                                  {"efficiency", efficiency}})
              .dump(2) +
          "\n");
  else
    print(fmt::format("\n1 thread {:.3f} ms, {} threads {:.3f} ms: efficiency {:.1f} %\n", one, threads, all,
                      100 * efficiency));
  return exit_fine;
}

}  // namespace ansatz::cli
