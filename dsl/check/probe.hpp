// A few points of a condition, for checks that put numbers into symbols.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "analyse/analysis.hpp"
#include "evaluate/formula.hpp"

namespace ansatz::dsl {

struct Probe {
  std::vector<double> point;   // all coordinates
  std::vector<double> normal;  // on a boundary
};

/// Up to `count` points, always the same ones, where the condition is asked to hold.
std::vector<Probe> probe_points(const Analysis& analysis, const ConditionFacts& facts, std::size_t count);

/// Numbers for the leaves of residuals. Both arguments are referred to.
class LeafValues {
 public:
  LeafValues(const SymbolicScope& symbols, const std::vector<Probe>& probes) : symbols_(symbols), probes_(probes) {}
  /// Values of a leaf at all probes.
  void set(std::size_t leaf, std::vector<double> values) { values_[leaf] = std::move(values); }
  /// values[k][p] of residual k at probe p. Coordinates and normals are known; every other leaf must be set.
  std::vector<std::vector<double>> evaluate(std::span<const ad::Expr> residuals);

 private:
  std::vector<double> known(const SymbolicLeaf& leaf) const;
  const SymbolicScope& symbols_;
  const std::vector<Probe>& probes_;
  std::map<std::size_t, std::vector<double>> values_;
};

/// "x = 0.5, t = 1": how messages name a point.
std::string describe_point(const Analysis& analysis, const std::vector<double>& point);

}  // namespace ansatz::dsl
