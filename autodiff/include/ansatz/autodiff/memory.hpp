// What a program's memory holds beside its values: sums over points, once for each part of the points.
#pragma once

#include <cstddef>

namespace ansatz::ad {

/// How often a program of the back end `cpu` holds sums of so many numbers over so many points: each chunk of the
/// points has its own (backend/cpu/execution/run.cpp).
std::size_t copies_of_sums(std::size_t points, double numbers);

}  // namespace ansatz::ad
