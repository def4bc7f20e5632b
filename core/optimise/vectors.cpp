#include "ansatz/core/optimise/vectors.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace ansatz::optimise {
namespace {

auto view(In a) { return Eigen::Map<const Eigen::VectorXd>(a.data(), static_cast<Eigen::Index>(a.size())); }
auto view(Out a) { return Eigen::Map<Eigen::VectorXd>(a.data(), static_cast<Eigen::Index>(a.size())); }

}  // namespace

double dot(In a, In b) { return view(a).dot(view(b)); }

double norm(In a) { return std::sqrt(dot(a, a)); }

double largest(In a) {
  double m = 0;
  for (const double x : a) {
    if (std::isnan(x)) return x;
    m = std::max(m, std::abs(x));
  }
  return m;
}

bool all_finite(In a) {
  return std::all_of(a.begin(), a.end(), [](double x) { return std::isfinite(x); });
}

void add_scaled(Out y, double a, In x) { view(y) += a * view(x); }

void scale(Out y, double a) { view(y) *= a; }

void copy(In from, Out to) { std::copy(from.begin(), from.end(), to.begin()); }

}  // namespace ansatz::optimise
