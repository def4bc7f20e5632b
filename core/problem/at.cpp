#include "ansatz/core/at.hpp"

#include <fmt/format.h>

#include <map>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

using Kind = PointScope::Kind;

/// The number of a handle, if the problem has that name under it.
std::size_t checked(const PointScope& points, Kind kind, const char* what, std::size_t number,
                    const std::string& name) {
  if (!name.empty() && points.name(kind, number) == name) return number;
  throw UserError(fmt::format("{} `{}` is not one of this problem: use what its own `{}` returned", what, name,
                              kind == Kind::coordinate ? "space` or `time" : what));
}

}  // namespace

std::size_t At::number(const Coordinate& x) const {
  return checked(*points_, Kind::coordinate, "coordinate", x.number, x.name);
}

// What knows no fields at all refuses by itself, with its own reason.
std::size_t At::number(const Field& u) const {
  if (points_->name(Kind::field, 0).empty()) points_->field(u.number);
  return checked(*points_, Kind::field, "field", u.number, u.name);
}

ad::Expr At::operator()(const Coordinate& x) const { return points_->coordinate(number(x)); }

ad::Expr At::operator()(const Field& u) const { return points_->field(number(u)); }

ad::Expr At::operator()(const Unknown& k) const {
  const bool coordinates_alone = points_->name(Kind::field, 0).empty() && points_->name(Kind::unknown, 0).empty();
  if (coordinates_alone) points_->unknown(k.number);
  return points_->unknown(checked(*points_, Kind::unknown, "unknown", k.number, k.name));
}

std::vector<ad::Expr> At::moved(std::initializer_list<Elsewhere> place) const {
  std::map<std::size_t, ad::Expr> named;
  for (const Elsewhere& part : place)
    if (!named.emplace(number(part.coordinate()), part.value(points_->graph())).second)
      throw UserError(fmt::format("another place has two values of `{}`; give it one", part.coordinate().name));
  std::vector<ad::Expr> coordinates;  // of the point itself only those that stay: a formula speaks of no others
  for (std::size_t i = 0; !points_->name(Kind::coordinate, i).empty(); ++i) {
    const auto moved = named.find(i);
    coordinates.push_back(moved == named.end() ? points_->coordinate(i) : moved->second);
  }
  return coordinates;
}

ad::Expr At::operator()(const Field& u, std::initializer_list<Elsewhere> place) const {
  return points_->field_at(number(u), moved(place));
}

ad::Expr At::d(ad::Expr e, std::initializer_list<Coordinate> by) const {
  for (const Coordinate& x : by) e = points_->derivative(e, number(x));
  return e;
}

ad::Expr At::d(const Field& u, std::initializer_list<Coordinate> by, std::initializer_list<Elsewhere> place) const {
  std::vector<std::size_t> derivatives;
  for (const Coordinate& x : by) derivatives.push_back(number(x));
  return points_->field_derivative_at(number(u), derivatives, moved(place));
}

std::vector<ad::Expr> At::gradient(ad::Expr e) const {
  std::vector<ad::Expr> gradient;
  for (std::size_t i = 0; i < points_->space(); ++i) gradient.push_back(points_->derivative(e, i));
  return gradient;
}

ad::Expr At::laplacian(ad::Expr e) const {
  ad::Expr sum = constant(0);
  for (std::size_t i = 0; i < points_->space(); ++i) sum = sum + points_->derivative(points_->derivative(e, i), i);
  return sum;
}

ad::Expr At::divergence(std::initializer_list<ad::Expr> components) const {
  if (components.size() != points_->space())
    throw UserError(
        fmt::format("a divergence needs as many components as there are coordinates of space, {}; these are {}",
                    points_->space(), components.size()));
  ad::Expr sum = constant(0);
  std::size_t i = 0;
  for (const ad::Expr& component : components) sum = sum + points_->derivative(component, i++);
  return sum;
}

ad::Expr At::normal_derivative(ad::Expr e) const {
  ad::Expr sum = constant(0);
  for (std::size_t i = 0; i < points_->space(); ++i) sum = sum + points_->normal(i) * points_->derivative(e, i);
  return sum;
}

ad::Expr At::normal(const Coordinate& x) const {
  const std::size_t i = number(x);
  if (i >= points_->space())
    throw UserError(fmt::format("the normal has a component along each coordinate of space; `{}` is time", x.name));
  return points_->normal(i);
}

}  // namespace ansatz
