#include "asked.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/expressions.hpp"
#include "ansatz/dsl/table.hpp"
#include "compilation.hpp"
#include "given_function.hpp"
#include "nearest.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

std::vector<std::string> coordinates_of(const Problem& problem) {
  std::vector<std::string> names = problem.domain.space;
  if (problem.domain.time) names.push_back(*problem.domain.time);
  return names;
}

std::string joined(const std::vector<std::string>& names, const char* between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : between) + name;
  return text;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `x=0.1,t=0.5`, of all --at together: values by number of coordinate.
std::map<std::size_t, double> held_in(const FinishedRun& run, const std::vector<std::string>& lists) {
  const Problem& problem = run.solution.problem();
  const std::vector<std::string> names = coordinates_of(problem);
  std::map<std::size_t, double> held;
  const auto hold = [&](std::size_t coordinate, double value, const std::string& name) {
    if (!held.emplace(coordinate, value).second) throw UserError(fmt::format("--at: `{}` is given twice", name));
  };
  for (const std::string& list : lists)
    for (const std::string& part : dsl::split_expressions(list)) {
      const std::size_t equals = part.find('=');
      const std::string name = part.substr(0, equals);
      const auto found = std::find(names.begin(), names.end(), name);
      if (equals == std::string::npos || name.empty())
        throw UserError(
            fmt::format("--at needs coordinates and their values, as in {}=0.5; got `{}`", names[0], printable(part)));
      const std::string written = part.substr(equals + 1);
      if (const dsl::GivenName* given = find_given(run, name)) {
        const std::vector<double> amplitudes = amplitudes_of(run, *given, written);
        const auto first = std::find(names.begin(), names.end(), name + "1") - names.begin();
        for (std::size_t k = 0; k < amplitudes.size(); ++k)
          hold(static_cast<std::size_t>(first) + k, amplitudes[k], name);
        continue;
      }
      if (found == names.end())
        throw UserError(fmt::format("--at: there is no coordinate `{}`; coordinates are {}{}", printable(name),
                                    joined(names, ", "), did_you_mean(name, names)));
      const auto value = number_in<double>(written);
      if (!value || !std::isfinite(*value))
        throw UserError(fmt::format("--at: `{}` is no number: {}=0.5 is meant", printable(written), name));
      hold(static_cast<std::size_t>(found - names.begin()), *value, name);
    }
  return held;
}

std::vector<std::size_t> sizes_in(const std::string& grid) {
  std::vector<std::size_t> sizes;
  for (std::size_t begin = 0; begin <= grid.size();) {
    const std::size_t end = std::min(grid.find('x', begin), grid.size());
    const auto size = number_in<std::size_t>(std::string_view(grid).substr(begin, end - begin));
    if (!size) throw UserError(fmt::format("--grid needs whole numbers, as in 201x101; got `{}`", printable(grid)));
    sizes.push_back(*size);
    begin = end + 1;
  }
  return sizes;
}

std::string shown(const double* point, std::size_t dimensions) {
  std::string text;
  for (std::size_t i = 0; i < dimensions; ++i) text += fmt::format("{}{:.6g}", i == 0 ? "(" : ", ", point[i]);
  return text + ")";
}

std::string domain_text(const Domain& domain) {
  std::string text;
  if (domain.shape) text = fmt::format("{} in {}", joined(domain.space, ", "), domain.shape->describe());
  if (domain.time)
    text += fmt::format("{}{} in [{:g}, {:g}]", text.empty() ? "" : ", ", *domain.time, domain.times.lower,
                        domain.times.upper);
  return text;
}

/// Where there is a solution, in words.
std::string extent_of(const Extract& extract) {
  const Problem& problem = extract.problem();
  std::string text = "the solution is known for " + domain_text(problem.domain);
  if (const std::size_t windows = problem.sampling.windows; extract.solution().windows() < windows)
    text += fmt::format(", as far as its first {} of {} windows of time", extract.solution().windows(), windows);
  return text;
}

std::string counted(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

}  // namespace

void add_asked(CLI::App& command, Asked& asked) {
  command.add_option("RUN", asked.run, "The folder of a run, its name in out/, or the problem (.pde) that was run")
      ->required();
  command
      .add_option("--of", asked.of,
                  "What: expressions of the problem's language, and names of its conditions for their residuals, as in "
                  "u,u_x,'u_t+u*u_x' (default: all fields); may be repeated")
      ->allow_extra_args(false);
  command
      .add_option(
          "--at", asked.at,
          "Where: a point, as in x=0.1,t=0.5; a part of it holds these coordinates of a grid; a function that the "
          "problem is solved for all of is given as a formula, as in 'f=sin(pi*x)'")
      ->allow_extra_args(false);
  command.add_option("--grid", asked.grid, "Where: a grid of so many points along each coordinate, as in 201x101");
  add_threads_option(command, asked.threads);
}

std::optional<std::vector<Column>> columns_of(const FinishedRun& run, const Asked& asked) {
  if (asked.of.empty()) return fields_of(run.solution.problem());
  std::vector<std::string> texts;
  for (const std::string& list : asked.of)
    for (std::string& text : dsl::split_expressions(list)) texts.push_back(std::move(text));
  dsl::CompiledExpressions compiled = dsl::compile_expressions(run.compilation, texts, "--of");
  if (!compiled.diagnostics.empty()) report(dsl::render_text(compiled.sources, compiled.diagnostics, error_colour()));
  if (dsl::has_errors(compiled.diagnostics)) return std::nullopt;
  std::vector<Column> columns;
  for (dsl::CompiledExpression& expression : compiled.expressions)
    columns.push_back({std::move(expression.name), std::move(expression.value)});
  return columns;
}

std::optional<Places> places_of(const FinishedRun& run, const Asked& asked) {
  const Problem& problem = run.solution.problem();
  const std::vector<std::string> names = coordinates_of(problem);
  if (!asked.points.empty()) {
    if (!asked.at.empty() || !asked.grid.empty())
      throw UserError("--points names all the places; --at and --grid do not go with it");
    require_regular_file(asked.points);
    const dsl::Table table = dsl::read_columns(asked.points, names);
    Places places;
    places.points.resize(table.rows * names.size());
    for (std::size_t p = 0; p < table.rows; ++p)
      for (std::size_t i = 0; i < names.size(); ++i) places.points[p * names.size() + i] = table.columns[i][p];
    if (table.rows == 0) throw UserError(fmt::format("`{}` holds no points", printable(asked.points)));
    return places;
  }
  if (asked.at.empty() && asked.grid.empty()) return std::nullopt;
  const std::map<std::size_t, double> held = held_in(run, asked.at);
  if (held.size() == names.size() && asked.grid.empty()) {
    Places places;
    for (const auto& [coordinate, value] : held) places.points.push_back(value);
    return places;
  }
  return grid_of(problem, asked.grid.empty() ? std::vector<std::size_t>{} : sizes_in(asked.grid), held);
}

void require_inside(const Extract& extract, const Asked& asked) {
  const std::vector<double> points = extract.points();
  const std::size_t dimensions = extract.coordinates().size();
  std::size_t outside = 0;
  std::string first;
  for (std::size_t p = 0; p < extract.count(); ++p) {
    const double* point = points.data() + p * dimensions;
    if (extract.inside(point)) continue;
    if (outside++ < 3) first += (first.empty() ? "" : ", ") + shown(point, dimensions);
  }
  if (!extract.axes().empty()) {
    if (outside < extract.count()) return;
    throw UserError(fmt::format("no point of the grid lies where there is a solution: {}", extent_of(extract)));
  }
  if (outside == 0 || asked.outside == "nan") return;
  const std::string which =
      extract.count() == 1 ? fmt::format("the point {} = {} lies outside", joined(extract.coordinates(), ", "), first)
                           : fmt::format("{} of the {} points lie outside: {}{}", counted(outside),
                                         counted(extract.count()), first, outside > 3 ? ", ..." : "");
  throw UserError(fmt::format("{}; {}; --outside=nan gives nan there", which, extent_of(extract)));
}

std::string described(const Extract& extract) {
  std::string text;
  for (const Column& column : extract.columns()) text += (text.empty() ? "" : ", ") + printable(column.name);
  if (extract.axes().empty())
    return text + fmt::format(" at {} point{}", counted(extract.count()), extract.count() == 1 ? "" : "s");
  text += " on a grid of";
  for (const auto& axis : extract.axes())
    text += fmt::format("{} {}", &axis == &extract.axes()[0] ? "" : " x", axis.size());
  return text;
}

}  // namespace ansatz::cli
