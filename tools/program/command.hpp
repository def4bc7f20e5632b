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

void add_run(CLI::App& app, Action& action);
void add_eval(CLI::App& app, Action& action);
void add_export(CLI::App& app, Action& action);
void add_check(CLI::App& app, Action& action);
void add_show(CLI::App& app, Action& action);
void add_fmt(CLI::App& app, Action& action);
void add_explain(CLI::App& app, Action& action);
void add_doc(CLI::App& app, Action& action);
void add_bench(CLI::App& app, Action& action);
void add_bench_optimisers(CLI::App& bench, Action& action);  // a command of `bench`

}  // namespace ansatz::cli
