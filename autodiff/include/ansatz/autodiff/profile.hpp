// Where the time of a run goes, and what expressions ask for.
//
// `Program::profile` is `Program::run` with a stopwatch: the same results, some per cent slower. A run without it reads
// no clock.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "ansatz/autodiff/expression.hpp"

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

/// What expressions ask for, whatever a program makes of it: counts at each point, and sizes over all points.
struct Work {
  std::size_t products = 0;     // matrix products, forward and transposed
  std::size_t outer = 0;        // products of weight gradients
  std::size_t elementwise = 0;  // elementwise operations
  std::size_t streams = 0;      // the most products with one matrix of more than one row on one axis

  // Floating-point operations of the products; a multiplication and an addition are two.
  double forward_flops = 0, transposed_flops = 0, gradient_flops = 0;
  double elementwise_values = 0;  // results of sums, products, comparisons and choices
  double function_values = 0;     // results of the other elementwise operations
  double gemm_flops() const { return forward_flops + transposed_flops + gradient_flops; }
};

/// `points[a]` is the number of points of axis id a, as for `Program::run`; without it every axis has one.
Work count_work(std::span<const Expr> outputs, std::span<const std::size_t> points = {});

}  // namespace ansatz::ad
