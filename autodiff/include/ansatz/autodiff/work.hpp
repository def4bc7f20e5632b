// What expressions ask for, whatever a program makes of it.
#pragma once

#include <cstddef>
#include <span>

#include "ansatz/autodiff/program.hpp"

namespace ansatz::ad {

/// Counts at each point, and sizes over all points.
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

/// An axis that is not among `points` has one.
Work count_work(std::span<const Expr> outputs, std::span<const PointCount> points = {});

}  // namespace ansatz::ad
