// The commands of `ansatz`: one file each, added to the command line by one function each.
//
// A command describes its options to CLI11 and leaves behind what is to be done when it was chosen. It
// reports failures by throwing (see error.hpp of the engine); main.cpp turns what is thrown into a message
// and an exit status. Diagnostics go to standard error, results to standard output.
//
// Read next: run.cpp.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace ansatz::cli {

/// Exit statuses, a contract with scripts.
enum ExitStatus : int {
  exit_fine = 0,
  exit_diagnostics = 1,  // something is wrong with what was asked for
  exit_usage = 2,        // the command line itself is not understood
  exit_failed = 3,       // the run failed: diverged, out of memory, input or output
  exit_interrupted = 130,
};

/// What the chosen command does; its value is the exit status.
using Action = std::function<int()>;

/// Every command, in the order of `ansatz --help`: the one list. Each has a function `add_NAME` in a file of its own.
#define ANSATZ_COMMANDS(COMMAND) \
  COMMAND(run)                   \
  COMMAND(eval)                  \
  COMMAND(export)                \
  COMMAND(check)                 \
  COMMAND(show)                  \
  COMMAND(fmt)                   \
  COMMAND(explain)               \
  COMMAND(doc)                   \
  COMMAND(bench)

#define ANSATZ_DECLARE_COMMAND(name) void add_##name(CLI::App& app, Action& action);
ANSATZ_COMMANDS(ANSATZ_DECLARE_COMMAND)
#undef ANSATZ_DECLARE_COMMAND

void add_bench_optimisers(CLI::App& bench, Action& action);  // a command of `bench`

}  // namespace ansatz::cli
