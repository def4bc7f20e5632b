// How far candidates are from each other by each of their features: row by row as they are asked for, and kept.
//
// A distance is in units of how far candidates are from their mean on average, so that features can be added.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "ansatz/core/search/surrogate.hpp"

namespace ansatz::search {

/// Not in units of anything.
double distance(Metric metric, std::span<const double> a, std::span<const double> b);

class DistanceRows {
 public:
  explicit DistanceRows(std::vector<FeatureSet> features);

  std::size_t features() const { return features_.size(); }
  std::size_t count() const { return features_.front().count(); }
  const FeatureSet& feature(std::size_t number) const { return features_[number]; }

  /// From one candidate to all, by one feature.
  const std::vector<double>& row(std::size_t feature, std::size_t candidate);
  /// The same row, of which `row` was asked before.
  const std::vector<double>& known_row(std::size_t feature, std::size_t candidate) const;

 private:
  std::vector<FeatureSet> features_;
  std::vector<double> units_;
  std::vector<std::map<std::size_t, std::vector<double>>> rows_;  // by feature, then candidate
};

}  // namespace ansatz::search
