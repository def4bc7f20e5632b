#include "exact/hermite.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace ansatz::exact {
namespace {

/// The derivative of `order` of s^power at 0 or 1.
double derivative_of_power(std::size_t power, std::size_t order, bool at_one) {
  if (power < order || (!at_one && power > order)) return 0;
  double factor = 1;
  for (std::size_t i = 0; i < order; ++i) factor *= static_cast<double>(power - i);
  return factor;
}

std::size_t count_at(const std::vector<AtEnd>& conditions, bool upper) {
  return static_cast<std::size_t>(
      std::count_if(conditions.begin(), conditions.end(), [&](const AtEnd& c) { return c.upper == upper; }));
}

ad::Expr power(ad::Expr base, std::size_t exponent) {
  ad::Expr product = base.graph().constant(1);
  for (std::size_t i = 0; i < exponent; ++i) product = product * base;
  return product;
}

}  // namespace

bool without_gaps(const std::vector<AtEnd>& conditions) {
  std::vector<std::size_t> orders;
  for (const AtEnd& condition : conditions) orders.push_back(condition.order);
  std::sort(orders.begin(), orders.end());
  for (std::size_t i = 0; i < orders.size(); ++i)
    if (orders[i] != i) return false;
  return true;
}

bool slope_alone(const std::vector<AtEnd>& conditions, bool upper) {
  return count_at(conditions, upper) == 1 && std::any_of(conditions.begin(), conditions.end(), [&](const AtEnd& c) {
           return c.upper == upper && c.order == 1;
         });
}

// The variable is s = (x - lower)/length, or d = x - end where all conditions are at one end: there the matrix is
// diagonal, and the polynomials are those of Taylor.
CardinalPolynomials::CardinalPolynomials(std::vector<AtEnd> conditions, Interval side)
    : conditions_(std::move(conditions)), side_(side) {
  const std::size_t count = conditions_.size(), upper = count_at(conditions_, true);
  one_end_ = upper == 0 || upper == count;
  first_power_ =
      std::any_of(conditions_.begin(), conditions_.end(), [](const AtEnd& c) { return c.order == 0; }) ? 0 : 1;
  const auto n = static_cast<Eigen::Index>(count);
  const double length = one_end_ ? 1 : side_.upper - side_.lower;
  Eigen::MatrixXd values(n, n);  // [condition][power]
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t power = 0; power < count; ++power)
      values(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(power)) =
          derivative_of_power(first_power_ + power, conditions_[k].order, conditions_[k].upper && !one_end_) *
          std::pow(length, -static_cast<double>(conditions_[k].order));
  const Eigen::MatrixXd inverse = values.fullPivLu().inverse();  // [power][condition]
  for (std::size_t k = 0; k < count; ++k) {
    coefficients_.emplace_back();
    for (std::size_t power = 0; power < count; ++power) {
      const double value = inverse(static_cast<Eigen::Index>(power), static_cast<Eigen::Index>(k));
      coefficients_.back().push_back(std::abs(value) < 1e-14 ? 0 : value);  // rounding of zeros
    }
  }
}

ad::Expr CardinalPolynomials::variable(ad::Expr x) const {
  if (one_end_) return beyond(x, conditions_.front().upper ? side_.upper : side_.lower);
  return beyond(x, side_.lower) / (side_.upper - side_.lower);
}

ad::Expr CardinalPolynomials::operator()(std::size_t k, ad::Expr x) const {
  const std::vector<double>& c = coefficients_[k];
  const ad::Expr s = variable(x);
  if (first_power_ == 0 && c.size() == 2 && c[0] == 1 && c[1] == -1)
    return (side_.upper - x) / (side_.upper - side_.lower);
  ad::Expr sum = x.graph().constant(0);
  for (std::size_t i = c.size(); i-- > 0;) sum = sum * s + c[i];
  return first_power_ == 0 ? sum : sum * s;
}

ad::Expr vanishing(const std::vector<AtEnd>& conditions, Interval side, ad::Expr x) {
  const bool flat_lower = slope_alone(conditions, false), flat_upper = slope_alone(conditions, true);
  const std::size_t lower = flat_lower ? 0 : count_at(conditions, false);
  const std::size_t upper = flat_upper ? 0 : count_at(conditions, true);
  const double length = side.upper - side.lower;
  const ad::Expr from_lower = beyond(x, side.lower), from_upper = side.upper - x;
  // length^2 - s^2 is (length - s)(length + s).
  if (flat_lower) return power(from_upper * (length + from_lower) / (length * length), upper);
  if (flat_upper) return power(from_lower * (length + from_upper) / (length * length), lower);
  const auto m = static_cast<double>(lower), n = static_cast<double>(upper);
  const double largest = std::pow(m / (m + n), m) * std::pow(n / (m + n), n);  // at s = m/(m + n), on [0, 1]
  const double size = largest * std::pow(length, m + n);
  const ad::Expr product = power(from_lower, lower) * power(from_upper, upper);
  return size == 1 ? product : product / size;
}

ad::Expr beyond(ad::Expr x, double c) { return c < 0 ? x + -c : x - c; }

}  // namespace ansatz::exact
