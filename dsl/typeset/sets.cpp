// Shapes as sets: intervals, their products, balls; unions, differences and intersections of these.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "typeset/typesetter.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::array<std::string_view, 11> shapes{"interval", "rect",    "box",      "disk", "ball", "polygon",
                                                  "shell",    "ellipse", "cylinder", "cone", "torus"};

bool is_shape_name(std::string_view name) { return std::find(shapes.begin(), shapes.end(), name) != shapes.end(); }

/// Two arguments, both by their places.
bool has_two(const Expression& e) {
  return e.children.size() == 2 && std::all_of(e.arguments.begin(), e.arguments.end(), [](const ArgumentForm& a) {
           return a.kind == ArgumentForm::Kind::positional;
         });
}

bool combines_sets(const Expression& e) {
  return e.kind == ExprKind::binary && (e.text == "+" || e.text == "-" || e.text == "&");
}

bool are_corners(const Expression& lower, const Expression& upper) {
  return lower.kind == ExprKind::list && upper.kind == ExprKind::list && !lower.children.empty() &&
         lower.children.size() == upper.children.size();
}

}  // namespace

bool Typesetter::is_set(const Expression& e) const {
  if (e.kind == ExprKind::binary) return combines_sets(e) && is_set(e.children[0]);
  if (e.kind == ExprKind::call) return is_shape_name(e.text) && read(e.text).kind == NameReading::Kind::function;
  if (e.kind != ExprKind::name) return false;
  const NameReading reading = read(e.text);
  if (reading.kind != NameReading::Kind::symbol || reading.symbol->kind != SymbolKind::definition) return false;
  const Declared& definition = model_.definitions[reading.symbol->index];
  return !definition.definition->is_function && definition.value() != nullptr && is_set(*definition.value());
}

Piece Typesetter::set(const Expression& e) {
  if (e.kind == ExprKind::list && e.children.size() == 2)
    return {.latex = fmt::format("[{}, {}]", latex(e.children[0]), latex(e.children[1]))};
  if (combines_sets(e)) return combined_sets(e);
  if (e.kind != ExprKind::call || !is_set(e)) return piece(e);
  if (has_two(e)) {
    const Expression &first = e.children[0], &second = e.children[1];
    if (e.text == "interval") return {.latex = fmt::format("[{}, {}]", latex(first), latex(second))};
    if ((e.text == "rect" || e.text == "box") && are_corners(first, second)) return cuboid(e);
    if (e.text == "disk" || e.text == "ball") return ball(e);
  }
  // The list of its corners needs no brackets within those of the shape.
  if (e.text == "polygon" && e.children.size() == 1 && e.children[0].kind == ExprKind::list)
    return applied("\\operatorname{polygon}", wholes(e.children[0].children));
  return function(fmt::format("\\operatorname{{{}}}", e.text), e);
}

/// [0, 1] \times [0, 2], and [-1, 1]^{5} where all sides are the same.
Piece Typesetter::cuboid(const Expression& e) {
  const std::vector<Expression>&lower = e.children[0].children, &upper = e.children[1].children;
  std::vector<Piece> sides;
  for (std::size_t i = 0; i < lower.size(); ++i)
    sides.push_back({.latex = fmt::format("[{}, {}]", latex(lower[i]), latex(upper[i]))});
  const bool same = std::all_of(sides.begin(), sides.end(), [&](const Piece& s) { return s.latex == sides[0].latex; });
  if (same && sides.size() > 1) return power(sides[0], number_piece(fmt::format("{}", sides.size())));
  Piece result = joined(sides, " \\times ");
  result.binding = sides.size() > 1 ? Binding::inner : Binding::atom;
  return result;
}

/// The ball of a radius around a point: B_{1}(0, 0).
Piece Typesetter::ball(const Expression& e) {
  const std::string head = fmt::format("B_{{{}}}", script(e.children[1]).signed_latex());
  const Expression& center = e.children[0];
  return applied(head, center.kind == ExprKind::list ? wholes(center.children) : wholes({center}));
}

/// Differences group to the left for the language; for a reader they do not, so mixed chains have brackets.
Piece Typesetter::combined_sets(const Expression& e) {
  const std::string_view sign = e.text == "+" ? " \\cup " : e.text == "-" ? " \\setminus " : " \\cap ";
  const auto operand = [&](const Expression& child) {
    const Piece part = set(child);
    const bool chain = child.kind == ExprKind::binary && child.text == e.text && e.text != "-";
    return chain || part.binding >= Binding::product ? part : bracketed(part);
  };
  Piece result = joined({operand(e.children[0]), operand(e.children[1])}, sign);
  result.binding = Binding::sum;
  return result;
}

}  // namespace ansatz::dsl
