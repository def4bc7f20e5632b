// The runs of a sweep, so many at once, each a process of its own: one that fails, diverges, runs out of memory or is
// killed does not end the others.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "children.hpp"
#include "redraw.hpp"
#include "sweep_folder.hpp"
#include "sweep_plan.hpp"
#include "sweep_results.hpp"

namespace ansatz::cli {

struct SweepPace {
  int jobs = 1;                       // runs at once
  int threads = 1;                    // of each
  std::optional<double> max_seconds;  // of the sweep, from its start
  std::string memory_limit;           // of each run, as `ansatz run` takes it; empty: what is free
  std::string busy;                   // what there is to say of processors that it does not take
};

class SweepRunner {
 public:
  enum class Style { quiet, plain, live };
  SweepRunner(const SweepPlan& plan, const SweepFolder& folder, const SweepPace& pace, Style style);

  /// Makes all runs that are to be made, until an interrupt or the end of the time, with which it ends those at work.
  /// Shows how it goes on standard error. One result for each run. Throws UserError, before anything is run, where a
  /// folder holds a run of another problem.
  std::vector<RunResult> run();

  bool out_of_time() const;

 private:
  using Clock = std::chrono::steady_clock;
  /// A run that is to be made.
  struct Task {
    std::size_t run = 0;
    Standing standing = Standing::none;
    std::uintmax_t log_size = 0;  // before it began: what it says stands behind that
  };

  void take_what_is_there();
  bool must_stop() const;
  void start_next();
  void start(std::size_t number);
  void end_unbegun(std::size_t number, const std::string& reason);
  void prepare(const Task& task) const;
  bool take_ended();
  RunResult result_of(const Task& task, const Children::Ended& ended) const;
  std::string last_words(const Task& task) const;
  void show_ended(std::size_t run);
  void show_progress(bool now);
  std::optional<double> seconds_left(double done) const;
  std::string end_of_log(const Task& task) const;

  const SweepPlan& plan_;
  const SweepFolder& folder_;
  SweepPace pace_;
  Style style_;
  Clock::time_point start_ = Clock::now();
  std::vector<RunResult> results_;
  std::vector<Task> tasks_;
  std::size_t started_ = 0;  // of the tasks
  std::size_t ended_ = 0;
  std::size_t title_width_ = 0;
  std::vector<std::size_t> at_work_;  // tasks
  RedrawnBlock block_;
  std::optional<Clock::time_point> drawn_;
  Children children_;  // last: its end waits for processes
};

}  // namespace ansatz::cli
