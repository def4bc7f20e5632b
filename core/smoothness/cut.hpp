// How a range is cut into pieces, and a function that is looked at on them.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/interval.hpp"

namespace ansatz::smoothness_of {

/// How much is tried before something is left undecided.
inline constexpr std::size_t most_pieces = 3000;
inline constexpr double narrow = 1e-9;  // relative width of a piece that is not cut any more
inline constexpr double far = 1e6;      // pieces without a bound begin here at the furthest

inline double middle(const Interval& piece) {
  if (std::isinf(piece.lower) && std::isinf(piece.upper)) return 0;
  if (std::isinf(piece.upper)) return std::max(2 * piece.lower, piece.lower + 1);
  if (std::isinf(piece.lower)) return std::min(2 * piece.upper, piece.upper - 1);
  return piece.lower / 2 + piece.upper / 2;
}

inline bool is_narrow(const Interval& piece) {
  const double size = std::max({1.0, std::abs(piece.lower), std::abs(piece.upper)});
  if (std::isinf(size)) return std::max(piece.lower, -piece.upper) >= far;
  return piece.upper - piece.lower <= narrow * size;
}

inline void require_range(const Interval& over) {
  if (!(over.lower < over.upper))
    throw UserError(fmt::format("[{}, {}] is no range of numbers", over.lower, over.upper));
}

/// A function, the graph that it is in, and its argument.
struct InGraph {
  explicit InGraph(const std::function<ad::Expr(ad::Expr)>& function) : x(graph.parameter("x")), f(function(x)) {
    if (f.shape() != x.shape()) throw UserError("smoothness: the function does not take a number to a number");
  }
  ad::Graph graph;
  ad::Expr x, f;
};

}  // namespace ansatz::smoothness_of
