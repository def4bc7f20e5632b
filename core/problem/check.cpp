#include "problem/check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "optimise/stage.hpp"
#include "points/domain.hpp"

namespace ansatz {
namespace {

std::string with_article(std::string_view kind) { return fmt::format("{} {}", kind == "unknown" ? "an" : "a", kind); }

bool all_finite(const std::vector<double>& values) {
  for (const double value : values)
    if (!std::isfinite(value)) return false;
  return true;
}

void require_place(const Problem& problem, const Condition& condition, const Place& place) {
  const Domain& domain = problem.domain;
  const auto refuse = [&](const std::string& why) {
    throw UserError(fmt::format("condition `{}` {}; the domain is {}", condition.name, why, describe(domain)));
  };
  if (place.kind == Place::Kind::face) {
    if (place.coordinate >= domain.dimensions())
      refuse(fmt::format(
          "holds on a face of coordinate {}, which is not there",
          place.name.empty() ? fmt::format("number {}", place.coordinate) : fmt::format("`{}`", place.name)));
    const std::string& known = coordinate_name(domain, place.coordinate);
    if (!place.name.empty() && place.name != known)
      refuse(fmt::format("holds on a face of coordinate `{}`, which is not one of this problem", place.name));
    if (!std::isfinite(place.value))
      refuse(fmt::format("holds where `{}` = {}, which is no number", known, place.value));
  }
  if (place.kind == Place::Kind::point) {
    if (place.point.size() != domain.space.size())
      refuse(
          fmt::format("holds at a point of {} coordinates, and space has {}", place.point.size(), domain.space.size()));
    if (!all_finite(place.point)) refuse("holds at a point whose coordinates are no numbers");
  }
}

void require_data(const Problem& problem, const Condition& condition) {
  const Measurements& data = *condition.data;
  const auto refuse = [&](const std::string& why) {
    throw UserError(fmt::format("data `{}`: {}", condition.name, why));
  };
  if (condition.kind != ConditionKind::fit) refuse("only a fit can be to data");
  if (data.count == 0) refuse("there are no points");
  const std::size_t numbers = data.count * problem.domain.dimensions();
  if (data.points.size() != numbers)
    refuse(fmt::format("{} points have {} numbers, {} coordinates each; these are {}", data.count, numbers,
                       problem.domain.dimensions(), data.points.size()));
  if (!all_finite(data.points)) refuse("a coordinate of a point is no number");
  if (data.values.empty()) refuse("nothing was measured");
  for (const std::vector<double>& values : data.values) {
    if (values.size() != data.count)
      refuse(fmt::format("there are {} points, and {} values of a quantity", data.count, values.size()));
    if (!all_finite(values)) refuse("a value is no number");
  }
}

void require_stages(const Problem& problem) {
  for (std::size_t i = 0; i < problem.stages.size(); ++i)
    if (optimise::steps_of(problem.stages[i]) == 0)
      throw UserError(fmt::format("training stage {} takes 0 steps; give it at least 1, or leave it out", i + 1));
}

/// As a problem that was put together by hand may have them: names of coordinates, fields and unknowns.
void require_names(const Problem& problem) {
  Problem known;
  for (const std::string& name : problem.domain.space) {
    require_new_name(known, "coordinate", name);
    known.domain.space.push_back(name);
  }
  if (problem.domain.time) require_new_name(known, "coordinate", *problem.domain.time);
  known.domain.time = problem.domain.time;
  for (const std::string& name : problem.fields) {
    require_new_name(known, "field", name);
    known.fields.push_back(name);
  }
  for (const UnknownSpec& unknown : problem.unknowns) {
    require_new_name(known, "unknown", unknown.name);
    require_unknown(unknown);
    known.unknowns.push_back(unknown);
  }
}

}  // namespace

void require_new_name(const Problem& problem, std::string_view kind, std::string_view name) {
  if (name.empty()) throw UserError(fmt::format("{} has no name; give it one", with_article(kind)));
  const auto taken = [&](std::string_view by) {
    throw UserError(fmt::format("{} `{}` has the name of {}; give it another", kind, name, with_article(by)));
  };
  for (std::size_t i = 0; i < problem.domain.dimensions(); ++i)
    if (coordinate_name(problem.domain, i) == name) taken("coordinate");
  for (const std::string& field : problem.fields)
    if (field == name) taken("field");
  for (const UnknownSpec& unknown : problem.unknowns)
    if (unknown.name == name) taken("unknown");
}

void require_domain(const Problem& problem, std::string_view what) {
  if (problem.domain.dimensions() == 0)
    throw UserError(fmt::format("{} is stated before the coordinates; call `space` or `time` first", what));
}

void require_unknown(const UnknownSpec& unknown) {
  if (!std::isfinite(unknown.start))
    throw UserError(fmt::format("unknown `{}` starts at {}, which is no number", unknown.name, unknown.start));
  if (!unknown.bounds) return;
  const auto [lower, upper] = *unknown.bounds;
  if (!(lower < upper))
    throw UserError(fmt::format("the bounds [{}, {}] of unknown `{}` hold no number; the lower comes first", lower,
                                upper, unknown.name));
  if (!(lower < unknown.start && unknown.start < upper))
    throw UserError(
        fmt::format("unknown `{}` starts at {}, which is not inside its bounds [{}, {}]; a start on the "
                    "bound could never leave it",
                    unknown.name, unknown.start, lower, upper));
}

void require_condition(const Problem& problem, const Condition& condition) {
  if (condition.name.empty()) throw UserError("a condition has no name; name it after what it states");
  require_domain(problem, fmt::format("condition `{}`", condition.name));
  if (!condition.residuals)
    throw UserError(fmt::format("condition `{}` has no formula; give it a function that returns what is to be zero",
                                condition.name));
  if (!(condition.weight >= 0) || !std::isfinite(condition.weight))
    throw UserError(fmt::format("condition `{}` has weight {}; it must be a number that is not negative",
                                condition.name, condition.weight));
  if (condition.kind == ConditionKind::initial && !problem.domain.time)
    throw UserError(
        fmt::format("condition `{}` holds at the start of time, and the problem has no time; state it by "
                    "`time`, or as a boundary condition",
                    condition.name));
  for (const Place& place : condition.region.places) require_place(problem, condition, place);
  if (condition.data) require_data(problem, condition);
}

void require_other_name(const Condition& condition, const Condition& other) {
  if (condition.name == other.name)
    throw UserError(
        fmt::format("two conditions are named `{}`; names tell the terms of the loss apart", condition.name));
}

void require_conditions(const Problem& problem) {
  if (problem.conditions.empty()) throw UserError("the problem states no condition; there is nothing to solve for");
  std::set<std::string> names;
  for (const Condition& condition : problem.conditions) {
    if (!names.insert(condition.name).second) require_other_name(condition, condition);
    require_condition(problem, condition);
  }
}

void require_exact(const Problem& problem) {
  std::set<std::size_t> known;
  for (const ExactField& exact : problem.exact) {
    if (exact.field >= problem.fields.size())
      throw UserError(fmt::format("an exact solution is of field number {}, counted from 0, and the problem has {}",
                                  exact.field, problem.fields.size()));
    if (!known.insert(exact.field).second)
      throw UserError(fmt::format("field `{}` has two exact solutions", problem.fields[exact.field]));
    if (!exact.evaluate && exact.values.empty())
      throw UserError(fmt::format("the exact solution of field `{}` has neither a function nor values",
                                  problem.fields[exact.field]));
  }
  if (!problem.exact_unknowns.empty() && problem.exact_unknowns.size() != problem.unknowns.size())
    throw UserError(fmt::format("exact values of {} unknowns are given, and there are {}",
                                problem.exact_unknowns.size(), problem.unknowns.size()));
  for (std::size_t i = 0; i < problem.exact_unknowns.size(); ++i)
    if (problem.exact_unknowns[i] && !std::isfinite(*problem.exact_unknowns[i]))
      throw UserError(fmt::format("the exact value of unknown `{}` is no number", problem.unknowns[i].name));
}

void require_sound(const Problem& problem) {
  bounding_box(problem.domain);
  if (problem.fields.empty()) throw UserError("the problem has no field; there is nothing to solve for");
  require_names(problem);
  require_exact(problem);
  require_stages(problem);
  method_of(problem.sampling)->check(&problem.sampling);
  method_of(problem.weighting)->check(&problem.weighting);
}

}  // namespace ansatz
