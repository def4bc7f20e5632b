// Where a condition holds, put together from its parts:
//
//   on(x, -1) | on(x, 1)                 two faces
//   on(wheel)                            the part of the boundary that a shape was cut out with
//   on_interface(steel, air)             what the boundaries of two shapes have in common, inside the domain too
//   at_point({0, 0})                     an isolated point, by its coordinates of space
//   on(x, 1) & p.where([=](Position at) { return at(y) > 0.5; })     part of a face
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/core/geometry.hpp"
#include "ansatz/core/handles.hpp"

namespace ansatz {

/// Part of the boundary, or planes inside: a union of places, thinned by a predicate.
///   face      coordinate = value, as in `on x = -1` (index of a space coordinate or of time): a flat part of the
///             boundary, or, where there is none, what the plane has in common with the inside of the domain: there the
///             normal points to where the coordinate grows
///   boundary  the whole boundary of the domain, or of a shape that the domain was cut with
///   point     an isolated point (space coordinates)
///   interface what the boundaries of `shape` and of `beside` have in common within the domain: there the normal points
///             out of `shape`
struct Place {
  enum class Kind { face, boundary, point, interface } kind = Kind::boundary;
  std::size_t coordinate = 0;
  double value = 0;
  GeometryPtr shape;  // for boundary(shape) and interfaces; null: the domain's own
  std::vector<double> point;
  std::string name{};    // of the coordinate of a face, where it was stated by a handle
  GeometryPtr beside{};  // of an interface
};

struct Region {
  std::vector<Place> places;  // empty for equation (interior), initial (start of time), fit (domain)
  std::function<bool(const double* point)> where;  // all coordinates; null: everywhere
  /// The coordinates that `where` was made for, as Problem::where knew them: it reads so many numbers of a point. Those
  /// of the problem that uses it must begin with them. None: it was put together by hand.
  std::vector<std::string> coordinates{};
};

Region on(const Coordinate& x, double value);
Region on(GeometryPtr shape);
/// Throws UserError where a shape is a null pointer, or their dimensions differ.
Region on_interface(GeometryPtr from, GeometryPtr to);
Region at_point(std::vector<double> point);

/// The places of both. Throws UserError where one is thinned: thin the whole.
Region operator|(Region a, Region b);
/// A region, thinned by one that is a predicate alone. Throws UserError where it is none, or where both are thinned by
/// predicates on other coordinates.
Region operator&(Region a, Region predicate);

}  // namespace ansatz
