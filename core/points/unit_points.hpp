// Points of the unit cube by the four sampling methods; sampling.hpp says what each is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// `count` points with `dimensions` numbers each, point by point. In [0, 1]; only a grid reaches 1. With `round`
/// the first coordinate runs round, so a grid leaves out its end.
std::vector<double> unit_points(SamplingMethod method, std::size_t dimensions, std::size_t count, std::uint64_t seed,
                                std::string_view stream, bool round = false);

}  // namespace ansatz
