// Carries tiles through the instructions of a stage.
#pragma once

#include "backend/cpu/kernels/gemm.hpp"
#include "backend/cpu/kernels/outer.hpp"
#include "backend/cpu/lowering/code.hpp"
#include "backend/interface/backend.hpp"
#include "backend/interface/stopwatch.hpp"

namespace ansatz::ad {

template <class T>
struct KernelTables {
  const GemmKernels<T>& gemm;
  const OuterKernels<T>& outer;
  const StripKernels<T>& strip;
  explicit KernelTables(InstructionSet set)
      : gemm(gemm_kernels<T>(set)), outer(outer_kernels<T>(set)), strip(strip_kernels<T>(set)) {}
};

/// Runs points [first, first + count) of the stage's axis, count <= tile_points, adding to `sums`. With a stopwatch
/// the time goes to its parts.
template <class T>
void run_tile(const Stage& stage, const KernelTables<T>& kernels, const Boundary& boundary, std::size_t first,
              std::size_t count, T* tile, const T* prepared, double* sums, Stopwatch* stopwatch);

/// Brings one free value into the layout of the kernels.
template <class T>
void prepare(const Preparation& preparation, const GemmKernels<T>& kernels, const double* free, T* prepared);

}  // namespace ansatz::ad
