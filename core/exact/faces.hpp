// Where conditions hold, as far as values can be built in there: whole faces of a box, whose last coordinate may be
// time; or, of other shapes, the whole rim.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz::exact {

/// In place of a coordinate: the boundary of space as a whole.
inline constexpr std::size_t rim = static_cast<std::size_t>(-1);

/// The lower or the upper end of the domain along a coordinate, or its rim.
struct Face {
  std::size_t coordinate = 0;
  bool upper = false;

  friend bool operator==(const Face&, const Face&) = default;
};

/// Whether space is a box: an interval, a rectangle, ..., however it was written; or there is none.
bool is_box(const Domain& domain);

/// The face of the domain's box in the plane coordinate = value, if the box ends there.
std::optional<Face> face_at(const Domain& domain, std::size_t coordinate, double value);

/// The faces that a condition holds on. Where it holds elsewhere, or on a part of a face, there is a reason instead: a
/// continuation of "`walls` stays a term of the loss: ".
struct FacesOf {
  std::vector<Face> faces;
  std::string why_not;  // empty: the faces are all
};
FacesOf faces_of(const Domain& domain, const Condition& condition);

/// 0 on the rim of space and positive inside; empty where its shape has no formula (geometry/level.hpp).
ad::Expr level_of_rim(const Domain& domain, const PointScope& at);

/// Where the face lies; not of the rim.
double position(const Domain& domain, const Face& face);

/// "x = 0", "the rim"
std::string described(const Domain& domain, const Face& face);

}  // namespace ansatz::exact
