// Everything that is trained, as one flat array `theta`.
//
// Each parameter is a leaf of the graph (a matrix of weights, a column of biases, a column of slopes, a scalar
// unknown) that owns a block of theta, row by row. Blocks lie one after another in the order in which they
// were added: for every network W1 b1 W2 b2 ... and then its slopes a1 a2 ... (`gaaf`: a), the unknowns at the
// end. Before W1 stand factors of what the network reads (input1 ...), behind W1 its exponents s1, where there are any.
// Optimisers see theta alone; programs are given pointers to the blocks.
//
// Parameters of given values are held: their blocks are constants of the graph, and nothing trains them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

struct ParameterBlock {
  std::string name;  // "network/W1"
  ad::Expr leaf;
  std::size_t offset = 0;  // of the first entry in theta
  std::size_t size = 0;    // rows * columns
};

class Parameters {
 public:
  /// `held`: the values of all that will be added, in that order; none where they are
  /// trained. Must live until they are.
  explicit Parameters(ad::Graph& graph, std::span<const double> held = {}) : graph_(&graph), held_(held) {}

  /// Adds a block of rows x columns that starts at the given values (row by row) and returns its leaf: a constant of
  /// the values held in their place, if any are. Throws UserError where there is one of that name.
  ad::Expr add(std::string name, std::uint32_t rows, std::uint32_t columns, std::span<const double> start);

  ad::Graph& graph() const { return *graph_; }
  std::span<const ParameterBlock> blocks() const { return blocks_; }
  std::vector<ad::Expr> leaves() const;
  std::size_t size() const { return start_.size(); }
  /// theta before the first step.
  const std::vector<double>& start() const { return start_; }

 private:
  ad::Graph* graph_;
  std::span<const double> held_;
  std::vector<ParameterBlock> blocks_;
  std::vector<double> start_;
};

}  // namespace ansatz
