#include "time_of_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "ansatz/core/evolution.hpp"
#include "ansatz/core/train.hpp"
#include "duration.hpp"

namespace ansatz::cli {
namespace {

constexpr int least_steps = 3;
constexpr double least_seconds = 0.3;

/// Of a step, of a problem with one stage. The first is left out where there are others: it is the one that touches all
/// memory.
double seconds_of_step(Problem problem) {
  using Clock = std::chrono::steady_clock;
  Solver solver(std::move(problem));
  const Clock::time_point start = Clock::now();
  Clock::time_point first = start, last = start;
  int steps = 0;
  solver.train({}, [&] {
    last = Clock::now();
    if (++steps == 1) first = last;
    return steps >= least_steps && std::chrono::duration<double>(last - start).count() >= least_seconds;
  });
  const std::chrono::duration<double> seconds = steps > 1 ? last - first : last - start;
  return seconds.count() / std::max(1, steps - 1);
}

}  // namespace

std::vector<StageTime> time_steps(const Problem& problem) {
  std::vector<StageTime> times;
  for (const Stage& stage : problem.stages) {
    Problem one = problem;
    one.stages = {stage};
    if (stage.method().traits.hands_over) one.stages = {Lm{}};  // which takes those steps of it that cost most
    const auto steps = static_cast<std::uint64_t>(std::get<double>(stage.get("steps")));
    times.push_back({stage.name(), steps * windows_of(problem), seconds_of_step(std::move(one))});
  }
  return times;
}

std::string shown_times(const std::vector<StageTime>& times) {
  double seconds = 0;
  std::string stages;
  for (const StageTime& time : times) {
    seconds += static_cast<double>(time.steps) * time.seconds;
    stages += fmt::format("{}{} steps of {} at {}", stages.empty() ? "" : ", ", time.steps, time.stage,
                          time.seconds < 0.1 ? fmt::format("{:.2g} ms", 1e3 * time.seconds) : duration(time.seconds));
  }
  return fmt::format("{} at most: {}", seconds < 0.1 ? "less than 0.1 s" : "about " + duration(seconds), stages);
}

}  // namespace ansatz::cli
