#include "ansatz/core/search/distances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::search {
namespace {

void require_same_length(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size())
    throw UserError(fmt::format("vectors of {} and {} numbers have no distance", a.size(), b.size()));
}

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> made(values.begin(), values.end());
  std::sort(made.begin(), made.end());
  return made;
}

}  // namespace

double manhattan(std::span<const double> a, std::span<const double> b) {
  require_same_length(a, b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum;
}

double euclidean(std::span<const double> a, std::span<const double> b) {
  require_same_length(a, b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum);
}

double wasserstein(std::span<const double> a, std::span<const double> b) {
  if (a.empty() || b.empty()) throw UserError("a set of no numbers has no distance to another");
  const std::vector<double> x = sorted(a), y = sorted(b);
  // The integral of the difference of the quantile functions, which are steps: from step to step of either.
  const std::size_t n = x.size(), m = y.size();
  double sum = 0;
  for (std::size_t i = 0, j = 0, at = 0; i < n && j < m;) {  // `at` and ends in units of 1/(n m)
    const std::size_t end = std::min((i + 1) * m, (j + 1) * n);
    sum += static_cast<double>(end - at) * std::abs(x[i] - y[j]);
    at = end;
    if (end == (i + 1) * m) ++i;
    if (end == (j + 1) * n) ++j;
  }
  return sum / (static_cast<double>(n) * static_cast<double>(m));
}

std::vector<double> histogram_cdf(std::span<const double> numbers, std::size_t weights) {
  constexpr double least = -100, most = 100;
  if (weights < least_weights)
    throw UserError("a layer of less than 200 weights has no histogram of weights / 100 - 1 bins");
  const std::size_t bins = weights / 100 - 1;
  std::vector<double> cdf(bins, 0.0);
  for (const double value : numbers) {
    if (!(value >= least && value <= most)) continue;
    const auto bin = static_cast<std::size_t>((value - least) / (most - least) * static_cast<double>(bins));
    cdf[std::min(bin, bins - 1)] += 1;  // the last bin has its upper end
  }
  for (std::size_t i = 1; i < bins; ++i) cdf[i] += cdf[i - 1];
  if (const double total = cdf.back(); total > 0)
    for (double& value : cdf) value /= total;
  return cdf;
}

}  // namespace ansatz::search
