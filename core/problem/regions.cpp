#include "ansatz/core/regions.hpp"

#include <fmt/format.h>

#include <utility>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {

Region on(const Coordinate& x, double value) {
  Place place;
  place.kind = Place::Kind::face;
  place.coordinate = x.number;
  place.value = value;
  place.name = x.name;
  return {{std::move(place)}, {}, {}};
}

Region on(GeometryPtr shape) {
  if (!shape) throw UserError("a part of the boundary is asked for by a shape, and there is none");
  Place place;
  place.shape = std::move(shape);
  return {{std::move(place)}, {}, {}};
}

Region on_interface(GeometryPtr from, GeometryPtr to) {
  if (!from || !to) throw UserError("an interface lies between two shapes, and one of them is a null pointer");
  if (from->dimensions() != to->dimensions())
    throw UserError(fmt::format("an interface lies between shapes of one space; {} has dimension {} and {} has {}",
                                from->describe(), from->dimensions(), to->describe(), to->dimensions()));
  Place place;
  place.kind = Place::Kind::interface;
  place.shape = std::move(from);
  place.beside = std::move(to);
  return {{std::move(place)}, {}, {}};
}

Region at_point(std::vector<double> point) {
  Place place;
  place.kind = Place::Kind::point;
  place.point = std::move(point);
  return {{std::move(place)}, {}, {}};
}

Region operator|(Region a, Region b) {
  if (a.where || b.where)
    throw UserError(
        "a part of the boundary is joined to another after it was thinned; join first: (a | b) & where(...)");
  a.places.insert(a.places.end(), b.places.begin(), b.places.end());
  return a;
}

Region operator&(Region a, Region predicate) {
  if (!predicate.places.empty() || !predicate.where)
    throw UserError("what stands behind & must be a predicate alone, as Problem::where makes it");
  if (!a.where) {
    a.where = std::move(predicate.where);
    a.coordinates = std::move(predicate.coordinates);
  } else {
    if (a.coordinates != predicate.coordinates)
      throw UserError(fmt::format("a part is thinned by a predicate on {} and by one on {}; make both by one problem",
                                  fmt::join(a.coordinates, ", "), fmt::join(predicate.coordinates, ", ")));
    a.where = [first = std::move(a.where), second = std::move(predicate.where)](const double* point) {
      return first(point) && second(point);
    };
  }
  return a;
}

}  // namespace ansatz
