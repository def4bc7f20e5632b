// Parameters, unknowns and the domain: what is known before any point is.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/sampling.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/shapes.hpp"

namespace ansatz::dsl {
namespace {

/// A difference of shapes may leave nothing. What has a point in tens of thousands of its bounding box is found.
void require_points(const Domain& names, const GeometryPtr& shape, Span place) {
  try {
    sample_interior({names.space, shape, {}, {}}, 1, RandomPoints{}, 0, "domain");
  } catch (const UserError&) {
    fail(Finding(Code::empty_domain, place, "nothing is left of the domain: no point was found in it").label("empty"));
  }
}

/// The two ends of `in [lo, hi]`.
Interval read_interval(Analyser& analyser, const Expression& range) {
  if (range.kind != ExprKind::list || range.children.size() != 2)
    fail(Finding(Code::wrong_arguments, range.span, "a range is a list of two ends, as in `[0, 1]`"));
  const Interval interval{analyser.constants.number(range.children[0], "the end of a range"),
                          analyser.constants.number(range.children[1], "the end of a range")};
  if (!(interval.lower < interval.upper))
    fail(Finding(Code::empty_domain, range.span,
                 fmt::format("the range [{}, {}] is empty", interval.lower, interval.upper))
             .label("empty"));
  return interval;
}

constexpr double farthest_drawn = 4;  // deviations from the mean; one draw of 16,000 would lie beyond

/// `normal(1, 0.1)`, behind `over`.
bool is_normal(const Expression& e) { return e.kind == ExprKind::call && e.text == "normal"; }

NormalDistribution read_normal(Analyser& analyser, const Expression& call) {
  const bool two = call.children.size() == 2 &&
                   std::all_of(call.arguments.begin(), call.arguments.end(),
                               [](const ArgumentForm& form) { return form.kind == ArgumentForm::Kind::positional; });
  if (!two)
    fail(Finding(Code::wrong_arguments, call.span, "a normal distribution has a mean and a deviation, in this order")
             .help("as in `normal(0, 1)`"));
  const NormalDistribution normal{analyser.constants.number(call.children[0], "the mean"),
                                  analyser.constants.number(call.children[1], "the deviation")};
  if (!(normal.deviation > 0) || !std::isfinite(normal.deviation) || !std::isfinite(normal.mean))
    fail(Finding(Code::outside_range, call.span,
                 fmt::format("the mean is {} and the deviation {}", normal.mean, normal.deviation))
             .label("the deviation must be a number > 0"));
  return normal;
}

void check_range(Analyser& analyser, const Declared& declared, const Expression& tree, double value) {
  const Definition& definition = *declared.definition;
  if (!definition.range) return;
  const char* set_by = declared.override && &tree == &*declared.override ? " (set by --set)" : "";
  std::string members;
  bool inside = false;
  if (definition.range_is_set) {
    for (const Expression& child : definition.range->children) {
      const double member = analyser.constants.number(child, "a member of a set");
      inside = inside || member == value;
      members += fmt::format("{}{}", members.empty() ? "" : ", ", member);
    }
    members = fmt::format("{{{}}}", members);
  } else {
    const Interval interval = read_interval(analyser, *definition.range);
    inside = interval.lower <= value && value <= interval.upper;
    members = fmt::format("[{}, {}]", interval.lower, interval.upper);
  }
  if (inside) return;
  fail(Finding(Code::outside_range, tree.span,
               fmt::format("{} = {} is outside {}{}", declared.name(), value, members, set_by))
           .label("outside")
           .also(definition.range->span, "the values it may take"));
}

}  // namespace

double read_number(Analyser& analyser, const Declared& declared, const Expression& tree) {
  const std::string what = fmt::format("`{}`", declared.name());
  const double value = analyser.constants.number(tree, what);
  if (!std::isfinite(value))
    fail(Finding(Code::wrong_value, tree.span, fmt::format("{} is not finite: {}", what, value))
             .label("not a finite number"));
  check_range(analyser, declared, tree, value);
  return value;
}

void analyse_definitions(Analyser& analyser) {
  for (Declared& declared : analyser.model.parameters)
    if (!declared.broken && !analyser.guarded([&] { read_number(analyser, declared, *declared.value()); }))
      declared.broken = true;
  for (Declared& declared : analyser.model.unknowns) {
    UnknownSpec unknown{declared.name(), 0, std::nullopt};
    const bool good = !declared.broken && analyser.guarded([&] {
      unknown.start = read_number(analyser, declared, *declared.value());
      if (!declared.definition->range) return;
      if (declared.definition->range_is_set)
        fail(Finding(Code::wrong_arguments, declared.definition->range->span,
                     "an unknown varies smoothly: give it an interval, not a set"));
      unknown.bounds = read_interval(analyser, *declared.definition->range);
      if (unknown.start == unknown.bounds->lower || unknown.start == unknown.bounds->upper)
        fail(Finding(
                 Code::outside_range, declared.value()->span,
                 fmt::format("unknown `{}` starts on the edge of its range, which it could never leave", unknown.name))
                 .help("start it inside"));
    });
    if (!good) declared.broken = true;
    analyser.facts.unknowns.push_back(std::move(unknown));
  }
}

namespace {

/// Of each coordinate, where it begins and ends at every place.
std::vector<std::optional<Interval>> ends_of(const Model& model, const Domain& domain) {
  std::vector<std::optional<Interval>> ends(model.coordinates.size());
  if (domain.shape != nullptr && is_box(*domain.shape))
    for (std::size_t i = 0; i < domain.shape->dimensions(); ++i)
      ends[i] = Interval{domain.shape->lower()[i], domain.shape->upper()[i]};
  if (model.time != nullptr) ends.back() = domain.times;
  return ends;
}

/// `with coordinates = polar`: how many coordinates there may be, and where they may run.
void read_system(Analyser& analyser, const DomainDeclaration& declaration) {
  if (declaration.with.empty()) return;
  if (declaration.kind != DomainDeclaration::Kind::domain)
    fail(Finding(Code::misplaced, declaration.with.front().key.span, "`time` and `over` have no settings")
             .label("not here"));
  ValueReader values(analyser.model, analyser.constants, analyser.resolver);
  BlockReader blocks(analyser.model, values, analyser.diagnostics);
  const EffectiveBlock with = blocks.read_with("domain", declaration.with);
  const EffectiveSetting* system = with.find("coordinates");
  if (system == nullptr) return;
  const std::string& word = system->value.word;
  using System = CoordinateSystem;
  const System read = word == "polar"         ? System::polar
                      : word == "cylindrical" ? System::cylindrical
                      : word == "spherical"   ? System::spherical
                                              : System::cartesian;
  const std::size_t most = read == System::polar ? 2 : 3;
  if (read != System::cartesian && declaration.names.size() > most)
    fail(Finding(Code::wrong_kind, system->tree->span,
                 fmt::format("{} coordinates are at most {}; {} are named", word, most, declaration.names.size()))
             .help("in their order: r and the angle; r, the angle and z, or r and z; r, the angle from the axis, and "
                   "that around it"));
  analyser.model.system = read;
}

/// Distances are not negative, and the angle from an axis is at most half a turn.
void check_ranges(const Model& model, const Domain& domain, Span place) {
  if (model.system == CoordinateSystem::cartesian || domain.shape == nullptr) return;
  constexpr double rounding = 1e-12;
  if (domain.shape->lower()[0] < 0)
    fail(Finding(Code::outside_range, place,
                 fmt::format("`{}` is a distance, and runs from {}", domain.space[0], domain.shape->lower()[0]))
             .label("negative")
             .help("let it begin at 0 or above"));
  if (model.system == CoordinateSystem::spherical && domain.space.size() > 1 &&
      (domain.shape->lower()[1] < 0 || domain.shape->upper()[1] > std::numbers::pi + rounding))
    fail(Finding(Code::outside_range, place,
                 fmt::format("`{}` is the angle from the axis, and runs from {} to {}", domain.space[1],
                             domain.shape->lower()[1], domain.shape->upper()[1]))
             .label("beyond half a turn")
             .help("it lies between 0 and pi; the angle around the axis comes third"));
}

}  // namespace

void analyse_domain(Analyser& analyser) {
  Model& model = analyser.model;
  bool good = model.domain != nullptr || model.time != nullptr || !model.parameters_over.empty();
  std::vector<std::string>& names = analyser.facts.domain.space;
  for (std::size_t i = 0; i < model.space_dimensions(); ++i) names.push_back(model.coordinates[i].text);
  const auto resolved = [&](const Expression& e) {
    if (!analyser.resolver.resolve(e)) throw Broken{};
  };
  if (model.domain != nullptr)
    good &= analyser.guarded([&] {
      const DomainDeclaration& declaration = std::get<DomainDeclaration>(model.domain->content);
      const Expression& e = declaration.shape;
      resolved(e);
      read_system(analyser, declaration);
      if (e.kind == ExprKind::list && declaration.names.size() == 1) {
        const Interval interval = read_interval(analyser, e);
        if (!std::isfinite(interval.lower) || !std::isfinite(interval.upper))
          fail(Finding(Code::empty_domain, e.span, "the domain is not bounded; points cannot be spread over it")
                   .label("not bounded"));
        analyser.facts.domain.shape = box({interval.lower}, {interval.upper});
        check_ranges(model, analyser.facts.domain, e.span);
        return;
      }
      const Value value = analyser.constants.evaluate(e);
      if (value.kind != Value::Kind::shape)
        fail(Finding(Code::wrong_kind, e.span, "the domain is a shape, and this is " + describe(value))
                 .label("not a shape")
                 .help(declaration.names.size() == 1 ? "as in `domain x in [0, 1]`"
                                                     : "as in `domain (x, y) in rect([0, 0], [1, 1])`"));
      if (value.shape->dimensions() != declaration.names.size())
        fail(Finding(Code::wrong_kind, e.span,
                     fmt::format("{} coordinate{} named, and the shape has {} dimensions", declaration.names.size(),
                                 declaration.names.size() == 1 ? " is" : "s are", value.shape->dimensions())));
      require_points(analyser.facts.domain, value.shape, e.span);
      analyser.facts.domain.shape = value.shape;
      check_ranges(model, analyser.facts.domain, e.span);
    });
  if (model.time != nullptr)
    good &= analyser.guarded([&] {
      const DomainDeclaration& declaration = std::get<DomainDeclaration>(model.time->content);
      if (declaration.names.size() != 1) throw Broken{};
      resolved(declaration.shape);
      read_system(analyser, declaration);
      analyser.facts.domain.time = declaration.names[0].text;
      analyser.facts.domain.times = read_interval(analyser, declaration.shape);
      model.start = analyser.facts.domain.times.lower;
      if (!std::isfinite(analyser.facts.domain.times.lower) || !std::isfinite(analyser.facts.domain.times.upper))
        fail(Finding(Code::empty_domain, declaration.shape.span, "time is not bounded; points cannot be spread over it")
                 .label("not bounded"));
    });
  for (const Statement* over : model.parameters_over)
    good &= analyser.guarded([&] {
      const DomainDeclaration& declaration = std::get<DomainDeclaration>(over->content);
      names.push_back(declaration.names.front().text);
      if (is_normal(declaration.shape)) {
        for (const Expression& argument : declaration.shape.children) resolved(argument);
        read_system(analyser, declaration);
        const NormalDistribution normal = read_normal(analyser, declaration.shape);
        analyser.facts.domain.normal[names.size() - 1] = normal;
        const double most = farthest_drawn * normal.deviation;
        analyser.facts.over.push_back({normal.mean - most, normal.mean + most});
        return;
      }
      resolved(declaration.shape);
      read_system(analyser, declaration);
      const Interval interval = read_interval(analyser, declaration.shape);
      if (!std::isfinite(interval.lower) || !std::isfinite(interval.upper))
        fail(Finding(Code::empty_domain, declaration.shape.span, "points cannot be spread over what is not bounded")
                 .label("not bounded"));
      analyser.facts.over.push_back(interval);
    });
  model.ends =
      good ? ends_of(model, analyser.facts.domain) : std::vector<std::optional<Interval>>(model.coordinates.size());
  analyser.facts.domain.parameters = model.parameters_over.size();
  if (good && !model.parameters_over.empty())
    analyser.facts.domain.shape = in_domain(analyser.facts, analyser.facts.domain.shape);
  analyser.facts.domain_known = good;
}

}  // namespace ansatz::dsl
