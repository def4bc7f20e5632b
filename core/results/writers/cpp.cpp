// cpp: a header in C++17 that needs nothing but the standard library: the quantities and their first derivatives at a
// point, in double, from the formulas of the solution with all that was trained written out as numbers.
//
// Whatever a formula contains is written by the engine (ansatz/autodiff/source.hpp), so that nothing here knows of
// networks. A problem in windows of time has a function for each, chosen as the solution chooses.
#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/source.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/writers.hpp"
#include "points/domain.hpp"
#include "points/time_slices.hpp"
#include "results/writers/names.hpp"

namespace ansatz {
namespace {

class HeaderWriter {
 public:
  explicit HeaderWriter(const Extract& extract)
      : extract_(extract), problem_(extract.problem()), dimensions_(extract.coordinates().size()) {
    for (const std::string& name : extract.coordinates()) arguments_.push_back(identifier(name, taken_arguments_));
    for (const Column& column : extract.columns()) functions_.push_back(identifier(column.name, taken_));
  }

  std::string write() {
    std::set<std::string> none;
    const std::string space = identifier(problem_.name.empty() ? "solution" : problem_.name, none);
    std::string text = introduction(space);
    text += "#pragma once\n\n#include <cmath>\n#include <cstddef>\n#include <limits>\n\n";
    text += fmt::format("namespace {} {{\n\n{}\nnamespace detail {{\n\n{}\n", space, facts(), ad::source_prelude());
    for (std::size_t k = 0; k < extract_.solution().windows(); ++k) text += window(k);
    return text + fmt::format("}}  // namespace detail\n\n{}{}}}  // namespace {}\n", evaluation(), functions(), space);
  }

 private:
  std::string introduction(const std::string& space) const {
    std::string text =
        fmt::format("// {}\n//\n", comment_text(problem_.title.empty() ? problem_.name : problem_.title));
    const std::string& run = extract_.solution().run();
    text += fmt::format("// A solution found by Ansatz{}, as functions of", run.empty() ? "" : " in run " + run);
    for (const std::string& name : arguments_) text += fmt::format("{} {}", &name == &arguments_[0] ? "" : ",", name);
    text += fmt::format(
        ".\n//\n//   double values[{0}::quantities], derivatives[{0}::quantities * {0}::coordinates];\n", space);
    text += fmt::format("//   {0}::evaluate(point, values);               // values[k]\n", space);
    text += fmt::format("//   {0}::evaluate(point, values, derivatives);  // derivatives[k * coordinates + i]\n//\n",
                        space);
    for (std::size_t k = 0; k < functions_.size(); ++k)
      text += fmt::format("//   values[{}]  {}\n", k, comment_text(extract_.columns()[k].name));
    return text + "//\n// It was trained in the domain; beyond that its values mean nothing.\n";
  }

  /// Constants: how many coordinates and quantities, their names, the box around the domain, what was found.
  std::string facts() {
    const std::vector<Interval> box = bounding_box(problem_.domain);
    std::string coordinates, quantities, lower, upper, unknowns;
    const auto add = [](std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; };
    for (const std::string& name : extract_.coordinates()) add(coordinates, string_literal(name));
    for (const Column& column : extract_.columns()) add(quantities, string_literal(column.name));
    for (const Interval& side : box) add(lower, ad::source_of(side.lower)), add(upper, ad::source_of(side.upper));
    for (std::size_t i = 0; i < problem_.unknowns.size(); ++i)
      unknowns += fmt::format("inline constexpr double {} = {};  // as it was found\n",
                              identifier(problem_.unknowns[i].name, taken_),
                              ad::source_of(extract_.solution().parameter(problem_.unknowns[i].name).values.at(0)));
    return fmt::format(
        "inline constexpr std::size_t coordinates = {}, quantities = {};\n"
        "inline constexpr const char* coordinate_names[] = {{{}}};\n"
        "inline constexpr const char* quantity_names[] = {{{}}};\n"
        "inline constexpr double lower[] = {{{}}}, upper[] = {{{}}};  // the box around the domain\n{}",
        dimensions_, functions_.size(), coordinates, quantities, lower, upper, unknowns);
  }

  /// Two functions of a window of time: values, and values with their derivatives behind them.
  std::string window(std::size_t k) const {
    std::string text;
    extract_.solution().formulas(k, [&](const PointScope& at, ad::Expr point) {
      const auto spread = [&](ad::Expr e) { return ad::broadcast(e, {1, 1, point.shape().axis}); };
      std::vector<ad::Expr> outputs;
      for (const Column& column : extract_.columns()) outputs.push_back(spread(column.value(at)));
      text += ad::source_of(fmt::format("values_{}", k), point, outputs) + "\n";
      const std::vector<ad::Expr> values = outputs;
      for (const ad::Expr value : values)
        for (std::size_t i = 0; i < dimensions_; ++i) outputs.push_back(spread(at.derivative(value, i)));
      text += ad::source_of(fmt::format("derivatives_{}", k), point, outputs) + "\n";
    });
    return text;
  }

  /// Calls of the functions of the window that the point lies in.
  std::string chosen(const std::string& function, std::size_t count) const {
    const std::size_t solved = extract_.solution().windows(), all = problem_.sampling.windows;
    std::string text;
    for (std::size_t k = 0; k < solved; ++k) {
      const std::string call = fmt::format("detail::{}_{}(point, values);\n", function, k);
      if (k + 1 == all) return text + "  " + call;
      text += fmt::format("  if (point[{}] < {}) return {}", dimensions_ - 1,
                          ad::source_of(time_slice(problem_, k).upper), call);
    }
    return text + fmt::format(
                      "  for (std::size_t k = 0; k < {}; ++k) values[k] = "
                      "std::numeric_limits<double>::quiet_NaN();  // training did not come so far\n",
                      count);
  }

  std::string evaluation() const {
    const std::size_t values = functions_.size(), both = values * (1 + dimensions_);
    return fmt::format(
        "namespace detail {{\n\n"
        "inline void values(const double* point, double* values) {{\n{}}}\n\n"
        "inline void derivatives(const double* point, double* values) {{\n{}}}\n\n"
        "}}  // namespace detail\n\n"
        "/// values[k] is quantity k at the point with these coordinates.\n"
        "inline void evaluate(const double* point, double* values) {{ detail::values(point, values); }}\n\n"
        "/// derivatives[k * coordinates + i] is the derivative of quantity k by coordinate i.\n"
        "inline void evaluate(const double* point, double* values, double* derivatives) {{\n"
        "  double all[{}];\n"
        "  detail::derivatives(point, all);\n"
        "  for (std::size_t k = 0; k < {}; ++k) (k < quantities ? values[k] : derivatives[k - quantities]) = all[k];\n"
        "}}\n\n",
        chosen("values", values), chosen("derivatives", both), both, both);
  }

  /// A function for each quantity and each of its derivatives that has a name of its own.
  std::string functions() {
    std::string parameters, point, text;
    for (const std::string& name : arguments_) {
      parameters += (parameters.empty() ? "double " : ", double ") + name;
      point += (point.empty() ? "" : ", ") + name;
    }
    for (std::size_t k = 0; k < functions_.size(); ++k) {
      text += fmt::format(
          "inline double {}({}) {{\n  const double point[] = {{{}}};\n  double values[quantities];\n"
          "  evaluate(point, values);\n  return values[{}];\n}}\n\n",
          functions_[k], parameters, point, k);
      for (std::size_t i = 0; i < dimensions_; ++i) {
        const std::string name = functions_[k] + "_" + arguments_[i];
        if (!taken_.insert(name).second) continue;  // `u_x` is a quantity already
        text += fmt::format(
            "inline double {}({}) {{\n  const double point[] = {{{}}};\n"
            "  double values[quantities], derivatives[quantities * coordinates];\n"
            "  evaluate(point, values, derivatives);\n  return derivatives[{}];\n}}\n\n",
            name, parameters, point, k * dimensions_ + i);
      }
    }
    return text;
  }

  const Extract& extract_;
  const Problem& problem_;
  std::size_t dimensions_;
  std::set<std::string> taken_{"coordinates", "quantities", "coordinate_names", "quantity_names",
                               "lower",       "upper",      "evaluate",         "detail"};
  std::set<std::string> taken_arguments_{"point", "values", "derivatives", "evaluate", "quantities", "coordinates"};
  std::vector<std::string> arguments_, functions_;
};

void write_header(const CppFormat&, const std::filesystem::path& file, const Extract& extract) {
  write_whole(file, HeaderWriter(extract).write());
}

}  // namespace

std::shared_ptr<const FormatMethod> method_of(const CppFormat&) {
  static const auto method = std::make_shared<const FormatMethod>(
      described<CppFormat>, "cpp", "a C++17 header without dependencies: values and first derivatives at a point",
      std::vector<Setting>{}, FormatTraits{{".hpp", ".h"}, false}, write_header);
  return method;
}

}  // namespace ansatz
