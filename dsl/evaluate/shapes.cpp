#include "evaluate/shapes.hpp"

#include <fmt/format.h>

#include <array>

#include "evaluate/evaluate.hpp"
#include "evaluate/functions.hpp"

namespace ansatz::dsl {

std::vector<double> known_numbers(Evaluator& evaluator, const Expression& e, std::string_view what) {
  if (e.kind == ExprKind::list) {
    std::vector<double> numbers;
    for (const Expression& child : e.children) numbers.push_back(evaluator.number(child, what));
    return numbers;
  }
  std::vector<double> numbers;
  for (const ad::Expr part : evaluator.components(e)) {
    const std::optional<double> known = constant_of(part);
    if (!known) fail(Finding(Code::wrong_value, e.span, fmt::format("{} must be known before training", what)));
    numbers.push_back(*known);
  }
  return numbers;
}

namespace {

Value box_between(Evaluator& evaluator, const Expression& call, std::size_t dimensions) {
  const std::vector<double> lower = known_numbers(evaluator, call.children[0], "a corner");
  const std::vector<double> upper = known_numbers(evaluator, call.children[1], "a corner");
  if (lower.size() != upper.size() || (dimensions != 0 && lower.size() != dimensions))
    fail(Finding(Code::wrong_kind, call.span,
                 fmt::format("the corners of `{}` have {} and {} coordinates", call.text, lower.size(), upper.size()))
             .help("a corner is a list, as in `rect([0, 0], [1, 2])`"));
  for (std::size_t i = 0; i < lower.size(); ++i)
    if (!(lower[i] < upper[i]))
      fail(Finding(Code::empty_domain, call.span,
                   fmt::format("`{}` is empty: side {} runs from {} to {}", call.text, i + 1, lower[i], upper[i]))
               .label("empty")
               .help("the first corner is the lower one"));
  return Value::of_shape(box(lower, upper));
}

}  // namespace

Value make_interval_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, "interval(a, b)");
  return box_between(evaluator, call, 1);
}

Value make_rect_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, "rect(lower, upper)");
  return box_between(evaluator, call, 2);
}

Value make_box_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, "box(lower, upper)");
  return box_between(evaluator, call, 0);
}

namespace {

/// A point of so many coordinates, or of that many at least.
std::vector<double> point_of(Evaluator& evaluator, const Expression& call, std::size_t argument, std::size_t least,
                             std::size_t most) {
  const Expression& e = call.children[argument];
  std::vector<double> point = known_numbers(evaluator, e, "a point of a shape");
  if (point.size() < least || point.size() > most)
    fail(Finding(Code::wrong_arguments, e.span,
                 fmt::format("a point of a `{}` has {}{} coordinates; {} {} given", call.text, least,
                             most == least ? "" : " or more", point.size(), point.size() == 1 ? "is" : "are"))
             .help(call.text == "disk"   ? "a `ball` has three, or more"
                   : call.text == "ball" ? "a `disk` has two"
                                         : ""));
  return point;
}

std::array<double, 2> in_plane(Evaluator& evaluator, const Expression& call, std::size_t argument) {
  const std::vector<double> point = point_of(evaluator, call, argument, 2, 2);
  return {point[0], point[1]};
}

std::array<double, 3> in_space(Evaluator& evaluator, const Expression& call, std::size_t argument) {
  const std::vector<double> point = point_of(evaluator, call, argument, 3, 3);
  return {point[0], point[1], point[2]};
}

double radius_of(Evaluator& evaluator, const Expression& call, std::size_t argument) {
  const double radius = evaluator.number(call.children[argument], "the radius");
  if (!(radius > 0))
    fail(Finding(Code::empty_domain, call.children[argument].span, fmt::format("a radius of {} leaves nothing", radius))
             .label("empty"));
  return radius;
}

/// What core refuses is empty.
template <class Make>
Value shape_or_failure(const Expression& call, Make&& make) {
  try {
    return Value::of_shape(make());
  } catch (const UserError& error) {
    fail(Finding(Code::empty_domain, call.span, error.what()));
  }
}

constexpr std::size_t any = 64;  // coordinates of a ball at most

}  // namespace

Value make_ball_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, call.text + "(center, radius)");
  const std::size_t least = call.text == "disk" ? 2 : 3;
  const std::vector<double> center = point_of(evaluator, call, 0, least, least == 2 ? 2 : any);
  const double radius = radius_of(evaluator, call, 1);
  return shape_or_failure(call, [&] { return ball(center, radius); });
}

Value make_shell_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 3, 3, "shell(center, inner, outer)");
  const std::vector<double> center = point_of(evaluator, call, 0, 2, any);
  const double inner = radius_of(evaluator, call, 1), outer = radius_of(evaluator, call, 2);
  return shape_or_failure(call, [&] { return shell(center, inner, outer); });
}

Value make_ellipse_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, "ellipse(center, [a, b])");
  const std::array<double, 2> center = in_plane(evaluator, call, 0), axes = in_plane(evaluator, call, 1);
  return shape_or_failure(call, [&] { return ellipse(center, axes); });
}

Value make_cylinder_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 3, 3, "cylinder(from, to, radius)");
  const std::array<double, 3> from = in_space(evaluator, call, 0), to = in_space(evaluator, call, 1);
  const double radius = radius_of(evaluator, call, 2);
  return shape_or_failure(call, [&] { return cylinder(from, to, radius); });
}

Value make_cone_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 3, 4, "cone(base, top, radius)");
  const std::array<double, 3> base = in_space(evaluator, call, 0), top = in_space(evaluator, call, 1);
  const double radius = radius_of(evaluator, call, 2);
  const double at_top = call.children.size() > 3 ? radius_of(evaluator, call, 3) : 0;
  return shape_or_failure(call, [&] { return cone(base, top, radius, at_top); });
}

Value make_torus_shape(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 3, 3, "torus(center, major, minor)");
  const std::array<double, 3> center = in_space(evaluator, call, 0);
  const double major = radius_of(evaluator, call, 1), minor = radius_of(evaluator, call, 2);
  return shape_or_failure(call, [&] { return torus(center, major, minor); });
}

namespace {

/// `polygon from "outline.csv"`: its points were read before.
std::vector<std::array<double, 2>> corners_in_file(const Evaluator& evaluator, const Expression& file) {
  const Model& model = evaluator.model();
  const DataFile* known = known_data_file(model, file.text, file.span);
  const auto read = known == nullptr ? model.outlines.end() : model.outlines.find(known->path);
  if (read == model.outlines.end()) throw Broken{};
  return read->second;
}

std::vector<std::array<double, 2>> corners_in_list(Evaluator& evaluator, const Expression& list) {
  if (list.kind != ExprKind::list)
    fail(Finding(Code::wrong_arguments, list.span, "a polygon is given by the list of its vertices")
             .help("as in `polygon([[0, 0], [1, 0], [0, 1]])`"));
  std::vector<std::array<double, 2>> vertices;
  for (const Expression& child : list.children) {
    const std::vector<double> vertex = known_numbers(evaluator, child, "a vertex");
    if (vertex.size() != 2) fail(Finding(Code::wrong_kind, child.span, "a vertex has two coordinates, as in `[0, 1]`"));
    vertices.push_back({vertex[0], vertex[1]});
  }
  return vertices;
}

}  // namespace

Value make_polygon_shape(Evaluator& evaluator, const Expression& call) {
  const bool from_file = !call.arguments.empty() && call.arguments[0].kind == ArgumentForm::Kind::file;
  if (!from_file) require_arguments(call, 1, 1, "polygon(vertices)");
  std::vector<std::array<double, 2>> vertices =
      from_file ? corners_in_file(evaluator, call.children[0]) : corners_in_list(evaluator, call.children[0]);
  try {
    return Value::of_shape(polygon(std::move(vertices)));
  } catch (const UserError& error) {
    fail(Finding(Code::empty_domain, call.span, error.what()));
  }
}

Value combine_shapes(std::string_view op, const Value& a, const Value& b, const Expression& e) {
  if (a.shape->dimensions() != b.shape->dimensions())
    fail(Finding(Code::wrong_kind, e.operator_span,
                 fmt::format("these shapes have {} and {} dimensions", a.shape->dimensions(), b.shape->dimensions())));
  try {
    if (op == "+") return Value::of_shape(unite(a.shape, b.shape));
    if (op == "-") return Value::of_shape(subtract(a.shape, b.shape));
    if (op == "&") return Value::of_shape(intersect(a.shape, b.shape));
  } catch (const UserError& error) {
    fail(Finding(Code::empty_domain, e.span, error.what()));
  }
  fail(Finding(Code::wrong_kind, e.operator_span, fmt::format("shapes have no `{}`", op))
           .help("`+` is the union, `-` the difference, `&` the intersection"));
}

}  // namespace ansatz::dsl
