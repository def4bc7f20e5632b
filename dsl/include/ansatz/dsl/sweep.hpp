// What the `sweep` of a file asks for: runs of its problem for every combination of values. A problem that is compiled
// is that of the file without its sweep; whoever makes the runs compiles it again for each combination, with
// `Override{axis.target, value}` for every axis.
#pragma once

#include <string>
#include <vector>

namespace ansatz::dsl {

/// Something that varies, with its values, each once.
struct SweepAxis {
  std::string key;                  // as the file calls it: "nu", "network.adaptive", "seed"
  std::string target;               // as `--set` calls it: "nu", "network.adaptive", "compute.seed"
  std::vector<std::string> values;  // as a file would have them; they may speak of parameters

  /// Whether its values differ by chance alone, so that results are compared over them.
  bool is_seed() const { return target == "compute.seed"; }
};

/// No axes: the file has no sweep.
struct Sweep {
  std::vector<SweepAxis> axes;  // in the order of the file; those that `--set` gives one value are none
};

}  // namespace ansatz::dsl
