#include "compare/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::compare {
namespace {

/// A quantile of values that ascend, at least one.
double quantile(const std::vector<double>& values, double part) {
  const double place = part * static_cast<double>(values.size() - 1);
  const auto before = static_cast<std::size_t>(place);
  const double share = place - static_cast<double>(before);
  const double low = values[before];
  if (share == 0 || values[before + 1] == low) return low;  // infinities have no difference
  return low + share * (values[before + 1] - low);
}

}  // namespace

Summary summary_of(std::vector<double> values) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (values.empty()) return {0, none, none, none};
  std::sort(values.begin(), values.end());
  return {values.size(), quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

SignTest sign_test(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size())
    throw InternalFault(fmt::format("a sign test of pairs got {} and {} values", a.size(), b.size()));
  SignTest test;
  for (std::size_t i = 0; i < a.size(); ++i) ++(a[i] < b[i] ? test.less : b[i] < a[i] ? test.greater : test.tied);
  const std::size_t pairs = test.less + test.greater, fewer = std::min(test.less, test.greater);
  if (pairs == 0) return test;
  const boost::math::binomial_distribution<double> coin(static_cast<double>(pairs), 0.5);
  test.p = std::min(1.0, 2 * boost::math::cdf(coin, static_cast<double>(fewer)));
  return test;
}

double least_p(std::size_t pairs) { return pairs == 0 ? 1 : std::ldexp(1.0, 1 - static_cast<int>(pairs)); }

std::vector<double> holm(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> corrected(p.size());
  double largest = 0;  // a comparison stands no better than those with smaller p
  for (std::size_t k = 0; k < order.size(); ++k) {
    largest = std::max(largest, std::min(1.0, static_cast<double>(order.size() - k) * p[order[k]]));
    corrected[order[k]] = largest;
  }
  return corrected;
}

}  // namespace ansatz::compare
