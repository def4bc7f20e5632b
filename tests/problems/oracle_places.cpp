// Random points where a condition is asked for: inside, on boundaries, on interfaces. See oracle.hpp.
#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "oracle_values.hpp"

namespace oracle {
namespace {

constexpr int points = 8, tries = 3000;

Point anywhere(const File& file, std::mt19937& random) {
  std::uniform_real_distribution<double> unit(0.05, 0.95);
  Point point;
  for (const Coordinate& c : file.coordinates) point[c.name] = c.lower + unit(random) * (c.upper - c.lower);
  return point;
}

bool in_domain(const File& file, const Point& point) { return !file.domain || contains(file, file.domain, point); }

// The fields that a condition speaks of: it has points only where all of them live.
void add_fields(const File& file, const Tree& tree, std::set<std::string>& fields) {
  for (const Tree& child : tree->children) add_fields(file, child, fields);
  if (const auto let = file.definitions.find(tree->word); let != file.definitions.end())
    return add_fields(file, let->second.body, fields);
  const Derived one = derived(file, tree->word);
  if (file.fields.count(tree->word)) fields.insert(tree->word);
  if (!one.field.empty()) fields.insert(one.field);
}

bool live(const File& file, const std::set<std::string>& fields, const Point& point) {
  return std::all_of(fields.begin(), fields.end(), [&](const std::string& name) {
    const auto& parts = file.fields.at(name).parts;
    return parts.empty() ||
           std::any_of(parts.begin(), parts.end(), [&](const Tree& part) { return contains(file, part, point); });
  });
}

using Draw = std::function<bool(Spot&)>;  // false where the point is not one of the place

// On a boundary a step along the normal leaves the domain; the normal is turned outward.
Draw on_boundary(const File& file, const Surface& surface, std::mt19937& random) {
  return [&file, surface, &random](Spot& spot) {
    const Spot drawn = surface.random(random);
    spot.normal = drawn.normal;
    for (const auto& [name, x] : drawn.place) spot.place[name] = x;
    const bool before = in_domain(file, nudged(file, spot, -1)), behind = in_domain(file, nudged(file, spot, 1));
    if (behind)
      for (auto& x : spot.normal) x = -x;
    return before != behind;
  };
}

// On an interface it leads from one part into the other, both in the domain; the normal is turned out of the first.
Draw on_interface(const File& file, const Place& place, const Surface& surface, std::mt19937& random) {
  return [&file, place, surface, &random](Spot& spot) {
    const Spot drawn = surface.random(random);
    spot.normal = drawn.normal;
    spot.interface = true;
    for (const auto& [name, x] : drawn.place) spot.place[name] = x;
    const Point before = nudged(file, spot, -1), behind = nudged(file, spot, 1);
    if (!in_domain(file, before) || !in_domain(file, behind)) return false;
    const auto leads = [&](const Point& from, const Point& to) {
      return contains(file, place.first, from) && contains(file, place.second, to);
    };
    if (leads(behind, before))
      for (auto& x : spot.normal) x = -x;
    return leads(before, behind) != leads(behind, before);
  };
}

std::vector<Draw> faces(const File& file, const Place& place, std::mt19937& random) {
  std::vector<Draw> all;
  if (place.kind == Place::Kind::interface) {
    for (const Tree& part : {place.first, place.second})
      for (const Surface& one : surfaces(file, part)) all.push_back(on_interface(file, place, one, random));
  } else if (place.kind == Place::Kind::boundary) {
    for (const Surface& one : surfaces(file, place.first ? place.first : file.domain))
      all.push_back(on_boundary(file, one, random));
  } else if (place.kind == Place::Kind::plane) {
    const long double where = constant(file, place.first).number.real();
    if (file.in_space(place.coordinate))
      for (const Surface& one : surfaces(file, file.domain))
        if (one.coordinate == place.coordinate && std::abs(one.where - where) < 1e-9L * (1 + std::abs(where)))
          all.push_back(on_boundary(file, one, random));
  }
  return all;
}

// A plane within the domain, the end of time, a point, or no place at all.
Draw within(const File& file, const Place& place) {
  return [&file, place](Spot& spot) {
    if (place.kind == Place::Kind::plane) {
      if (!spot.place.count(place.coordinate)) unknown("the place " + place.coordinate);
      spot.place[place.coordinate] = constant(file, place.first).number.real();
    } else if (place.kind == Place::Kind::point) {
      const Value at = constant(file, place.first);
      for (std::size_t k = 0; k < file.space; ++k) spot.place[file.coordinates[k].name] = at.parts.at(k).real();
      return true;
    }
    return in_domain(file, spot.place) &&
           (place.kind != Place::Kind::inside || !place.first || contains(file, place.first, spot.place));
  };
}

}  // namespace

Point nudged(const File& file, const Spot& spot, int direction) {
  Point point = spot.place;
  for (std::size_t k = 0; k < file.space; ++k) {
    const Coordinate& c = file.coordinates[k];
    point[c.name] += direction * 1e-6L * (c.upper - c.lower) * spot.normal.at(k);
  }
  return point;
}

std::vector<Spot> spots(const File& file, const Condition& condition, std::mt19937& random) {
  std::set<std::string> fields;
  for (const Equation& equation : condition.equations)
    for (const Tree& side : {equation.left, equation.right}) add_fields(file, side, fields);
  std::vector<Spot> all;
  for (const Place& place : condition.places) {
    const std::size_t before = all.size();
    const auto draw_from = [&](const Draw& draw) {
      for (int found = 0, tried = 0; found < points && tried < tries; ++tried) {
        Spot spot{anywhere(file, random), {}};
        if (condition.kind == "ic") spot.place[file.time] = file.coordinates.back().lower;
        if (!draw(spot)) continue;
        const Point side = spot.normal.empty() ? spot.place : nudged(file, spot, -1);
        if (place.where && !contains(file, place.where, side)) continue;
        if (!spot.interface && !live(file, fields, side)) continue;
        all.push_back(spot);
        ++found;
      }
    };
    for (const Draw& draw : faces(file, place, random)) draw_from(draw);
    if (all.size() == before && place.kind != Place::Kind::boundary && place.kind != Place::Kind::interface)
      draw_from(within(file, place));
    if (all.size() == before) throw std::runtime_error("the oracle finds no points of " + condition.text);
  }
  return all;
}

}  // namespace oracle
