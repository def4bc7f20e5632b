// Shapes in space: where points are, how far the boundary is, where it faces.
//
// A shape answers four questions: its bounding box, whether a point is inside, the distance to its boundary
// with a sign (negative inside), and its boundary as a list of patches, each a smooth image of a unit cube.
// Unions, differences and intersections are shapes as well: their patches are those of the operands, each cut
// down to the part that is on the boundary of the whole, with its normal turned where a shape was cut away.
//
// One file a shape in core/geometry/. Read next: sampling.hpp, which spreads points over all this.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ansatz {

/// The hyperplane coordinate = value.
struct Plane {
  std::size_t coordinate = 0;
  double value = 0;
};

/// A smooth piece of a boundary: an end of an interval, a side of a polygon, a circle.
struct Patch {
  std::size_t parameters = 0;  // numbers in [0, 1] that name a point of it: dimensions - 1
  double measure = 1;          // length or area of the whole patch, uniform in the parameters; 1 for a point
  bool round = false;          // the first parameter runs round: 0 and 1 are the same point
  std::optional<Plane> plane;  // set when the patch lies in such a plane
  /// Writes the point and the outward unit normal there (`dimensions` numbers each). False: this point of
  /// the patch was cut away and is not on the boundary of the shape.
  std::function<bool(const double* unit, double* point, double* normal)> map;
};

class Geometry {
 public:
  virtual ~Geometry() = default;
  virtual std::size_t dimensions() const = 0;
  virtual std::vector<double> lower() const = 0;  // bounding box
  virtual std::vector<double> upper() const = 0;
  virtual bool contains(const double* point) const = 0;  // closed: the boundary belongs to the shape
  virtual double signed_distance(const double* point) const = 0;
  virtual std::vector<Patch> boundary() const = 0;
  virtual std::string describe() const = 0;  // as it would be written: "rect([0, 0], [1, 1])"
};

using GeometryPtr = std::shared_ptr<const Geometry>;

/// Whether it is an interval, a rectangle, a box in any dimension.
bool is_box(const Geometry& geometry);

/// Of the bounding box: what distances are measured against.
double largest_side(const Geometry& geometry);

/// [lower, upper] in one dimension, a box in more. Throws UserError when a side is empty or not finite, or
/// when the corners do not have equally many coordinates.
GeometryPtr box(std::vector<double> lower, std::vector<double> upper);
inline GeometryPtr interval(double lower, double upper) { return box({lower}, {upper}); }

/// A disk in two dimensions, a ball in three and more: |point - center| <= radius. Throws UserError in one dimension,
/// and when the radius is not positive.
GeometryPtr ball(std::vector<double> center, double radius);
/// What of a ball is at least `inner` from its center: a ring in two dimensions. Throws UserError as `ball` does, and
/// unless 0 < inner < outer.
GeometryPtr shell(std::vector<double> center, double inner, double outer);
inline GeometryPtr disk(std::array<double, 2> center, double radius) { return ball({center[0], center[1]}, radius); }

/// (x/a)^2 + (y/b)^2 <= 1 around the center, with the half axes a and b. Throws UserError when one is not positive.
GeometryPtr ellipse(std::array<double, 2> center, std::array<double, 2> half_axes);

/// Between two discs whose centers are given: of one radius, or of two, of which that at the top may be 0. Throws
/// UserError when the centers are the same point, and when a radius is not positive (at the top: negative).
GeometryPtr cylinder(std::array<double, 3> from, std::array<double, 3> to, double radius);
GeometryPtr cone(std::array<double, 3> base, std::array<double, 3> top, double radius, double radius_at_top = 0);

/// The points within `minor` of a circle of radius `major` around the center, across the third coordinate. Throws
/// UserError unless 0 < minor < major.
GeometryPtr torus(std::array<double, 3> center, double major, double minor);

/// The inside of the closed line through the vertices, in either sense of rotation. Throws UserError when there
/// are fewer than three, when sides meet anywhere but at their common vertex, or when it has no area.
GeometryPtr polygon(std::vector<std::array<double, 2>> vertices);

/// Points in a or b, in a but not in b, in a and b. The boundary of what is cut away belongs to the difference.
/// The signed distance of these is exact in sign and, near smooth parts of the boundary, in value; elsewhere it
/// is a lower bound of the distance. Throws UserError when dimensions differ, when bounding boxes do not meet, or where
/// a shape is a null pointer.
GeometryPtr unite(GeometryPtr a, GeometryPtr b);
GeometryPtr subtract(GeometryPtr a, GeometryPtr b);
GeometryPtr intersect(GeometryPtr a, GeometryPtr b);

}  // namespace ansatz
