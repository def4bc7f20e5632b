// A grid becomes one function of its coordinates and of the number of the derivative, so that all derivatives of a grid
// are equal where they are the same. What is cubic is known by its values and by slopes at the points, mixed ones too:
// a spline is solved for along one coordinate after another (kernel: interpolation_kernel.hpp).
#include "ansatz/core/interpolation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <memory>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/source.hpp"
#include "functions/interpolation_kernel.hpp"

namespace ansatz {
namespace {

/// Slopes at the knots of the spline through `count` values that stand `step` apart, written likewise to `slopes`.
class SplineSlopes {
 public:
  explicit SplineSlopes(const std::vector<double>& knots) : x_(knots), right_(knots.size()), upper_(knots.size()) {}

  void solve(const double* values, double* slopes, std::size_t step) {
    const std::size_t n = x_.size();
    const auto rise = [&](std::size_t i) { return (values[(i + 1) * step] - values[i * step]) / h(i); };
    if (n == 2) {
      slopes[0] = slopes[step] = rise(0);
    } else if (n == 3) {  // the parabola
      const double bend = (rise(1) - rise(0)) / (h(0) + h(1));
      slopes[0] = rise(0) - h(0) * bend;
      slopes[step] = rise(0) + h(0) * bend;
      slopes[2 * step] = rise(1) + h(1) * bend;
    } else {
      sweep(rise, n);
      for (std::size_t i = n; i-- > 0;)
        slopes[i * step] = right_[i] - (i + 1 < n ? upper_[i] * slopes[(i + 1) * step] : 0.0);
    }
  }

 private:
  double h(std::size_t i) const { return x_[i + 1] - x_[i]; }

  /// The three diagonals row by row, eliminated downwards.
  template <class Rise>
  void sweep(const Rise& rise, std::size_t n) {
    const double first = h(0) + h(1), last = h(n - 2) + h(n - 3);
    row(0, 0, h(1), first, ((h(0) + 2 * first) * h(1) * rise(0) + h(0) * h(0) * rise(1)) / first);
    for (std::size_t i = 1; i + 1 < n; ++i)
      row(i, h(i), 2 * (h(i - 1) + h(i)), h(i - 1), 3 * (h(i) * rise(i - 1) + h(i - 1) * rise(i)));
    row(n - 1, last, h(n - 3), 0,
        (h(n - 2) * h(n - 2) * rise(n - 3) + (2 * last + h(n - 2)) * h(n - 3) * rise(n - 2)) / last);
  }
  void row(std::size_t i, double lower, double diagonal, double upper, double right) {
    const double pivot = diagonal - (i == 0 ? 0.0 : lower * upper_[i - 1]);
    upper_[i] = upper / pivot;
    right_[i] = (right - (i == 0 ? 0.0 : lower * right_[i - 1])) / pivot;
  }

  const std::vector<double>& x_;
  std::vector<double> right_, upper_;
};

/// What the kernel is given.
struct Tables {
  std::vector<int> counts;
  std::vector<double> knots;
  int kinds = 1;
  std::vector<double> values;
};

/// `slopes[...]` of `values[...]` along axis `i`.
void differentiate(const Grid& grid, std::size_t axis, const double* values, double* slopes) {
  std::size_t step = 1;
  for (std::size_t i = grid.axes.size(); --i > axis;) step *= grid.axes[i].size();
  const std::size_t count = grid.axes[axis].size(), block = step * count;
  SplineSlopes spline(grid.axes[axis]);
  for (std::size_t first = 0; first < grid.values.size(); first += block)
    for (std::size_t k = 0; k < step; ++k) spline.solve(values + first + k, slopes + first + k, step);
}

Tables tables_of(const Grid& grid, Interpolation method) {
  Tables tables;
  for (const std::vector<double>& axis : grid.axes) {
    tables.counts.push_back(static_cast<int>(axis.size()));
    tables.knots.insert(tables.knots.end(), axis.begin(), axis.end());
  }
  const std::size_t size = grid.values.size();
  if (method == Interpolation::cubic) tables.kinds = 1 << grid.axes.size();
  tables.values = grid.values;
  tables.values.resize(size * static_cast<std::size_t>(tables.kinds));
  for (std::size_t kind = 1; kind < static_cast<std::size_t>(tables.kinds); ++kind) {
    const auto axis = static_cast<std::size_t>(std::bit_width(kind) - 1);
    differentiate(grid, axis, tables.values.data() + (kind - (std::size_t{1} << axis)) * size,
                  tables.values.data() + kind * size);
  }
  return tables;
}

/// Of all bits (FNV-1a, 64 bits).
std::uint64_t digest(const Tables& tables) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::vector<double>* numbers : {&tables.knots, &tables.values})
    for (const double number : *numbers) hash = (hash ^ std::bit_cast<std::uint64_t>(number)) * 0x100000001b3;
  return hash;
}

template <class Number, class Write>
std::string listed(const std::vector<Number>& numbers, const Write& write) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    text += fmt::format("{}{}", i == 0 ? "" : i % 8 == 0 ? ",\n        " : ", ", write(numbers[i]));
  return text;
}

std::string source_of(const Tables& tables) {
  std::string arguments, point;
  for (std::size_t i = 0; i < tables.counts.size(); ++i) {
    arguments += fmt::format("double x{}, ", i);
    point += fmt::format("{}x{}", i == 0 ? "" : ", ", i);
  }
  const auto number = [](double value) { return ad::source_of(value); };
  return fmt::format(
      "[]({}double derivative) {{\n"
      "      static constexpr int counts[] = {{{}}};\n"
      "      static constexpr double knots[] = {{{}}};\n"
      "      static constexpr double values[] = {{{}}};\n"
      "      const double x[] = {{{}}};\n"
      "      const auto kernel = {};\n"
      "      return kernel({}, counts, knots, {}, values, x, static_cast<int>(derivative));\n    }}",
      arguments, listed(tables.counts, [](int count) { return count; }), listed(tables.knots, number),
      listed(tables.values, number), point, interpolation_kernel_text, tables.counts.size(), tables.kinds);
}

constexpr double base = 8;  // of the digits of a derivative's number

ad::Elementwise function_of(std::string name, std::shared_ptr<const Tables> tables, Interpolation method) {
  const auto coordinates = static_cast<int>(tables->counts.size());
  const double most = method == Interpolation::cubic ? 3 : 1;  // derivatives above these vanish
  ad::FunctionOfSeveral made;
  made.identity = fmt::format("{} {:016x}", name, digest(*tables));
  made.source = source_of(*tables);
  made.name = std::move(name);
  made.arguments = tables->counts.size() + 1;
  made.value = [tables, coordinates](std::span<const double> x) {
    return interpolation_kernel(coordinates, tables->counts.data(), tables->knots.data(), tables->kinds,
                                tables->values.data(), x.data(), static_cast<int>(x.back()));
  };
  made.derivative = [most](std::span<const ad::Expr> x, ad::Expr y, std::size_t i) {
    ad::Graph& graph = y.graph();
    if (i + 1 == x.size()) throw InternalFault("a derivative by the number of a derivative");
    const double number = graph.constant_values(x.back().id())[0], digit = std::pow(base, static_cast<double>(i));
    if (std::fmod(std::floor(number / digit), base) >= most) return graph.constant(0);
    std::vector<ad::Expr> next(x.begin(), x.end());
    next.back() = graph.constant(number + digit);
    return ad::applied_again(y, next);
  };
  return ad::Elementwise(std::move(made));
}

Grid checked(const std::string& name, const Grid& grid) {
  const auto refuse = [&](const std::string& why) { throw UserError(fmt::format("the grid of `{}` {}", name, why)); };
  if (grid.axes.empty() || grid.axes.size() > Grid::most_coordinates)
    refuse(fmt::format("has {} coordinates; it may have 1 to {}", grid.axes.size(), Grid::most_coordinates));
  std::size_t size = 1;
  for (const std::vector<double>& axis : grid.axes) {
    if (axis.size() < 2) refuse("has a single value of a coordinate; there must be two at least");
    if (std::adjacent_find(axis.begin(), axis.end(), [](double a, double b) { return !(a < b); }) != axis.end())
      refuse("has coordinates that do not ascend");
    size *= axis.size();
  }
  if (size != grid.values.size()) refuse(fmt::format("has {} values for {} points", grid.values.size(), size));
  return grid;
}

}  // namespace

InterpolatedGrid::InterpolatedGrid(std::string name, const Grid& grid, Interpolation method)
    : method_(method),
      function_(function_of(name, std::make_shared<const Tables>(tables_of(checked(name, grid), method)), method)) {
  for (const std::vector<double>& axis : grid.axes) ranges_.push_back({axis.front(), axis.back()});
}

ad::Expr InterpolatedGrid::operator()(std::span<const ad::Expr> at) const {
  if (at.size() != ranges_.size())
    throw UserError(fmt::format("`{}` is a function of {} coordinate{}, not {}", function_.name(), ranges_.size(),
                                ranges_.size() == 1 ? "" : "s", at.size()));
  std::vector<ad::Expr> operands(at.begin(), at.end());
  operands.push_back(at[0].graph().constant(0));
  return function_(operands);
}

std::optional<std::size_t> InterpolatedGrid::times_differentiated(ad::Expr e) const {
  const ad::Elementwise* function = ad::function_of(e);
  if (function == nullptr || !(*function == function_)) return std::nullopt;
  const ad::Graph& graph = e.graph();
  auto number = static_cast<std::size_t>(graph.constant_values(graph.operands(e.id()).back())[0]);
  std::size_t times = 0;
  for (; number > 0; number /= static_cast<std::size_t>(base)) times += number % static_cast<std::size_t>(base);
  return times;
}

}  // namespace ansatz
