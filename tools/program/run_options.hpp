// What `ansatz run` is asked for on its command line, and how to ask for the rest of a run that was ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compilation.hpp"
#include "run_folder.hpp"

namespace ansatz::cli {

struct RunOptions {
  std::string file;
  ProblemOptions problem;
  std::string out;
  std::optional<std::uint64_t> seed;
  std::optional<int> threads;
  std::string max_time;
  std::string checkpoint_every = "60s";
  std::string memory_limit;
  bool resume = false;
  bool force = false;
  bool quiet = false;

  Before before() const;
  /// Seconds; nothing where the run may take as long as it takes.
  std::optional<double> max_seconds() const;
  /// Between two checkpoints, while training goes on.
  double checkpoint_seconds() const;
};

void add_run_options(CLI::App& command, RunOptions& options);

/// The words that go on with such a run, for a shell: "ansatz run FILE --set nu=0.02 --resume".
std::string resume_command(const RunOptions& options);

}  // namespace ansatz::cli
