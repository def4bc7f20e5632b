// Parameters, unknowns and the domain: what is known before any point is.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analyse/analysis.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/shapes.hpp"

namespace ansatz::dsl {
namespace {

/// The two ends of `in [lo, hi]`.
Interval read_interval(Analysis& analysis, const Expression& range) {
  if (range.kind != ExprKind::list || range.children.size() != 2)
    fail(Finding(Code::wrong_arguments, range.span, "a range is a list of two ends, as in `[0, 1]`"));
  const Interval interval{analysis.constants.number(range.children[0], "the end of a range"),
                          analysis.constants.number(range.children[1], "the end of a range")};
  if (!(interval.lower < interval.upper))
    fail(Finding(Code::empty_domain, range.span,
                 fmt::format("the range [{}, {}] is empty", interval.lower, interval.upper))
             .label("empty"));
  return interval;
}

void check_range(Analysis& analysis, const Declared& declared, double value) {
  const Definition& definition = *declared.definition;
  if (!definition.range) return;
  const char* set_by = declared.override ? " (set by --set)" : "";
  std::string members;
  bool inside = false;
  if (definition.range_is_set) {
    for (const Expression& child : definition.range->children) {
      const double member = analysis.constants.number(child, "a member of a set");
      inside = inside || member == value;
      members += fmt::format("{}{}", members.empty() ? "" : ", ", member);
    }
    members = fmt::format("{{{}}}", members);
  } else {
    const Interval interval = read_interval(analysis, *definition.range);
    inside = interval.lower <= value && value <= interval.upper;
    members = fmt::format("[{}, {}]", interval.lower, interval.upper);
  }
  if (inside) return;
  fail(Finding(Code::outside_range, declared.value()->span,
               fmt::format("{} = {} is outside {}{}", declared.name(), value, members, set_by))
           .label("outside")
           .also(definition.range->span, "the values it may take"));
}

double read_number(Analysis& analysis, Declared& declared) {
  const std::string what = fmt::format("`{}`", declared.name());
  const double value = analysis.constants.number(*declared.value(), what);
  if (!std::isfinite(value))
    fail(Finding(Code::wrong_value, declared.value()->span, fmt::format("{} is not finite: {}", what, value))
             .label("not a finite number"));
  check_range(analysis, declared, value);
  return value;
}

}  // namespace

Analysis::Analysis(std::shared_ptr<Model> of)
    : model(std::move(of)),
      diagnostics(model->diagnostics),
      constants(*model, numbers),
      symbolic(*model, symbols),
      resolver(*model, diagnostics) {}

void analyse_definitions(Analysis& analysis) {
  for (Declared& declared : analysis.model->parameters)
    if (!declared.broken && !analysis.guarded([&] { read_number(analysis, declared); })) declared.broken = true;
  for (Declared& declared : analysis.model->unknowns) {
    UnknownSpec unknown{declared.name(), 0, std::nullopt};
    const bool good = !declared.broken && analysis.guarded([&] {
      unknown.start = read_number(analysis, declared);
      if (!declared.definition->range) return;
      if (declared.definition->range_is_set)
        fail(Finding(Code::wrong_arguments, declared.definition->range->span,
                     "an unknown varies smoothly: give it an interval, not a set"));
      unknown.bounds = read_interval(analysis, *declared.definition->range);
      if (unknown.start == unknown.bounds->lower || unknown.start == unknown.bounds->upper)
        fail(Finding(
                 Code::outside_range, declared.value()->span,
                 fmt::format("unknown `{}` starts on the edge of its range, which it could never leave", unknown.name))
                 .help("start it inside"));
    });
    if (!good) declared.broken = true;
    analysis.unknowns.push_back(std::move(unknown));
  }
}

void analyse_domain(Analysis& analysis) {
  Model& model = *analysis.model;
  bool good = model.domain != nullptr || model.time != nullptr;
  for (std::size_t i = 0; i < model.space_dimensions(); ++i) analysis.domain.space.push_back(model.coordinates[i].text);
  const auto resolved = [&](const Expression& e) {
    if (!analysis.resolver.resolve(e)) throw Broken{};
  };
  if (model.domain != nullptr)
    good &= analysis.guarded([&] {
      const DomainDeclaration& declaration = std::get<DomainDeclaration>(model.domain->content);
      const Expression& e = declaration.shape;
      resolved(e);
      if (e.kind == ExprKind::list && declaration.names.size() == 1) {
        const Interval interval = read_interval(analysis, e);
        if (!std::isfinite(interval.lower) || !std::isfinite(interval.upper))
          fail(Finding(Code::empty_domain, e.span, "the domain is not bounded; points cannot be spread over it")
                   .label("not bounded"));
        analysis.domain.shape = box({interval.lower}, {interval.upper});
        return;
      }
      const Value value = analysis.constants.evaluate(e);
      if (value.kind != Value::Kind::shape)
        fail(Finding(Code::wrong_kind, e.span, "the domain is a shape, and this is " + describe(value))
                 .label("not a shape")
                 .help(declaration.names.size() == 1 ? "as in `domain x in [0, 1]`"
                                                     : "as in `domain (x, y) in rect([0, 0], [1, 1])`"));
      if (value.shape->dimensions() != declaration.names.size())
        fail(Finding(Code::wrong_kind, e.span,
                     fmt::format("{} coordinate{} named, and the shape has {} dimensions", declaration.names.size(),
                                 declaration.names.size() == 1 ? " is" : "s are", value.shape->dimensions())));
      analysis.domain.shape = value.shape;
    });
  if (model.time != nullptr)
    good &= analysis.guarded([&] {
      const DomainDeclaration& declaration = std::get<DomainDeclaration>(model.time->content);
      if (declaration.names.size() != 1) throw Broken{};
      resolved(declaration.shape);
      analysis.domain.time = declaration.names[0].text;
      analysis.domain.times = read_interval(analysis, declaration.shape);
      if (!std::isfinite(analysis.domain.times.lower) || !std::isfinite(analysis.domain.times.upper))
        fail(Finding(Code::empty_domain, declaration.shape.span, "time is not bounded; points cannot be spread over it")
                 .label("not bounded"));
    });
  analysis.domain_known = good;
}

}  // namespace ansatz::dsl
