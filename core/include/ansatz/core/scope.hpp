// What a residual may speak of, at one set of points: coordinates, fields, derivatives, normals,
// unknowns. A residual is written for one point; every expression here carries the axis of its
// condition's points. What has a number here has a handle in C++: at.hpp is the same by handles. A number
// that the problem does not have is a UserError.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

class PointScope {
 public:
  enum class Kind { coordinate, field, unknown };
  virtual ~PointScope() = default;

  virtual ad::Graph& graph() const = 0;
  /// How many of the coordinates are those of space.
  virtual std::size_t space() const = 0;
  /// What number `i` of a kind is called in the problem; empty where there is none.
  virtual std::string_view name(Kind kind, std::size_t i) const = 0;
  /// Coordinate `i` of the point (space first, then time): a scalar on the axis.
  virtual ad::Expr coordinate(std::size_t i) const = 0;
  /// Field `i` at the point: a scalar on the axis.
  virtual ad::Expr field(std::size_t i) const = 0;
  /// Field `i` at another place, given by one expression a coordinate: `u(x = 0)`.
  virtual ad::Expr field_at(std::size_t i, std::span<const ad::Expr> coordinates) const = 0;
  /// The same for a derivative of the field, taken by each of `derivatives` in turn before it is evaluated
  /// there: `u_x(x = 0)`.
  virtual ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                                       std::span<const ad::Expr> coordinates) const = 0;
  /// d e / d coordinate i, for any expression built from this scope. Nests.
  virtual ad::Expr derivative(ad::Expr e, std::size_t coordinate) const = 0;
  /// Component `i` of the outward unit normal; throws UserError where the points are not on a boundary.
  virtual ad::Expr normal(std::size_t i) const = 0;
  /// The trained scalar `i`: free.
  virtual ad::Expr unknown(std::size_t i) const = 0;
  /// Quantity `k` measured at the point; throws UserError where the points are not those of data.
  virtual ad::Expr measured(std::size_t k) const = 0;
};

/// Anything that has one value at every point: a scalar expression of fields, their derivatives, coordinates, unknowns.
using Quantity = std::function<ad::Expr(const PointScope&)>;

}  // namespace ansatz
