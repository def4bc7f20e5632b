// Where the time of a run goes.
//
// `Program::profile` is `Program::run` with a stopwatch: the same results, some per cent slower. A
// run without it reads no clock.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ansatz::ad {

/// Parts of a run. Every worker's time belongs to exactly one of them at any moment.
enum class Part : std::uint8_t {
  forward_products,     // matrix products W x at points
  transposed_products,  // W^T x of the reverse sweep
  weight_gradients,     // sums over points of a b^T
  elementwise,          // sums and products of values at points
  functions,            // exp, tanh, division and the other elementwise functions
  reductions,           // sums over points and over workers
  transfers,            // copies between the caller's arrays and the tiles
  free_values,          // what is the same at all points
  idle,                 // waiting for other workers
};

inline constexpr std::array<std::string_view, 9> part_names{
    "products forward", "products transposed", "weight gradients", "elementwise", "functions",
    "reductions",       "transfers",           "free values",      "idle"};

struct Profile {
  double seconds = 0;  // of the run, without what the stopwatch itself took
  int workers = 1;
  std::array<double, part_names.size()> parts{};  // seconds of all workers: they sum up to workers * seconds
};

}  // namespace ansatz::ad
