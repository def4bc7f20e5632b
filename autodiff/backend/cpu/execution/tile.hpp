// Carries tiles through the instructions of a loop.
#pragma once

#include "backend/cpu/kernels/gemm.hpp"
#include "backend/cpu/kernels/maxima.hpp"
#include "backend/cpu/kernels/outer.hpp"
#include "backend/cpu/kernels/winograd.hpp"
#include "backend/cpu/lowering/code.hpp"
#include "backend/interface/backend.hpp"
#include "backend/interface/stopwatch.hpp"

namespace ansatz::ad {

template <class T>
struct KernelTables {
  const GemmKernels<T>& gemm;
  const OuterKernels<T>& outer;
  const WindowKernels<T>& windows;
  const WinogradKernels<T>& winograd;
  const MaximaKernels<T>& maxima;
  const StripKernels<T>& strip;
  explicit KernelTables(InstructionSet set)
      : gemm(gemm_kernels<T>(set)),
        outer(outer_kernels<T>(set)),
        windows(window_kernels<T>(set)),
        winograd(winograd_kernels<T>(set)),
        maxima(maxima_kernels<T>(set)),
        strip(strip_kernels<T>(set)) {}
};

/// What phases keep at the points of an axis: of every line of points `rows` lines.
template <class T>
struct KeptRows {
  T* values = nullptr;
  std::size_t rows = 0;
};

/// One tile of one loop: points [first, first + count) of the loop's axis, count <= tile_points.
template <class T>
struct TileCall {
  const PointLoop& loop;
  const KernelTables<T>& kernels;
  const Boundary& boundary;
  std::size_t first, count;
  T* tile;            // the worker's memory
  const T* prepared;  // what the loop reads of free values
  double* sums;       // of the chunk, added to
  KeptRows<T> kept;
};

/// `functions` are those of the program. With a stopwatch the time goes to its parts.
template <class T>
void run_tile(const TileCall<T>& call, std::span<const Elementwise> functions, Stopwatch* stopwatch);

}  // namespace ansatz::ad
