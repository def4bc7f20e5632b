// Parts of the domain as shapes, and `region steel = ...`, which names one. A part is a shape, a condition on
// coordinates, or what `and`, `or` and `not` make of these. Comparisons of single coordinates with numbers are boxes,
// up to the ends of the domain; other conditions have no boundary that is known, and everything else of a part.
//
// Points a rounding error outside belong to a part, so that its boundary does, and what two parts have in common.
#include <fmt/format.h>

#include <algorithm>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/membership.hpp"
#include "ansatz/core/sampling.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

/// What a name stands for that is defined by another expression, as far as that goes.
const Expression& written_out(const Model& model, const Expression& e) {
  const Expression* at = &e;
  for (std::size_t steps = 0; at->kind == ExprKind::name && steps < model.definitions.size() + 1; ++steps) {
    const Symbol* symbol = model.find(at->text);
    if (symbol == nullptr || symbol->kind != SymbolKind::definition) break;
    const Declared& declared = model.definitions[symbol->index];
    if (declared.broken || declared.definition->is_function || declared.value() == nullptr) break;
    at = declared.value();
  }
  return *at;
}

/// Narrows a box to where one coordinate is less, or greater, than a number; false for any other comparison.
bool narrow(Analyser& analyser, const Expression& left, const std::string& sign, const Expression& right,
            std::vector<double>& lower, std::vector<double>& upper) {
  if (sign != "<" && sign != "<=" && sign != ">" && sign != ">=") return false;
  const auto coordinate = [&](const Expression& e) {
    const Symbol* symbol = e.kind == ExprKind::name ? analyser.model.find(e.text) : nullptr;
    return symbol != nullptr && symbol->kind == SymbolKind::coordinate && symbol->index < lower.size() ? symbol
                                                                                                       : nullptr;
  };
  const Symbol* of = coordinate(left);
  const Symbol* other = coordinate(right);
  if ((of == nullptr) == (other == nullptr)) return false;
  const std::optional<double> value = constant_of(analyser.symbolic.scalar(of != nullptr ? right : left));
  if (!value) return false;
  const bool below = (sign[0] == '<') == (of != nullptr);
  const std::size_t i = of != nullptr ? of->index : other->index;
  double& side = below ? upper[i] : lower[i];
  side = below ? std::min(side, *value) : std::max(side, *value);
  return true;
}

/// The same for all of a condition: comparisons that are joined by `and`.
bool narrow_all(Analyser& analyser, const Expression& e, std::vector<double>& lower, std::vector<double>& upper) {
  const Expression& condition = written_out(analyser.model, e);
  if (condition.kind == ExprKind::binary && condition.text == "and")
    return narrow_all(analyser, condition.children[0], lower, upper) &&
           narrow_all(analyser, condition.children[1], lower, upper);
  if (condition.kind != ExprKind::comparison) return false;
  for (std::size_t i = 0; i < condition.operators.size(); ++i)
    if (!narrow(analyser, condition.children[i], condition.operators[i], condition.children[i + 1], lower, upper))
      return false;
  return true;
}

/// What `and`, `or` and `not` make of parts; null where one has no shape.
GeometryPtr combined_shape(Analyser& analyser, const Expression& e) {
  const GeometryPtr& domain = analyser.facts.domain.shape;
  std::vector<GeometryPtr> shapes;
  for (const Expression& child : e.children) shapes.push_back(shape_of_part(analyser, child));
  if (std::find(shapes.begin(), shapes.end(), nullptr) != shapes.end()) return nullptr;
  try {
    if (e.kind == ExprKind::unary) return subtract(domain, shapes[0]);
    return e.text == "and" ? intersect(shapes[0], shapes[1]) : unite(shapes[0], shapes[1]);
  } catch (const UserError&) {
    fail(Finding(Code::empty_region, e.span, "no point of the domain belongs to this part").label("empty"));
  }
}

}  // namespace

GeometryPtr shape_of_part(Analyser& analyser, const Expression& part) {
  if (!analyser.resolver.resolve(part)) throw Broken{};
  const Domain& domain = analyser.facts.domain;
  if (domain.shape == nullptr) return nullptr;
  const Value value = analyser.symbolic.evaluate(part);
  if (value.kind == Value::Kind::shape) {
    if (value.shape->dimensions() != analyser.model.space_dimensions())
      fail(Finding(Code::wrong_kind, part.span,
                   fmt::format("this shape has {} dimensions, and space has {}", value.shape->dimensions(),
                               analyser.model.space_dimensions())));
    return in_domain(analyser.facts, value.shape);
  }
  std::vector<double> lower = domain.shape->lower(), upper = domain.shape->upper();
  if (!narrow_all(analyser, part, lower, upper)) {
    const Expression& written = written_out(analyser.model, part);
    const bool word = written.kind == ExprKind::unary
                          ? written.text == "not"
                          : written.kind == ExprKind::binary && (written.text == "and" || written.text == "or");
    return word ? combined_shape(analyser, written) : nullptr;
  }
  for (std::size_t i = 0; i < lower.size(); ++i)
    if (!(lower[i] < upper[i]))
      fail(Finding(Code::empty_region, part.span, "no point of the domain belongs to this part").label("empty"));
  return box(std::move(lower), std::move(upper));
}

Place read_interface(Analyser& analyser, const Expression& call) {
  if (call.children.size() != 2 || call.arguments[0].kind != ArgumentForm::Kind::positional ||
      call.arguments[1].kind != ArgumentForm::Kind::positional)
    fail(Finding(Code::wrong_arguments, call.span, "`interface` takes the two parts of the domain that meet there")
             .help("as in `interface(lower, upper)`"));
  Place place;
  place.kind = Place::Kind::interface;
  for (const Expression& part : call.children) {
    const GeometryPtr shape = shape_of_part(analyser, part);
    if (shape == nullptr)
      fail(Finding(Code::wrong_kind, part.span, "this part of the domain has no boundary that is known")
               .label("not a shape")
               .help("an interface lies between shapes, or between comparisons of one coordinate with a number, as "
                     "`y < 1` is"));
    (place.shape == nullptr ? place.shape : place.beside) = shape;
  }
  return place;
}

std::function<bool(const double* point)> read_part_of_domain(Analyser& analyser, const Expression& part) {
  if (is_place_of_boundary(part))
    fail(Finding(Code::empty_region, part.span, "a field lives on a part of the domain, and this is none")
             .label("not a part")
             .help("write a comparison, as in `y < 1`, or a shape"));
  const GeometryPtr shape = shape_of_part(analyser, part);
  if (shape == nullptr) return read_part_of(analyser, {std::nullopt, part, part.span});
  return [shape, size = largest_side(*analyser.facts.domain.shape)](const double* point) {
    return belongs_to_closure(*shape, point, size);
  };
}

bool is_region(const Model& model, const Expression& e) {
  const Symbol* symbol = e.kind == ExprKind::name ? model.find(e.text) : nullptr;
  return symbol != nullptr && symbol->kind == SymbolKind::definition &&
         model.definitions[symbol->index].definition->kind == Definition::Kind::region;
}

namespace {

/// Whether any of some thousand points belongs to both. A small shape is looked for where it is.
bool meet(const Domain& domain, const GeometryPtr& shape, const std::function<bool(const double* point)>& holds) {
  constexpr std::size_t in_shape = 500, in_domain = 20000;
  try {
    const Domain where{domain.space, shape ? shape : domain.shape, domain.time, domain.times};
    const PointSet set = sample_interior(where, shape ? in_shape : in_domain, RandomPoints{}, 0, "region");
    const std::vector<double> points = point_by_point(set);
    for (std::size_t p = 0; p < set.count; ++p) {
      const double* point = points.data() + p * set.dimensions;
      if ((shape == nullptr || domain.shape->contains(point)) && holds(point)) return true;
    }
  } catch (const UserError&) {  // the shape itself is empty
  }
  return false;
}

void read_region_statement(Analyser& analyser, const Declared& declared) {
  const Expression& part = *declared.value();
  if (!analyser.resolver.resolve(part)) throw Broken{};
  const std::string& name = declared.name();
  const Value value = analyser.symbolic.evaluate(part);
  const bool condition = value.kind == Value::Kind::condition || value.kind == Value::Kind::boolean;
  if (!condition && value.kind != Value::Kind::shape)
    fail(Finding(Code::wrong_kind, part.span,
                 fmt::format("region `{}` is a part of the domain, and this is {}", name, describe(value)))
             .label("not a part")
             .help(fmt::format("write a shape, or a comparison as in `region {} = {} < 1`", name,
                               analyser.model.coordinates.front().text)));
  const GeometryPtr shape = shape_of_part(analyser, part);
  if (meet(analyser.facts.domain, shape, read_part_of(analyser, {std::nullopt, part, part.span}))) return;
  fail(Finding(Code::empty_region, part.span, fmt::format("no point of the domain belongs to region `{}`", name))
           .label("nowhere in the domain")
           .help(part.kind == ExprKind::comparison && part.operators.front() == "=="
                     ? "a region has an extent; a face is a place, as in `bc u = 0 on x = 0`"
                     : "a region is what of a shape, or of a comparison, lies within the domain")
           .also(analyser.model.domain != nullptr ? analyser.model.domain->span : part.span, "the domain"));
}

}  // namespace

void analyse_regions(Analyser& analyser) {
  if (!analyser.facts.domain_known) return;
  for (Declared& declared : analyser.model.definitions)
    if (declared.definition->kind == Definition::Kind::region && !declared.broken &&
        !analyser.guarded([&] { read_region_statement(analyser, declared); }))
      declared.broken = true;
}

}  // namespace ansatz::dsl
