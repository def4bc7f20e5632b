// Facts about a domain that several parts need.
#pragma once

#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// The smallest box around the domain, one interval a coordinate (space, then time). Throws UserError when it
/// has no coordinates, more parameters than those, or is empty, unbounded or not a number in one of them.
std::vector<Interval> bounding_box(const Domain& domain);

/// The name of coordinate `i`.
const std::string& coordinate_name(const Domain& domain, std::size_t i);

/// Whether a point, given by all its coordinates, lies in the domain.
bool contains(const Domain& domain, const double* point);

/// "(x, y) in disk([0, 0], 1), t in [0, 2]", and "x = 0.5, t = 3", without coordinates that are no numbers.
std::string describe(const Domain& domain);
std::string describe(const Domain& domain, const double* point);
/// "x = -0.7079, y = 3": to four digits, as results name places.
std::string describe_roughly(const Domain& domain, const double* point);

}  // namespace ansatz
