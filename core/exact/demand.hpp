// What one residual asks of a field on one face: that the field, or its derivative of some order across the face, has a
// value that is known there; or that it is the same on two opposite faces.
//
// It is read off the residual over jets (problem/jets.hpp): c * (jet - g), where the jet is that of one field, c a
// number, and g speaks of coordinates and unknowns alone; or c * (jet on one face - jet on the other).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "exact/faces.hpp"

namespace ansatz::exact {

struct Demand {
  std::size_t condition = 0, residual = 0, field = 0;
  Face face;
  std::size_t order = 0;   // of the derivative across the face
  double coefficient = 1;  // c
  bool periodic = false;   // the same on the opposite face, in place of a value

  friend bool operator==(const Demand&, const Demand&) = default;
};

/// What residual number `residual` of a condition asks for on a face, or why that cannot be built in. Throws UserError
/// where its formula does, as all here.
struct Read {
  std::optional<Demand> demand;
  std::string why_not;
};
Read read_demand(const Problem& problem, std::size_t condition, std::size_t residual, const Face& face);

/// How many residuals a condition has.
std::size_t residuals_of(const Problem& problem, const Condition& condition);

/// How often the equations of a problem differentiate a field by a coordinate, at most.
std::size_t order_in(const Problem& problem, std::size_t field, std::size_t coordinate);

/// The value g that a residual asks for, at points whose scope speaks of coordinates and unknowns; right on the face.
ad::Expr known_value(const Demand& demand, const std::function<Residuals(const PointScope&)>& residuals,
                     const PointScope& at);

}  // namespace ansatz::exact
