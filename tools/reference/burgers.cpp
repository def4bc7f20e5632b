#include "burgers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace reference {

double burgers(double x, double t, double nu, std::size_t nodes) {
  using std::numbers::pi;
  if (t == 0) return -std::sin(pi * x);
  // Beyond this s the weight is below 1e-17 of its largest value, as the cosine moves the
  // exponent by 1/(pi nu) at most.
  const double reach = std::sqrt(1 / (pi * nu) + 40);
  const double step = reach / static_cast<double>(nodes), width = 2 * std::sqrt(nu * t);
  const auto n = static_cast<std::ptrdiff_t>(nodes);
  const auto place = [&](std::ptrdiff_t k) { return x - width * step * static_cast<double>(k); };
  const auto exponent = [&](std::ptrdiff_t k) {
    const double s = step * static_cast<double>(k);
    return -s * s - std::cos(pi * place(k)) / (2 * pi * nu);
  };
  double largest = exponent(0);
  for (std::ptrdiff_t k = -n; k <= n; ++k) largest = std::max(largest, exponent(k));
  double above = 0, below = 0;
  for (std::ptrdiff_t k = -n; k <= n; ++k) {
    const double weight = std::exp(exponent(k) - largest);
    above += std::sin(pi * place(k)) * weight;
    below += weight;
  }
  return -above / below;
}

namespace {

BurgersTable table_of(double nu, std::size_t nodes, std::size_t columns, std::size_t rows, double per_unit) {
  BurgersTable table{columns, rows, per_unit, {}};
  for (std::size_t j = 0; j < rows; ++j)
    for (std::size_t i = 0; i < columns; ++i) table.values.push_back(burgers(table.x(i), table.t(j), nu, nodes));
  return table;
}

}  // namespace

BurgersTable usual_burgers_table(std::size_t nodes) { return table_of(0.01 / std::numbers::pi, nodes, 256, 100, 100); }

BurgersTable small_burgers_table(std::size_t nodes) { return table_of(0.02, nodes, 65, 21, 20); }

}  // namespace reference
