// Shapes in space: where points are, how far the boundary is, where it faces.
//
// A shape answers four questions: its bounding box, whether a point is inside, points spread over its
// boundary with their outward normals, and the distance to its boundary with a sign (negative inside).
// Unions, differences and intersections are shapes as well: their boundary is the part of the operands'
// boundaries that is on theirs, normals turned where a shape was cut away.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ansatz {

/// A point of a boundary and its outward unit normal.
struct BoundaryPoint {
  std::vector<double> at;
  std::vector<double> normal;
};

/// Numbers in [0, 1), `dimensions` at a time: the source of sampled points (see sampling.hpp).
using UnitPoints = std::function<void(std::size_t index, std::size_t dimensions, double* out)>;

class Shape {
 public:
  virtual ~Shape() = default;
  virtual std::size_t dimensions() const = 0;
  virtual std::vector<double> lower() const = 0;  // bounding box
  virtual std::vector<double> upper() const = 0;
  virtual bool contains(const double* point) const = 0;  // closed: the boundary belongs to the shape
  virtual double signed_distance(const double* point) const = 0;
  /// Length, area of the boundary: how points are shared among its parts. In 1-D the number of end points.
  virtual double boundary_measure() const = 0;
  /// The boundary point that belongs to a number in [0,1)^(dimensions-1), uniformly by measure.
  virtual BoundaryPoint boundary_point(const double* unit) const = 0;
  virtual std::string describe() const = 0;
};

using ShapePtr = std::shared_ptr<const Shape>;

/// [lower, upper] in one dimension, a box in more. Throws UserError when a side is empty.
ShapePtr make_box(std::vector<double> lower, std::vector<double> upper);

}  // namespace ansatz
