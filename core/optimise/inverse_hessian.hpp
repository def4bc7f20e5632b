// The one sweep of a quasi-Newton step over its dense inverse Hessian, which is all that such a step costs beside the
// gradient: H has n^2 / 2 numbers, and memory is what they cost.
#pragma once

#include <cstddef>

#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/optimise/vectors.hpp"

namespace ansatz::optimise {

struct Outer {
  In left, right;
};
struct Product {
  In x;
  Out y;
};

/// H <- scale H + a.left a.right^T + b.left b.right^T, whose sum must be symmetric, then p.y = H p.x and q.y = H q.x;
/// the lower triangle of H, packed row by row, is read and written once.
void update_and_multiply(std::size_t n, Out packed, double scale, Outer a, Outer b, Product p, Product q,
                         const Team& team);

}  // namespace ansatz::optimise
