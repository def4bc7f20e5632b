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
  exit_diagnostics = 1,
  exit_usage = 2,
  exit_failed = 3,
  exit_doubtful = 4,
  exit_stalled = 5,
  exit_out_of_time = 124,  // as of timeout(1)
  exit_interrupted = 130,  // as a shell says it of SIGINT
  exit_reader_gone = 141,  // as a shell says it of SIGPIPE
};

struct StatusMeaning {
  ExitStatus status;
  const char* meaning;
};
inline constexpr StatusMeaning exit_statuses[] = {
    {exit_fine, "fine"},
    {exit_diagnostics, "something is wrong with the problem, a setting, a name"},
    {exit_usage, "the command line is not understood"},
    {exit_failed, "a run failed: it diverged, memory ran out, a file could not be read or written"},
    {exit_doubtful, "the run is finished, and its answer is doubtful: what it says of it stands behind `verdict`"},
    {exit_stalled, "the run is finished short of an answer, and more such steps would gain nothing: see `verdict`"},
    {exit_out_of_time, "the time of --max-time was over, with all files written"},
    {exit_interrupted,
     "interrupted by Ctrl-C, SIGTERM, SIGHUP, SIGUSR1 or SIGXCPU, with all files written; a second Ctrl-C ends at "
     "once"},
    {exit_reader_gone, "whoever read the output has closed it, as `head` does: no error, and nothing is said"},
};

/// What the chosen command does; its value is the exit status.
using Action = std::function<int()>;

/// Every command, in the order of `ansatz --help`: the one list. Each has a function `add_NAME` in a file of its own.
#define ANSATZ_COMMANDS(COMMAND) \
  COMMAND(run)                   \
  COMMAND(sweep)                 \
  COMMAND(search)                \
  COMMAND(eval)                  \
  COMMAND(export)                \
  COMMAND(report)                \
  COMMAND(compare)               \
  COMMAND(check)                 \
  COMMAND(show)                  \
  COMMAND(fmt)                   \
  COMMAND(explain)               \
  COMMAND(doc)                   \
  COMMAND(lsp)                   \
  COMMAND(bench)                 \
  COMMAND(help)                  \
  COMMAND(completion)            \
  COMMAND(man)

#define ANSATZ_DECLARE_COMMAND(name) void add_##name(CLI::App& app, Action& action);
ANSATZ_COMMANDS(ANSATZ_DECLARE_COMMAND)
#undef ANSATZ_DECLARE_COMMAND

void add_bench_optimisers(CLI::App& bench, Action& action);  // a command of `bench`

}  // namespace ansatz::cli
