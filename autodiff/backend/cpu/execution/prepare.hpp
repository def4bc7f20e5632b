// Free values in the layouts that kernels want.
#pragma once

#include "backend/cpu/execution/tile.hpp"

namespace ansatz::ad {

/// Brings one free value into the layout of the kernels.
template <class T>
void prepare(const Preparation& preparation, const KernelTables<T>& kernels, const double* free, T* prepared);

}  // namespace ansatz::ad
