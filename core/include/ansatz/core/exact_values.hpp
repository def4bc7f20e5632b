// Exact solutions that have no value at some points, as sin(x)/x has none at 0: such points take no part in errors.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/core/train.hpp"

namespace ansatz {

/// At how many points of an evaluation the exact solution of each field is no finite number, of those where the field
/// is to be found; 0 where it is not known.
std::vector<std::size_t> points_without_exact(const Problem& problem, const Evaluation& evaluation);

/// Every exact solution has a value at half of the evaluation points at least, as far as some of those tell where the
/// field is to be found. Throws UserError: what has none is no solution.
void require_exact_values(const Problem& problem);

}  // namespace ansatz
