// Whole shares of a whole number.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ansatz {

/// Shares `total` in proportion to `measures` (not negative) by largest remainder. What has a positive measure gets at
/// least one, even where that makes the sum exceed `total`; what has none gets nothing.
std::vector<std::size_t> apportion(std::size_t total, std::span<const double> measures);

}  // namespace ansatz
