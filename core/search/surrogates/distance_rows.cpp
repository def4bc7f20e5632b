#include "search/surrogates/distance_rows.hpp"

#include <cmath>

namespace ansatz::search {
namespace {

/// How far candidates are from their mean on average; 1 where all are the same.
double unit_of(const FeatureSet& features) {
  std::vector<double> mean(features.length, 0);
  const auto count = static_cast<double>(features.count());
  for (std::size_t i = 0; i < features.count(); ++i)
    for (std::size_t k = 0; k < features.length; ++k) mean[k] += features.of(i)[k] / count;
  double total = 0;
  for (std::size_t i = 0; i < features.count(); ++i) total += distance(features.metric, features.of(i), mean);
  return total > 0 ? total / count : 1;
}

}  // namespace

double distance(Metric metric, std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  if (metric == Metric::manhattan) {
    for (std::size_t k = 0; k < a.size(); ++k) sum += std::abs(a[k] - b[k]);
    return sum;
  }
  for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return std::sqrt(sum);
}

DistanceRows::DistanceRows(std::vector<FeatureSet> features) : features_(std::move(features)), rows_(features_.size()) {
  for (const FeatureSet& one : features_) units_.push_back(unit_of(one));
}

const std::vector<double>& DistanceRows::row(std::size_t feature, std::size_t candidate) {
  std::vector<double>& row = rows_[feature][candidate];
  if (!row.empty()) return row;
  const FeatureSet& own = features_[feature];
  for (std::size_t i = 0; i < own.count(); ++i)
    row.push_back(distance(own.metric, own.of(candidate), own.of(i)) / units_[feature]);
  return row;
}

const std::vector<double>& DistanceRows::known_row(std::size_t feature, std::size_t candidate) const {
  return rows_[feature].at(candidate);
}

}  // namespace ansatz::search
