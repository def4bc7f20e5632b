// Parts of the domain: shapes and conditions, the points in them and the surfaces that bound them. See
// oracle_values.hpp.
//
// The surfaces of what is put together are those of all its pieces, more than its boundary: whether a point of one is
// on the boundary shows a step along its normal, in oracle_places.cpp.
#include <cmath>

#include "oracle_values.hpp"

namespace oracle {
namespace {

const Locals none;

std::vector<long double> point(const File& file, const Tree& list) {
  std::vector<long double> numbers;
  for (const Number x : constant(file, list).parts) numbers.push_back(x.real());
  return numbers;
}

long double size(const File& file, const Tree& number) { return constant(file, number).number.real(); }

/// What a primitive shape is made of: a box, or a ball without a smaller one.
struct Shape {
  Bounds box;
  std::vector<long double> centre;
  long double inner = 0, outer = 0;
};

Shape shape(const File& file, const Node& node) {
  Shape one;
  if (node.kind == Kind::list || node.word == "interval") {
    one.box = {{size(file, node.children.at(0)), size(file, node.children.at(1))}};
  } else if (node.word == "rect" || node.word == "box") {
    const auto lower = point(file, node.children.at(0)), upper = point(file, node.children.at(1));
    for (std::size_t k = 0; k < lower.size(); ++k) one.box.emplace_back(lower[k], upper.at(k));
  } else if (node.word == "disk" || node.word == "ball" || node.word == "shell") {
    one.centre = point(file, node.children.at(0));
    one.outer = size(file, node.children.back());
    if (node.word == "shell") one.inner = size(file, node.children.at(1));
    for (const long double c : one.centre) one.box.emplace_back(c - one.outer, c + one.outer);
  } else {
    unknown("the shape " + node.word);
  }
  if (one.box.size() != file.space) unknown(node.word + " in so many dimensions");
  return one;
}

bool within(const File& file, const Shape& one, const Point& at) {
  long double square = 0;
  for (std::size_t k = 0; k < file.space; ++k) {
    const long double x = at.at(file.coordinates[k].name);
    if (x < one.box[k].first || x > one.box[k].second) return false;
    if (!one.centre.empty()) square += (x - one.centre[k]) * (x - one.centre[k]);
  }
  return one.centre.empty() || (square >= one.inner * one.inner && square <= one.outer * one.outer);
}

Surface plane(const File& file, const Bounds& box, std::size_t k, long double where) {
  const auto random = [&file, box, k, where](std::mt19937& engine) {
    std::uniform_real_distribution<double> unit(0.05, 0.95);
    Spot spot{{}, std::vector<long double>(file.space, 0)};
    for (std::size_t j = 0; j < file.space; ++j)
      spot.place[file.coordinates[j].name] = box[j].first + unit(engine) * (box[j].second - box[j].first);
    spot.place[file.coordinates[k].name] = where;
    spot.normal[k] = 1;
    return spot;
  };
  return {random, file.coordinates[k].name, where};
}

Surface sphere(const File& file, const std::vector<long double>& centre, long double radius) {
  return {[&file, centre, radius](std::mt19937& engine) {
            std::normal_distribution<double> normal;
            Spot spot;
            long double square = 0;
            for (std::size_t k = 0; k < file.space; ++k) {
              spot.normal.push_back(normal(engine));
              square += spot.normal[k] * spot.normal[k];
            }
            for (std::size_t k = 0; k < file.space; ++k) {
              spot.normal[k] /= std::sqrt(square);
              spot.place[file.coordinates[k].name] = centre[k] + radius * spot.normal[k];
            }
            return spot;
          },
          "", 0};
}

// A comparison of a coordinate with a number ends at a plane.
Surface end_of(const File& file, const Node& comparison) {
  Bounds box;
  for (std::size_t k = 0; k < file.space; ++k) box.emplace_back(file.coordinates[k].lower, file.coordinates[k].upper);
  for (std::size_t k = 0; k < file.space; ++k)
    for (const std::size_t side : {0, 1})
      if (comparison.children[side]->word == file.coordinates[k].name)
        return plane(file, box, k, size(file, comparison.children[1 - side]));
  unknown("where a comparison ends that is not of a coordinate");
}

bool is_comparison(const std::string& word) {
  return word == "<" || word == "<=" || word == ">" || word == ">=" || word == "==" || word == "!=";
}

bool compare(const std::string& word, long double a, long double b) {
  if (word == "<") return a < b;
  if (word == "<=") return a <= b;
  if (word == ">") return a > b;
  if (word == ">=") return a >= b;
  return (a == b) == (word == "==");
}

}  // namespace

bool holds(const File& file, const Tree& part, const At& at) {
  At here = at;
  here.place = at.base;
  if (part->kind == Kind::name) {
    const auto let = file.definitions.find(part->word);
    if (let == file.definitions.end()) unknown("the part " + part->word);
    here.locals = &none;
    return holds(file, let->second.body, here);
  }
  if (part->kind != Kind::operation) return within(file, shape(file, *part), *here.place);
  if (is_comparison(part->word))
    return compare(part->word, real(file, part->children[0], here), real(file, part->children[1], here));
  const bool first = holds(file, part->children[0], at);
  if (part->word == "not") return !first;
  const bool second = holds(file, part->children.at(1), at);
  if (part->word == "and" || part->word == "&") return first && second;
  if (part->word == "or" || part->word == "+") return first || second;
  if (part->word == "-") return first && !second;
  unknown("parts with " + part->word);
}

bool contains(const File& file, const Tree& part, const Point& point) {
  return holds(file, part, At{&point, &point, &none, nullptr});
}

Bounds bounds(const File& file, const Tree& of) {
  if (of->kind == Kind::name && file.definitions.count(of->word))
    return bounds(file, file.definitions.at(of->word).body);
  if (of->kind != Kind::operation) return shape(file, *of).box;
  Bounds box = bounds(file, of->children[0]);
  if (of->word != "+") return box;
  const Bounds other = bounds(file, of->children[1]);
  for (std::size_t k = 0; k < box.size(); ++k)
    box[k] = {std::min(box[k].first, other[k].first), std::max(box[k].second, other[k].second)};
  return box;
}

std::vector<Surface> surfaces(const File& file, const Tree& part) {
  if (part->kind == Kind::name && file.definitions.count(part->word))
    return surfaces(file, file.definitions.at(part->word).body);
  if (part->kind == Kind::operation && is_comparison(part->word)) return {end_of(file, *part)};
  std::vector<Surface> all;
  if (part->kind == Kind::operation) {
    for (const Tree& child : part->children)
      for (const Surface& one : surfaces(file, child)) all.push_back(one);
    return all;
  }
  const Shape one = shape(file, *part);
  if (!one.centre.empty()) {
    all.push_back(sphere(file, one.centre, one.outer));
    if (one.inner > 0) all.push_back(sphere(file, one.centre, one.inner));
    return all;
  }
  for (std::size_t k = 0; k < file.space; ++k) {
    all.push_back(plane(file, one.box, k, one.box[k].first));
    all.push_back(plane(file, one.box, k, one.box[k].second));
  }
  return all;
}

}  // namespace oracle
