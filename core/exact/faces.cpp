#include "exact/faces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "geometry/level.hpp"
#include "network/coordinate_scope.hpp"
#include "points/domain.hpp"

namespace ansatz::exact {
namespace {

constexpr double rounding = 1e-12;  // relative to the side of the domain

bool same_place(double a, double b, const Interval& side) {
  return std::abs(a - b) <= rounding * (side.upper - side.lower);
}

/// How many coordinates of space are places.
std::size_t places_of(const Domain& domain) { return domain.space.size() - domain.parameters; }

}  // namespace

std::optional<Face> face_at(const Domain& domain, std::size_t coordinate, double value) {
  const Interval side = bounding_box(domain)[coordinate];
  if (same_place(value, side.lower, side)) return Face{coordinate, false};
  if (same_place(value, side.upper, side)) return Face{coordinate, true};
  return std::nullopt;
}

// Whatever has the faces of its bounding box and no other boundary is that box. Parameters have no faces.
bool is_box(const Domain& domain) {
  if (domain.space.empty()) return true;
  const std::vector<Patch> patches = domain.shape->boundary();
  if (patches.size() != 2 * places_of(domain)) return false;
  std::vector<Face> found;
  for (const Patch& patch : patches) {
    const std::optional<Face> face =
        patch.plane ? face_at(domain, patch.plane->coordinate, patch.plane->value) : std::nullopt;
    if (!face || std::find(found.begin(), found.end(), *face) != found.end()) return false;
    found.push_back(*face);
  }
  return true;
}

namespace {

FacesOf refused(std::string why) { return {{}, std::move(why)}; }

/// Of a shape that is no box.
FacesOf faces_of_shape(const Domain& domain, const Place& place) {
  const bool in_space = place.kind == Place::Kind::boundary || place.coordinate < domain.space.size();
  if (!in_space)
    if (const auto face = face_at(domain, place.coordinate, place.value)) return {{*face}, {}};
  if (place.kind != Place::Kind::boundary || place.shape)
    return refused("it holds on a part of the boundary of a domain that is no box");
  ad::Graph graph;
  const ad::Expr point = graph.input("point", static_cast<std::uint32_t>(domain.dimensions()), graph.axis("point"));
  if (!level_of_rim(domain, CoordinateScope(point, domain)).valid())
    return refused(fmt::format("the boundary of {} has no formula", domain.shape->describe()));
  return {{Face{rim, false}}, {}};
}

FacesOf faces_of_box(const Domain& domain, const Place& place) {
  if (place.kind == Place::Kind::boundary) {
    if (place.shape) return refused("it holds on the rim of a shape within the domain");
    FacesOf found;
    for (std::size_t i = 0; i < places_of(domain); ++i)
      for (const bool upper : {false, true}) found.faces.push_back({i, upper});
    return found;
  }
  if (places_of(domain) <= place.coordinate && place.coordinate < domain.space.size())
    return refused("it holds for one value of a parameter");
  if (const auto face = face_at(domain, place.coordinate, place.value)) return {{*face}, {}};
  return refused(
      fmt::format("it holds inside the domain, where {} = {}", coordinate_name(domain, place.coordinate), place.value));
}

}  // namespace

FacesOf faces_of(const Domain& domain, const Condition& condition) {
  if (condition.region.where) return refused("it holds on a part of a face alone");
  if (condition.kind == ConditionKind::initial) return {{Face{domain.space.size(), false}}, {}};
  const bool box = is_box(domain);
  FacesOf found;
  for (const Place& place : condition.region.places) {
    if (place.kind == Place::Kind::point) return refused("it holds at single points");
    FacesOf here = box ? faces_of_box(domain, place) : faces_of_shape(domain, place);
    if (!here.why_not.empty()) return here;
    found.faces.insert(found.faces.end(), here.faces.begin(), here.faces.end());
  }
  return found;
}

double position(const Domain& domain, const Face& face) {
  const Interval side = bounding_box(domain)[face.coordinate];
  return face.upper ? side.upper : side.lower;
}

ad::Expr level_of_rim(const Domain& domain, const PointScope& at) {
  std::vector<ad::Expr> x;
  for (std::size_t i = 0; i < domain.space.size(); ++i) x.push_back(at.coordinate(i));
  return level_inside(*domain.shape, x);
}

std::string described(const Domain& domain, const Face& face) {
  if (face.coordinate == rim) return "the rim";
  return fmt::format("{} = {}", coordinate_name(domain, face.coordinate), position(domain, face));
}

}  // namespace ansatz::exact
