// The rims of a domain where a plane cuts it, found from nothing but which points lie within.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/core/figure.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz::plots {

/// Closed lines in the plane of coordinates `i` and `j` through `point`, all coordinates of it. Every point of them is
/// on the rim to a millionth of a cell of the grid that they were found on; corners are cut by less than such a cell,
/// and what is smaller than one may be missed.
std::vector<figures::Polyline> section_rims(const Domain& domain, std::size_t i, std::size_t j,
                                            const std::vector<double>& point);

}  // namespace ansatz::plots
