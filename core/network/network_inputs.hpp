// What the first layer of a network reads: the coordinates, or features of them.
//
//   coordinate      (x - centre) 2/length: in [-1, 1] over the bounding box of the domain
//   a feature       waves and such: feature.hpp
//   an expression   as it is
//
// None depends on what is trained, frequencies being constants of the graph, but for features that are stretched: they
// have a column of factors each, "input1" with the number of the input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/weight_form.hpp"

namespace ansatz {

class NetworkInputs {
 public:
  /// Throws UserError for a feature of a coordinate that does not exist, or of none.
  NetworkInputs(const NetworkSpec& spec, const Domain& domain, std::uint64_t seed, const NewParameter& add);

  /// Rows of the column that the first layer reads.
  std::uint32_t rows() const { return rows_; }
  InputRows all_rows() const;
  /// The column, at a column of all coordinates.
  ad::Expr operator()(ad::Expr coordinates) const;
  /// Whether it needs nothing but the coordinates, scaled: no formula that could ask for derivatives.
  bool plain() const { return features_.empty(); }

 private:
  ad::Expr scaled(ad::Expr coordinates) const;
  ad::Expr value(std::size_t number, ad::Expr coordinates) const;

  std::string name_;
  Domain domain_;
  std::uint64_t seed_;
  std::vector<Interval> box_;
  bool normalise_;
  std::vector<InputFeature> features_;
  std::vector<ad::Expr> stretches_;  // one a feature, or none
  std::uint32_t rows_ = 0;
};

}  // namespace ansatz
