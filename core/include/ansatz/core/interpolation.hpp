// Numbers on a grid as a function: a coefficient, an initial value or a load that was measured.
//
// Between the points of the grid the function is linear along each coordinate, or a cubic spline along each with the
// conditions that are called not-a-knot (de Boor, A Practical Guide to Splines, chapter IV), twice continuously
// differentiable. Beyond the grid it stays what it is at its edge. At the points it has their values to the last bit.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/core/interval.hpp"

namespace ansatz {

/// Values at all combinations of some coordinates.
struct Grid {
  static constexpr std::size_t most_coordinates = 3;

  std::vector<std::vector<double>> axes;  // one to three, each of two numbers or more, ascending
  std::vector<double> values;             // as many as there are combinations, the last axis running fastest
};

/// The grid that these points make, in whatever order they come: `points[i]` holds coordinate i of each. Throws
/// UserError where a combination of coordinates is missing or comes twice.
Grid grid_from_points(std::span<const std::vector<double>> points, std::span<const double> values);

enum class Interpolation { linear, cubic };

/// A grid with its function. Cheap to copy.
class InterpolatedGrid {
 public:
  /// `name` serves messages. Throws UserError where the grid is not what it should be.
  InterpolatedGrid(std::string name, const Grid& grid, Interpolation method);

  /// The value at coordinates, scalars. Derivatives of every order are those of the pieces; at a point of the grid, of
  /// the piece above it.
  ad::Expr operator()(std::span<const ad::Expr> at) const;
  /// How often `e`, a value of this function or of a derivative of it, is differentiated; nothing for anything else.
  std::optional<std::size_t> times_differentiated(ad::Expr e) const;

  Interpolation method() const { return method_; }
  /// Where the grid reaches, by coordinate.
  const std::vector<Interval>& ranges() const { return ranges_; }

 private:
  Interpolation method_;
  std::vector<Interval> ranges_;
  ad::Elementwise function_;  // of the coordinates, and of a number that says which derivative
};

}  // namespace ansatz
