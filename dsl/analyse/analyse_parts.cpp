// Parts of the domain that fields live on, `field Ta on lower, Tb on upper`, and what holds there: a condition has
// points only where all of its fields live. Two parts meet on `interface(lower, upper)`, which needs their shapes; a
// comparison of a coordinate with a number is a box, up to the ends of the domain.
//
// Points a rounding error outside belong to a part, so that its boundary does, and what two parts have in common.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/dsl/format.hpp"
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

/// A part of the domain as a shape: one that is written as such, or a box by comparisons of single coordinates with
/// numbers. Null where it is neither.
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
  if (!narrow_all(analyser, part, lower, upper)) return nullptr;
  for (std::size_t i = 0; i < lower.size(); ++i)
    if (!(lower[i] < upper[i]))
      fail(Finding(Code::empty_region, part.span, "no point of the domain belongs to this part").label("empty"));
  return box(std::move(lower), std::move(upper));
}

}  // namespace

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
  constexpr double rounding = 1e-9;  // of the largest side: points on a boundary belong to it
  if (is_place_of_boundary(part))
    fail(Finding(Code::empty_region, part.span, "a field lives on a part of the domain, and this is none")
             .label("not a part")
             .help("write a comparison, as in `y < 1`, or a shape"));
  const GeometryPtr shape = shape_of_part(analyser, part);
  if (shape == nullptr) return read_part_of(analyser, {std::nullopt, part, part.span});
  return [shape, near = rounding * largest_side(*analyser.facts.domain.shape)](const double* point) {
    return shape->signed_distance(point) <= near;
  };
}

void analyse_parts(Analyser& analyser) {
  const Model& model = analyser.model;
  analyser.facts.parts.resize(model.fields.size());
  if (!analyser.facts.domain_known) return;
  for (std::size_t field = 0; field < model.fields.size(); ++field) {
    PartFacts& part = analyser.facts.parts[field];
    part.written = model.field_parts[field];
    if (part.written == nullptr) continue;
    if (field > 0 && part.written == model.field_parts[field - 1])
      part.holds = analyser.facts.parts[field - 1].holds;  // what is wrong with it was said
    else
      analyser.guarded([&] { part.holds = read_part_of_domain(analyser, *part.written); });
  }
}

namespace {

/// The fields that a condition speaks of at its own points.
std::set<std::size_t> fields_at_points(const SymbolicScope& symbols, const ConditionFacts& facts) {
  std::set<std::size_t> fields;
  for (const SymbolicResidual& residual : facts.residuals)
    for (const std::size_t number : symbols.leaves(residual.value))
      if (const SymbolicLeaf& leaf = symbols.leaf(number); leaf.kind == SymbolicLeaf::Kind::jet)
        fields.insert(leaf.index);
  return fields;
}

/// Whether the condition holds anywhere: one of some thousand points.
bool has_points(const Domain& domain, const ConditionFacts& facts) {
  constexpr std::size_t tries = 20000;
  try {
    if (facts.kind == ConditionKind::boundary) {
      sample_boundary(domain, facts.region, 1, RandomPoints{}, 0, "part");
      return true;
    }
    const bool start = facts.kind == ConditionKind::initial;
    const PointSet set = start ? sample_initial(domain, tries, RandomPoints{}, 0, "part")
                               : sample_interior(domain, tries, RandomPoints{}, 0, "part");
    const std::vector<double> points = point_by_point(set);
    for (std::size_t p = 0; p < set.count; ++p)
      if (facts.region.where(points.data() + p * set.dimensions)) return true;
  } catch (const UserError&) {
    // no point of that boundary
  }
  return false;
}

}  // namespace

void limit_to_parts(Analyser& analyser, ConditionFacts& facts) {
  const Model& model = analyser.model;
  std::vector<std::size_t> living;
  for (const std::size_t field : fields_at_points(analyser.facts.symbols, facts))
    if (field < analyser.facts.parts.size() && analyser.facts.parts[field].holds) living.push_back(field);
  if (living.empty() || !analyser.facts.domain_known) return;
  if (facts.kind == ConditionKind::boundary && facts.region.places.empty()) return;  // which was reported
  for (const std::size_t field : living)
    facts.region = facts.region & Region{{}, analyser.facts.parts[field].holds, {}};
  if (has_points(analyser.facts.domain, facts)) return;
  std::string where;
  std::set<std::string> parts;
  for (const std::size_t field : living) {
    const std::string part = print_expression(*analyser.facts.parts[field].written);
    where += fmt::format("{}`{}` lives on `{}`", where.empty() ? "" : ", ", model.fields[field].text, part);
    parts.insert(part);
  }
  Finding finding = Finding(Code::empty_region, facts.content().equations.front().span,
                            fmt::format("this condition holds nowhere: {}", where))
                        .label("nowhere");
  if (parts.size() > 1)
    finding.help(
        "state what is asked of each field in a condition of its own; what joins them holds on "
        "`interface(part, part)`");
  else
    finding.help("say `on` a place of that part, or let the field live there too");
  fail(finding.also(model.fields[living.front()].span, "the part is stated here"));
}

}  // namespace ansatz::dsl
