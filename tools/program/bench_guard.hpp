// `ansatz bench --guard`: no change may cost more than 15 % of a workload's share of the peak.
//
// Shares on one thread, by instruction set, are recorded in a file of the repository. A share is a ratio of two
// measurements of the same run, both of processor time, so neither the machine's clock nor its load enters.
#pragma once

#include <string>
#include <vector>

namespace ansatz::cli {

struct GuardOptions {
  bool check = false, record = false;
  std::string file = "tools/bench/guard.json";
  int tries = 40;                  // at most: neighbours on the machine slow it for seconds at a time
  std::vector<std::string> names;  // workloads; none: all
  std::string instructions = "best";
};

/// Prints a table; `exit_failed` where a share is more than 15 % below the recorded one in each of the tries; the
/// first that is not ends them.
/// Throws UserError when the file does not have shares of these workloads for these instructions.
int check_shares(const GuardOptions& options);
/// Writes the shares of these workloads and instructions into the file; others in it stay.
int record_shares(const GuardOptions& options);

}  // namespace ansatz::cli
