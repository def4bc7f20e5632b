#include "given_function.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/amplitudes.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "compilation.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t points_of_fit = 400;
constexpr double largest_misfit = 0.02;  // beyond, the function is another one

[[noreturn]] void refuse(const dsl::GivenName& given, const std::string& formula, const std::string& why) {
  throw UserError(fmt::format("--at: `{}={}`: {}", given.name, printable(formula), why));
}

/// Points along the argument, all else being held at `held`.
std::vector<double> points_along(std::size_t coordinate, double lower, double upper, const std::vector<double>& held) {
  std::vector<double> points;
  for (std::size_t p = 0; p < points_of_fit; ++p) {
    std::vector<double> point = held;
    point[coordinate] = std::lerp(lower, upper, static_cast<double>(p) / (points_of_fit - 1));
    points.insert(points.end(), point.begin(), point.end());
  }
  return points;
}

/// Where all coordinates are others than in the middle.
std::vector<double> other_places(const std::vector<double>& lower, const std::vector<double>& upper) {
  std::vector<double> place;
  for (std::size_t i = 0; i < lower.size(); ++i) place.push_back(std::lerp(lower[i], upper[i], 0.37));
  return place;
}

}  // namespace

const dsl::GivenName* find_given(const FinishedRun& run, const std::string& name) {
  const std::vector<dsl::GivenName>& all = run.compilation.given;
  const auto found = std::find_if(all.begin(), all.end(), [&](const dsl::GivenName& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<double> amplitudes_of(const FinishedRun& run, const dsl::GivenName& given, const std::string& formula) {
  const Domain& domain = run.solution.problem().domain;
  std::vector<std::string> names = domain.space;
  std::vector<double> lower = domain.shape->lower(), upper = domain.shape->upper();
  if (domain.time)
    names.push_back(*domain.time), lower.push_back(domain.times.lower), upper.push_back(domain.times.upper);
  const auto index = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  const std::size_t argument = index(given.argument), first = index(given.name + "1");
  if (argument == names.size())
    refuse(given, formula,
           fmt::format("`{}` is no coordinate, so {}1, {}2, ... are asked for instead", given.argument, given.name,
                       given.name));
  const std::string own = fmt::format("{}({})", given.name, given.argument);
  const dsl::CompiledExpressions compiled = dsl::compile_expressions(run.compilation, {own, formula}, "--at");
  if (!compiled.diagnostics.empty()) report(dsl::render_text(compiled.sources, compiled.diagnostics, error_colour()));
  if (dsl::has_errors(compiled.diagnostics)) refuse(given, formula, "the formula is wrong");
  if (compiled.expressions.size() != 2) refuse(given, formula, "one value is needed, and this is a vector");
  std::vector<double> held(names.size());
  for (std::size_t i = 0; i < held.size(); ++i) held[i] = std::midpoint(lower[i], upper[i]);
  std::fill_n(held.begin() + static_cast<std::ptrdiff_t>(first), given.terms, 0.0);
  const auto along = [&] { return points_along(argument, lower[argument], upper[argument], held); };
  const std::vector<double> wanted = run.solution.evaluate(compiled.expressions[1].value, along());
  const std::vector<double> middle = std::exchange(held, other_places(lower, upper));
  if (run.solution.evaluate(compiled.expressions[1].value, along()) != wanted)
    refuse(given, formula, fmt::format("it must be a function of `{}` alone", given.argument));
  held = middle;
  std::vector<std::vector<double>> waves;
  for (std::size_t k = 0; k < given.terms; ++k) {
    held[first + k] = 1;
    waves.push_back(run.solution.evaluate(compiled.expressions[0].value, along()));
    held[first + k] = 0;
  }
  const Amplitudes found = nearest_sum(waves, wanted);
  if (found.misfit > largest_misfit)
    refuse(
        given, formula,
        fmt::format("the nearest function of those that the problem was solved for is off by {:.2g} %; it changes on "
                    "a shorter length than they, or is not smooth",
                    100 * found.misfit));
  for (std::size_t k = 0; k < given.terms; ++k)
    if (std::abs(found.values[k]) > upper[first + k])
      refuse(given, formula,
             fmt::format("it would need {}{} = {:.3g}, and the problem was solved for amplitudes up to {:g}; a greater "
                         "`deviation` would hold it",
                         given.name, k + 1, found.values[k], upper[first + k]));
  return found.values;
}

}  // namespace ansatz::cli
