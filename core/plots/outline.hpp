// The rim of a domain as closed lines in the plane of two coordinates, for pictures.
#pragma once

#include <cstddef>
#include <vector>

#include "ansatz/core/figure.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz::plots {

/// Rims and holes where the other coordinates are held at `point`, which has all coordinates of the domain; those of
/// `i` and `j` have no meaning. Of a shape in the plane they are its own, corners and all; of space with more
/// coordinates they are found on a grid that is as fine as a picture, each point of them on the rim. Closed lines, none
/// where the domain is not met.
figures::Outline outline_of(const Domain& domain, std::size_t i, std::size_t j, const std::vector<double>& point);

}  // namespace ansatz::plots
