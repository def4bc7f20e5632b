#include "ansatz/core/corners.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "problem/jets.hpp"
#include "problem/stated_inputs.hpp"

namespace ansatz {
namespace {

using Point = std::array<double, 2>;
constexpr double pi = std::numbers::pi;
/// Of the domain's size: how near to a corner its angle is seen. Where shapes cross, corners are known to 1e-6.
constexpr double nearby = 3e-4;

Point beside(const Point& p, double angle, double distance) {
  return {p[0] + distance * std::cos(angle), p[1] + distance * std::sin(angle)};
}

/// Where a patch of the boundary begins and ends, and where it does between, as parts of it were cut away.
void add_ends(const Patch& patch, std::vector<Point>& ends) {
  constexpr int pieces = 256, halvings = 50;
  Point point{}, normal{};
  const auto visible = [&](double at) { return patch.map(&at, point.data(), normal.data()); };
  bool before = visible(0);
  if (before) ends.push_back(point);
  for (int i = 1; i <= pieces; ++i) {
    double low = static_cast<double>(i - 1) / pieces, high = static_cast<double>(i) / pieces;
    const bool now = visible(high);
    if (now && i == pieces) ends.push_back(point);
    if (now == before) continue;
    for (int k = 0; k < halvings; ++k) {
      const double middle = 0.5 * (low + high);
      (visible(middle) == before ? low : high) = middle;
    }
    if (visible(before ? low : high)) ends.push_back(point);
    before = now;
  }
}

/// Where the answer of `inside` changes between two angles.
template <class Inside>
double edge_between(double low, double high, const Inside& inside) {
  const bool first = inside(low);
  for (int k = 0; k < 40; ++k) {
    const double middle = 0.5 * (low + high);
    (inside(middle) == first ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// The one sector that the domain takes around a point; nothing where it takes none, several or all.
std::optional<Corner> corner_at(const Geometry& shape, const Point& at, double size) {
  constexpr int rays = 720;
  const auto inside = [&](double angle) { return shape.contains(beside(at, angle, nearby * size).data()); };
  const auto angle_of = [](int ray) { return (ray + 0.5) * 2 * pi / rays; };
  double begins = 0, ends = 0;
  int edges = 0;
  for (int ray = 0; ray < rays; ++ray) {
    const double low = angle_of(ray), high = angle_of(ray + 1);
    if (inside(low) == inside(high)) continue;
    ++edges;
    (inside(low) ? ends : begins) = edge_between(low, high, inside);
  }
  if (edges != 2) return std::nullopt;
  if (ends < begins) ends += 2 * pi;
  return Corner{at, 0.5 * (begins + ends), ends - begins};
}

/// Along the ray behind the corner, to the far side of the bounding box.
double clear_behind(const Geometry& shape, const Corner& corner, double size) {
  constexpr int steps = 4000;
  for (int i = 1; i <= steps; ++i) {
    const double distance = 2 * size * i / steps;
    if (shape.contains(beside(corner.at, corner.middle + pi, distance).data())) return distance - 2 * size / steps;
  }
  return std::numeric_limits<double>::infinity();
}

/// Whether an equation has second derivatives of a field by each of both coordinates of space.
bool diffuses(const Problem& problem) {
  for (const Condition& condition : problem.conditions) {
    if (condition.kind != ConditionKind::equation || !condition.residuals) continue;
    ad::Graph graph;
    const JetPoint point(problem, graph);
    bool twice[2] = {false, false};
    for (const ad::Expr& residual : condition.residuals(point)) {
      if (!residual.valid()) continue;
      for (const auto& [leaf, jet] : point.jets_in(residual))
        for (std::size_t i = 0; i < 2; ++i)
          twice[i] |= std::count(jet.derivatives.begin(), jet.derivatives.end(), i) >= 2;
    }
    if (twice[0] && twice[1]) return true;
  }
  return false;
}

/// r^(pi/w) times the cosine and the sine of pi/w times the angle from the middle, r in sizes of the domain. Where the
/// ray behind the corner, at which the angle jumps, comes back into the domain, they are 0 from there on.
std::array<ad::Expr, 2> functions_of(const Corner& corner, double size, ad::Expr x, ad::Expr y) {
  constexpr double least = 1e-12;  // r at the corner itself, where powers of it have no derivatives; and on the ray
  constexpr int flat = 6;          // derivatives that are 0 where it ends
  const double exponent = pi / corner.opening, c = std::cos(corner.middle), s = std::sin(corner.middle);
  const ad::Expr dx = (x - corner.at[0]) / size, dy = (y - corner.at[1]) / size;
  const ad::Expr along = c * dx + s * dy, across = c * dy - s * dx;
  const ad::Expr square = dx * dx + dy * dy + least * least, r = ad::sqrt(square);
  const ad::Expr angle = 2.0 * ad::atan(across / (r + along + least));
  ad::Expr power = ad::exp((0.5 * exponent) * ad::log(square));
  if (std::isfinite(corner.clear)) {
    const double end = corner.clear / size;
    const ad::Expr left = ad::max(1.0 - square / (end * end), x.graph().constant(0));
    for (int i = 0; i < flat; ++i) power = power * left;
  }
  return {power * ad::cos(exponent * angle), power * ad::sin(exponent * angle)};
}

}  // namespace

std::vector<Corner> inward_corners(const Geometry& shape) {
  std::vector<Corner> corners;
  if (shape.dimensions() != 2 || is_box(shape)) return corners;
  const double size = largest_side(shape);
  const std::vector<Patch> boundary = shape.boundary();
  if (boundary.size() > most_parts) return corners;
  std::vector<Point> ends;
  for (const Patch& patch : boundary)
    if (patch.parameters == 1) add_ends(patch, ends);
  for (const Point& at : ends) {
    const auto same = [&](const Corner& known) {
      return std::hypot(known.at[0] - at[0], known.at[1] - at[1]) < 0.1 * nearby * size;
    };
    if (std::any_of(corners.begin(), corners.end(), same)) continue;
    const std::optional<Corner> corner = corner_at(shape, at, size);
    if (corner && corner->opening > least_opening) corners.push_back(*corner);
  }
  std::stable_sort(corners.begin(), corners.end(),
                   [](const Corner& a, const Corner& b) { return a.opening > b.opening + 1e-6; });
  if (corners.size() > most_corners) corners.resize(most_corners);
  for (Corner& corner : corners) corner.clear = clear_behind(shape, corner, size);
  return corners;
}

std::vector<Corner> singular_corners(const Problem& problem) {
  const Domain& domain = problem.domain;
  if (domain.space.size() != 2 || domain.parameters != 0 || domain.shape == nullptr) return {};
  try {
    return diffuses(problem) ? inward_corners(*domain.shape) : std::vector<Corner>{};
  } catch (const UserError&) {
    return {};  // whoever makes a loss of it says what is wrong
  }
}

std::vector<InputFeature> corner_inputs(const Problem& problem) {
  std::vector<InputFeature> inputs;
  for (const Corner& corner : singular_corners(problem))
    for (const std::size_t which : {0, 1})
      inputs.emplace_back().value = [corner, which, size = largest_side(*problem.domain.shape)](const PointScope& at) {
        return functions_of(corner, size, at.coordinate(0), at.coordinate(1))[which];
      };
  return inputs;
}

std::vector<std::string> corners_in_words(const Problem& stated) {
  const auto& networks = stated.networks;
  if (!networks.empty() && std::none_of(networks.begin(), networks.end(), reads_coordinates)) return {};
  const std::vector<Corner> corners = singular_corners(stated);
  if (corners.empty()) return {};
  std::string places;
  for (const Corner& corner : corners)
    places += fmt::format("{}({:.4g}, {:.4g})", places.empty() ? "" : ", ", corner.at[0], corner.at[1]);
  const double exponent = pi / corners.front().opening;
  return {fmt::format(
      "the network reads r^{:.3g} times cosine and sine of {:.3g} times the angle at {} beside the coordinates, as "
      "solutions have infinite slopes where a domain turns inwards{}",
      exponent, exponent, places, corners.size() > 1 ? "; at the last ones the exponent may be larger" : "")};
}

}  // namespace ansatz
