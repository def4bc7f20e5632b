// One function for each rule, named after what it requires; `require_sound` at the end asks for all.
#include "problem/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/automatic.hpp"
#include "ansatz/core/measurements.hpp"
#include "optimise/stage.hpp"
#include "points/domain.hpp"
#include "problem/words.hpp"

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
  if (place.kind == Place::Kind::interface)
    for (const GeometryPtr& shape : {place.shape, place.beside})
      if (!shape || shape->dimensions() != domain.space.size())
        refuse(fmt::format("holds between two shapes, of which one has other dimensions than space, {}",
                           domain.space.size()));
  if (place.kind == Place::Kind::point) {
    if (place.point.size() != domain.space.size())
      refuse(fmt::format("holds at a point of {}, and space has {}", counted(place.point.size(), "coordinate"),
                         domain.space.size()));
    if (!all_finite(place.point)) refuse("holds at a point whose coordinates are no numbers");
  }
}

/// What thins a condition reads no more of a point than there is, and reads what it was written for.
void require_predicate(const Problem& problem, const Condition& condition) {
  const std::vector<std::string>& known = condition.region.coordinates;
  bool same = known.size() <= problem.domain.dimensions();
  for (std::size_t i = 0; same && i < known.size(); ++i) same = coordinate_name(problem.domain, i) == known[i];
  if (!same)
    throw UserError(
        fmt::format("condition `{}` is thinned by a predicate of another problem, whose coordinates are {}; the domain "
                    "is {}: use `where` of this one",
                    condition.name, fmt::join(known, ", "), describe(problem.domain)));
}

/// Only a condition on the boundary can hold on a part of it.
void require_kind(const Condition& condition) {
  if (condition.kind == ConditionKind::boundary || condition.region.places.empty()) return;
  const char* where = condition.kind == ConditionKind::equation  ? "inside the domain"
                      : condition.kind == ConditionKind::initial ? "at the start of time"
                                                                 : "anywhere in the domain";
  throw UserError(fmt::format(
      "condition `{}` holds {}, and is asked for on a part of the boundary; state it by `boundary`, or thin "
      "it by `where` alone",
      condition.name, where));
}

void require_data(const Problem& problem, const Condition& condition) {
  const Measurements& data = *condition.data;
  const auto refuse = [&](const std::string& why) {
    throw UserError(fmt::format("data `{}`: {}", condition.name, why));
  };
  if (condition.kind != ConditionKind::fit) refuse("only a fit can be to data");
  if (data.count == 0) refuse("there are no points");
  const std::size_t dimensions = problem.domain.dimensions();
  if (data.points.size() % dimensions != 0 || data.points.size() / dimensions != data.count)
    refuse(fmt::format("{} have {}, {} each; these are {}", counted(data.count, "point"),
                       counted(data.count * dimensions, "number"), counted(dimensions, "coordinate"),
                       data.points.size()));
  if (!all_finite(data.points)) refuse("a coordinate of a point is no number");
  for (std::size_t p = 0; p < data.count; ++p) {
    const double* point = data.points.data() + p * dimensions;
    if (!belongs(problem.domain, point))
      refuse(
          fmt::format("point {} of {}, {}, lies outside the domain, which is {}; leave it out, or look at the order "
                      "of the coordinates",
                      p + 1, data.count, describe(problem.domain, point), describe(problem.domain)));
  }
  if (data.values.empty()) refuse("nothing was measured");
  for (const std::vector<double>& values : data.values) {
    if (values.size() != data.count)
      refuse(fmt::format("there {} {}, and {} of a quantity", data.count == 1 ? "is" : "are",
                         counted(data.count, "point"), counted(values.size(), "value")));
    if (!all_finite(values)) refuse("a value is no number");
  }
}

/// By the names that they have in C++; the rules themselves, by the names of the language, are those of the method.
void require_points(const Sampling& sampling) {
  const auto require = [](const char* name, const std::optional<std::size_t>& points) {
    if (points && *points == 0)
      throw UserError(fmt::format("sampling.{} is 0; give it at least 1, or leave it out", name));
  };
  require("equation", sampling.equation);
  require("boundary", sampling.boundary);
  require("fit", sampling.fit);
}

void require_stages(const Problem& problem) {
  for (std::size_t i = 0; i < problem.stages.size(); ++i) {
    if (optimise::epochs_of(problem.stages[i]))
      throw UserError(
          fmt::format("training stage {} counts epochs, and without images there are none; say `steps`", i + 1));
    if (optimise::steps_of(problem.stages[i]) == 0)
      throw UserError(fmt::format("training stage {} takes 0 steps; give it at least 1, or leave it out", i + 1));
    if (problem.exact.empty() && optimise::until_of(problem.stages[i]).asks_for(Criterion::error))
      throw UserError(fmt::format(
          "training stage {} runs until an error is reached, and no exact solution is known to take it from; "
          "state one, or run until a loss is reached",
          i + 1));
  }
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
  const auto odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '`' || c == ','; };
  if (std::any_of(name.begin(), name.end(), odd))
    throw UserError(
        fmt::format("the name of {} has a space, a quote, a comma or a line end in it; it stands in messages and in "
                    "the columns of files: use letters, digits and _",
                    with_article(kind)));
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
  require_kind(condition);
  for (const Place& place : condition.region.places) require_place(problem, condition, place);
  require_predicate(problem, condition);
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

void require_checks(const Problem& problem) {
  std::set<std::string> names;
  for (const Check& check : problem.checks) {
    if (!names.insert(check.condition.name).second)
      throw UserError(fmt::format("two checks are named `{}`; names tell their outcomes apart", check.condition.name));
    require_condition(problem, check.condition);
    if (!(check.tolerance >= 0))
      throw UserError(fmt::format("check `{}` has tolerance {}; it must be a number that is not negative",
                                  check.condition.name, check.tolerance));
  }
}

void require_exact(const Problem& problem) {
  std::set<std::size_t> known;
  std::size_t formulas = problem.fields.size();
  for (const ExactField& exact : problem.exact) {
    if (exact.formula ? exact.field != formulas++ : exact.field >= problem.fields.size())
      throw UserError(fmt::format("an exact solution is of field number {}, counted from 0, and the problem has {}",
                                  exact.field, problem.fields.size()));
    if (!known.insert(exact.field).second)
      throw UserError(fmt::format("field `{}` has two exact solutions", name_of(problem, exact)));
    if (!exact.evaluate && exact.values.empty())
      throw UserError(
          fmt::format("the exact solution of field `{}` has neither a function nor values", name_of(problem, exact)));
  }
  if (!problem.exact_unknowns.empty() && problem.exact_unknowns.size() != problem.unknowns.size())
    throw UserError(fmt::format("exact values of {} unknowns are given, and there are {}",
                                problem.exact_unknowns.size(), problem.unknowns.size()));
  for (std::size_t i = 0; i < problem.exact_unknowns.size(); ++i)
    if (problem.exact_unknowns[i] && !std::isfinite(*problem.exact_unknowns[i]))
      throw UserError(fmt::format("the exact value of unknown `{}` is no number", problem.unknowns[i].name));
}

/// Only a step that is made of one gradient can follow a loss that changes from step to step.
void require_steady_recovery(const Problem& problem) {
  const auto follows = [](const Stage& stage) { return optimise::is_first_order(stage); };
  const auto other = std::find_if_not(problem.stages.begin(), problem.stages.end(), follows);
  if (other == problem.stages.end()) return;
  for (const NetworkSpec& network : problem.networks) {
    const Adaptation adaptive = adaptation_of(problem, network);
    if (adaptive.method().find("recovery") == nullptr) continue;
    const SettingData recovery = adaptive.get("recovery");
    if (std::holds_alternative<Choice>(recovery))
      throw UserError(
          fmt::format("`recovery` of `{}` changes with the steps, and stage `{}` cannot follow: its steps are made of "
                      "more than one gradient; give it one number, or train by `adam` or `sgd` alone",
                      adaptive.name(), other->name()));
  }
}

void require_sound(const Problem& problem) {
  bounding_box(problem.domain);
  if (problem.fields.empty()) throw UserError("the problem has no field; there is nothing to solve for");
  require_names(problem);
  require_exact(problem);
  require_checks(problem);
  require_stages(problem);
  require_steady_recovery(problem);
  require_points(problem.sampling);
  method_of(problem.sampling)->check(&problem.sampling);
  method_of(problem.weighting)->check(&problem.weighting);
}

}  // namespace ansatz
