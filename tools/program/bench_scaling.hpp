// `ansatz bench NAME --scaling`: what happens to a step with more points and with more threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "bench_measure.hpp"

namespace ansatz::cli {

/// Steps of the first workload of the options (default: burgers) with 1,000 to 1,000,000 points of the equation on one
/// thread, then with its own points on one thread and on all. Prints a table, or JSON where asked for.
int bench_scaling(const BenchOptions& options);

}  // namespace ansatz::cli
