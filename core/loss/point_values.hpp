// Residuals at any points, forward only: what weights and adaptive points are decided by.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/sampling.hpp"
#include "loss/loss.hpp"

namespace ansatz {

class PointValues {
 public:
  /// `loss` and `workers` must live longer. A group's program is compiled when it is first used.
  PointValues(const Loss& loss, ad::Precision precision, ad::Workers& workers);
  ~PointValues();

  /// The residuals of a group, in the loss's order, neither weighted nor scaled: one number a point.
  std::vector<std::vector<double>> operator()(std::size_t group, std::span<const double> theta, const PointSet& points);

  /// The root of the sum of the squares of a group's residuals, weighted as the problem's
  /// conditions are, at each point.
  std::vector<double> magnitudes(const Problem& problem, std::size_t group, std::span<const double> theta,
                                 const PointSet& points);

 private:
  struct Compiled;
  const Loss& loss_;
  ad::Precision precision_;
  ad::Workers& workers_;
  std::vector<std::unique_ptr<Compiled>> programs_;  // by group
};

}  // namespace ansatz
