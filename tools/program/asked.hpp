// What `eval` and `export` are asked for on their command lines: which run, which quantities, where.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/writers.hpp"
#include "run_of.hpp"

namespace CLI {
class App;
}

namespace ansatz::cli {

struct Asked {
  std::string run;
  std::vector<std::string> of;  // lists of expressions; none: all fields
  std::vector<std::string> at;  // lists of coordinate=number
  std::string grid;             // "201x101"
  std::string points;           // a file
  std::string outside;          // "", "error", "nan"
  std::optional<int> threads;
};

/// RUN, --of, --at, --grid and --threads.
void add_asked(CLI::App& command, Asked& asked);

/// The expressions, compiled with the problem's names. Nothing when one of them is wrong; that is reported then.
std::optional<std::vector<Column>> columns_of(const FinishedRun& run, const Asked& asked);

/// The places that were asked for, if any were.
std::optional<Places> places_of(const FinishedRun& run, const Asked& asked);

/// Throws UserError when points have no solution where each must have one: those named one by one, unless `nan` was
/// asked for, and all points of a grid.
void require_inside(const Extract& extract, const Asked& asked);

/// "u, u_x at 3 points", "u on a grid of 201 x 101"
std::string described(const Extract& extract);

}  // namespace ansatz::cli
