// A shape for every value of some parameters: the coordinates of space, then the parameters, each in an interval.
//
// Parameters are coordinates that nothing flows along: the boundary of a prism is that of its shape alone, for all of
// their values, and its normals have no component along them.
#pragma once

#include <vector>

#include "ansatz/core/geometry.hpp"
#include "ansatz/core/interval.hpp"

namespace ansatz {

/// A null shape is none: a problem of parameters (and time) alone, which has no boundary. Throws UserError where an
/// interval is empty or not finite, and where there is neither a shape nor an interval.
GeometryPtr prism(GeometryPtr shape, std::vector<Interval> parameters);

}  // namespace ansatz
