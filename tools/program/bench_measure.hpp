// What `ansatz bench` measures: a training step of a workload beside the peak of the processor.
//
// A step is loss, full gradient and the optimiser's update. The peak is measured right before and right after the
// steps of each workload with the same threads and precision, so that a busy machine slows both.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bench/workload.hpp"

namespace ansatz::cli {

struct BenchOptions {
  std::vector<std::string> names;
  std::optional<int> threads;
  std::string precision = "f64";
  std::string instructions = "best";
  std::optional<std::size_t> steps;   // timed
  std::optional<std::size_t> points;  // of the equation, not the workload's own; of the boundary in proportion
  bool profile = false, scaling = false;
  bool json = false;
};

inline constexpr std::size_t fewest_steps = 20;  // a median of fewer says little

/// Where a step's time goes and what its program consists of.
struct BenchProfile {
  StepProfile step;  // every part as it was in its fastest of some steps
  ad::Work stated, simplified;
  ad::ProgramStatistics program;
};

struct Measurement {
  std::string name, precision, instructions;
  std::size_t points, parameters;
  int threads;
  double milliseconds;  // median of a step
  double least;         // milliseconds of the fastest step
  double processor;     // the least processor time of a step, in milliseconds, of all threads divided by their number
  double gflops;        // of matrix products, a step
  double peak_gflops;   // a second
  std::optional<BenchProfile> profile;
  double share() const { return gflops / (milliseconds * 1e-3) / peak_gflops; }
  /// What the share would be on a machine with nothing else to do, if threads do not wait.
  double undisturbed_share() const { return gflops / (processor * 1e-3) / peak_gflops; }
};

/// The instruction set of a name; `best` is the last one of those there are. Throws UserError where it cannot be had.
ad::InstructionSet instruction_set_of(const std::string& name);

/// Throws UserError when there is no such workload. `seconds` of steps are timed unless the options name their number.
Measurement measure(const std::string& name, const BenchOptions& options, double seconds = 2);

}  // namespace ansatz::cli
