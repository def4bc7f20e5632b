// What the first layer of a network reads: the coordinates, or features of them.
//
//   coordinate      (x - centre) 2/length: in [-1, 1] over the bounding box of the domain
//   periodic(x)     cos and sin of 2 pi k (x - lower)/length, k = 1 .. harmonics: every output of the network,
//                   and every derivative of it, has the period of the domain (Dong and Ni 2021)
//   fourier(x, t)   cos and sin of 2 pi b . v, v = (coordinate - lower)/length in [0, 1], with random b of a normal
//                   distribution (Tancik et al. 2020); b depends on the seed and the network's name alone
//   an expression   as it is
//
// None depends on what is trained: their frequencies are constants of the graph.
#pragma once

#include <cstdint>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

class NetworkInputs {
 public:
  /// Throws UserError for a feature of a coordinate that does not exist, or of none.
  NetworkInputs(const NetworkSpec& spec, const Domain& domain, std::uint64_t seed);

  /// Rows of the column that the first layer reads.
  std::uint32_t rows() const { return rows_; }
  /// The column, at a column of all coordinates.
  ad::Expr operator()(ad::Expr coordinates) const;
  /// Whether it needs nothing but the coordinates, scaled: no formula that could ask for derivatives.
  bool plain() const { return features_.empty(); }

 private:
  /// A feature with its numbers.
  struct Feature {
    InputFeature spec;
    std::vector<double> frequencies;  // [k * coordinates + i], 2 pi/length of coordinate i included
    std::vector<double> phases;       // at which it starts, one a frequency
  };
  Feature waves(const InputFeature& spec, std::uint64_t seed, std::size_t number) const;
  ad::Expr scaled(ad::Expr coordinates) const;
  ad::Expr value(const Feature& feature, ad::Expr coordinates) const;

  std::string name_;
  Domain domain_;
  std::vector<Interval> box_;
  bool normalise_;
  std::vector<Feature> features_;
  std::uint32_t rows_ = 0;
};

}  // namespace ansatz
