// `on x = 0, boundary(hole) where y > 0`, `on y < 1, steel`: from text to places and parts of the domain.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/formula.hpp"
#include "evaluate/shapes.hpp"

namespace ansatz::dsl {
namespace {

/// Values of coordinate `i` at which the boundary has a face.
std::vector<double> faces(const Domain& domain, std::size_t i) {
  if (i >= domain.space.size()) return {domain.times.lower, domain.times.upper};
  std::vector<double> values;
  for (const Patch& patch : domain.shape->boundary())
    if (patch.plane && patch.plane->coordinate == i) values.push_back(patch.plane->value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

Interval range_of(const Domain& domain, std::size_t i) {
  if (i >= domain.space.size()) return domain.times;
  return {domain.shape->lower()[i], domain.shape->upper()[i]};
}

Place read_face(Analyser& analyser, const RegionPlace& place) {
  const Model& model = analyser.model;
  const Symbol* symbol = model.find(place.coordinate->text);
  if (symbol == nullptr || symbol->kind != SymbolKind::coordinate) {
    std::vector<std::string> names;
    for (const Name& name : model.coordinates) names.push_back(name.text);
    fail(Finding(Code::unknown_name, place.coordinate->span,
                 fmt::format("`{}` is not a coordinate", place.coordinate->text))
             .label("not a coordinate")
             .instead_of(place.coordinate->text, names));
  }
  const double value = analyser.constants.number(place.value, fmt::format("the value of `{}`", symbol->name.text));
  for (const double face : faces(analyser.facts.domain, symbol->index))
    if (std::abs(face - value) <= 1e-12 * std::max(1.0, std::abs(face)))
      return {Place::Kind::face, symbol->index, face, nullptr, {}};
  const Interval range = range_of(analyser.facts.domain, symbol->index);
  if (range.lower < value && value < range.upper) return {Place::Kind::face, symbol->index, value, nullptr, {}};
  fail(Finding(Code::empty_region, place.span,
               fmt::format("no place of the domain satisfies `{} = {}`; {} runs over [{}, {}]", symbol->name.text,
                           value, symbol->name.text, range.lower, range.upper))
           .label("empty"));
}

Place read_point(Analyser& analyser, const Expression& call) {
  if (call.children.size() != 1 || call.arguments[0].kind != ArgumentForm::Kind::positional)
    fail(
        Finding(Code::wrong_arguments, call.span, "`point` takes a list of coordinates").help("as in `point([0, 0])`"));
  if (!analyser.resolver.resolve(call.children[0])) throw Broken{};
  const std::vector<double> at = known_numbers(analyser.constants, call.children[0], "a coordinate of a point");
  const Domain& domain = analyser.facts.domain;
  if (at.size() != domain.space.size())
    fail(Finding(
        Code::wrong_kind, call.span,
        fmt::format("a point of this domain has {} space coordinates; {} are given", domain.space.size(), at.size())));
  if (!domain.shape->contains(at.data()))
    fail(Finding(Code::empty_region, call.span, "this point is outside the domain").label("outside"));
  return {Place::Kind::point, 0, 0, nullptr, at};
}

/// The part of the outer boundary that belongs to a region.
Place boundary_of_region(Analyser& analyser, const Expression& region) {
  const GeometryPtr shape = shape_of_part(analyser, region);
  if (shape == nullptr)
    fail(Finding(Code::wrong_kind, region.span,
                 fmt::format("the boundary of region `{}` is not known: it is neither a shape nor a comparison of one "
                             "coordinate with a number",
                             region.text))
             .label("no known boundary")
             .help(fmt::format("the boundary of the domain there is `boundary where {}`", region.text)));
  try {
    return {Place::Kind::boundary, 0, 0, intersect(analyser.facts.domain.shape, shape), {}};
  } catch (const UserError& error) {
    fail(Finding(Code::empty_region, region.span, error.what()));
  }
}

Place read_boundary_of(Analyser& analyser, const Expression& call) {
  if (call.children.size() != 1 || call.arguments[0].kind != ArgumentForm::Kind::positional)
    fail(Finding(Code::wrong_arguments, call.span, "`boundary` takes a shape, or nothing"));
  const Expression& part = call.children[0];
  if (!analyser.resolver.resolve(part)) throw Broken{};
  if (is_region(analyser.model, part)) return boundary_of_region(analyser, part);
  const Value value = analyser.constants.evaluate(part);
  if (value.kind != Value::Kind::shape)
    fail(Finding(Code::wrong_kind, call.children[0].span, "a shape is needed here, and this is " + describe(value)));
  if (value.shape->dimensions() != analyser.model.space_dimensions())
    fail(Finding(Code::wrong_kind, call.children[0].span,
                 fmt::format("this shape has {} dimensions, and space has {}", value.shape->dimensions(),
                             analyser.model.space_dimensions())));
  return {Place::Kind::boundary, 0, 0, in_domain(analyser.facts, value.shape), {}};
}

/// A part of the domain, where a place of its boundary is asked for.
void refuse_part(Analyser& analyser, const Expression& e) {
  if (is_region(analyser.model, e))
    fail(Finding(Code::empty_region, e.span,
                 fmt::format("`{}` is a part of the domain, and a `bc` holds on its boundary", e.text))
             .label("a region")
             .help(fmt::format("write `boundary({0})` for the outer boundary there, `interface({0}, ...)` for where it "
                               "meets another part; what holds all over it is an `eq` or a `fit`",
                               e.text)));
  const bool thinned = e.kind == ExprKind::binary && e.text == "and" && is_place_of_boundary(e.children[0]);
  if (thinned)
    fail(Finding(Code::empty_region, e.span, "a part of a place is said by `where`")
             .label("not a place")
             .help(fmt::format("write `on {} where {}`", print_expression(e.children[0]),
                               print_expression(e.children[1]))));
  const bool equal = e.kind == ExprKind::comparison && e.operators.front() == "==";
  if (e.kind == ExprKind::comparison && !equal)
    fail(Finding(Code::empty_region, e.span, "this is not a place of the boundary, but a part of the domain")
             .label("a part of the domain")
             .help(fmt::format("write `on boundary where {}`", print_expression(e))));
}

Place read_place(Analyser& analyser, const RegionPlace& place) {
  const Expression& e = place.value;
  if (!place.coordinate && analyser.facts.domain.shape == nullptr)
    fail(Finding(Code::empty_region, place.span, "a problem in time alone has no boundary in space")
             .label("no boundary")
             .help("use `ic`, or a time as in `on t = 1`"));
  if (place.coordinate) {
    if (!analyser.resolver.resolve(e)) throw Broken{};
    return read_face(analyser, place);
  }
  if (e.kind == ExprKind::name && e.text == "boundary") return {Place::Kind::boundary, 0, 0, nullptr, {}};
  if (e.kind == ExprKind::call && e.text == "point") return read_point(analyser, e);
  if (e.kind == ExprKind::call && e.text == "boundary") return read_boundary_of(analyser, e);
  if (e.kind == ExprKind::call && e.text == "interface") return read_interface(analyser, e);
  refuse_part(analyser, e);
  Finding finding =
      Finding(Code::empty_region, place.span, "this is not a place of the boundary")
          .label("not a place")
          .help("write `x = 0`, `boundary`, `boundary(shape)`, `interface(part, part)` or `point([0, 0])`");
  if (e.kind == ExprKind::comparison && e.operators == std::vector<std::string>{"=="}) {
    const Span sign{e.span.file, e.children[0].span.end, e.children[1].span.begin};
    finding.help("a place is written with `=`: `x = 0`").fix(sign, " = ");
  }
  fail(finding);
}

/// A condition on coordinates as a predicate on points. One program, one user at a time.
class Predicate {
 public:
  Predicate(const SymbolicScope& scope, ad::Expr condition)
      : formula_(scope, std::span(&condition, 1), false, [](std::size_t) { return false; }),
        workspace_(formula_.program(), workers_) {
    for (const std::size_t leaf : formula_.leaves()) coordinates_.push_back(scope.leaf(leaf).index);
  }
  bool operator()(const double* point) {
    const std::lock_guard lock(mutex_);
    std::vector<const double*> inputs;
    for (const std::size_t coordinate : coordinates_) inputs.push_back(point + coordinate);
    double holds = 0;
    formula_.run(workspace_, inputs, 1, &holds);
    return holds != 0;
  }

 private:
  Formula formula_;
  ad::Workers workers_{1};
  ad::Workspace workspace_;
  std::vector<std::size_t> coordinates_;
  std::mutex mutex_;
};

using Holds = std::function<bool(const double* point)>;

/// A condition on coordinates; `what` it stands in.
Holds read_predicate(Analyser& analyser, const Expression& e, const Value& value, std::string_view what) {
  if (value.kind == Value::Kind::boolean) return [holds = value.truth](const double*) { return holds; };
  for (const std::size_t leaf : analyser.facts.symbols.leaves(value.parts[0]))
    if (analyser.facts.symbols.leaf(leaf).kind != SymbolicLeaf::Kind::coordinate)
      fail(Finding(Code::field_not_known, e.span, fmt::format("{} may speak of coordinates only", what)));
  const auto predicate = std::make_shared<Predicate>(analyser.facts.symbols, value.parts[0]);
  return [predicate](const double* point) { return (*predicate)(point); };
}

Holds read_where(Analyser& analyser, const Expression& where) {
  if (!analyser.resolver.resolve(where)) throw Broken{};
  const ad::Expr condition = analyser.symbolic.condition(where);
  return read_predicate(analyser, where, Value::condition(condition), "`where`");
}

}  // namespace

bool is_place_of_boundary(const Expression& e) {
  if (e.kind == ExprKind::name) return e.text == "boundary";
  return e.kind == ExprKind::call && (e.text == "point" || e.text == "boundary" || e.text == "interface");
}

std::function<bool(const double* point)> read_part_of(Analyser& analyser, const RegionPlace& place) {
  const auto refuse = [&] {
    fail(Finding(Code::empty_region, place.span, "this is not a part of the domain")
             .label("not a part")
             .help("write a comparison, as in `x < 1`, or a shape; a `bc` holds on `x = 1`, `boundary` or a point"));
  };
  if (place.coordinate || is_place_of_boundary(place.value)) refuse();
  if (!analyser.resolver.resolve(place.value)) throw Broken{};
  const Value value = analyser.symbolic.evaluate(place.value);
  if (value.kind == Value::Kind::condition || value.kind == Value::Kind::boolean)
    return read_predicate(analyser, place.value, value, "a part of the domain");
  if (value.kind != Value::Kind::shape) refuse();
  if (value.shape->dimensions() != analyser.model.space_dimensions())
    fail(Finding(Code::wrong_kind, place.span,
                 fmt::format("this shape has {} dimensions, and space has {}", value.shape->dimensions(),
                             analyser.model.space_dimensions())));
  return [shape = in_domain(analyser.facts, value.shape)](const double* point) { return shape->contains(point); };
}

bool is_part(const RegionClause& clause) {
  return std::none_of(clause.places.begin(), clause.places.end(),
                      [](const RegionPlace& place) { return place.coordinate || is_place_of_boundary(place.value); });
}

Region read_part(Analyser& analyser, const RegionClause& clause) {
  std::vector<Holds> parts;
  bool good = true;
  for (const RegionPlace& place : clause.places)
    good &= analyser.guarded([&] { parts.push_back(read_part_of(analyser, place)); });
  if (!good) throw Broken{};
  Region region;
  region.where = [parts = std::move(parts)](const double* point) {
    return std::any_of(parts.begin(), parts.end(), [&](const Holds& holds) { return holds(point); });
  };
  return clause.where ? region & Region{{}, read_where(analyser, *clause.where), {}} : region;
}

Region read_region(Analyser& analyser, const RegionClause& clause) {
  Region region;
  bool good = true;
  for (const RegionPlace& place : clause.places)
    good &= analyser.guarded([&] { region.places.push_back(read_place(analyser, place)); });
  if (!good) throw Broken{};
  if (clause.where) region.where = read_where(analyser, *clause.where);
  return region;
}

}  // namespace ansatz::dsl
