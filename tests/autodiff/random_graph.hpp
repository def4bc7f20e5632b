// Random expressions over the whole table of operations: several axes, free values, sums over points that flow back to
// the points. A function of the seed alone.
#pragma once

#include <vector>

#include "aligned.hpp"
#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

class RandomGraph {
 public:
  /// `points` of each of the axes there will be.
  RandomGraph(std::uint64_t seed, std::vector<std::size_t> points, std::size_t operations);

  Graph graph;
  std::vector<Expr> inputs, outputs;
  std::vector<std::vector<double>> values;  // of the inputs

 private:
  std::uint64_t random(std::uint64_t below);
  Expr pick(const std::vector<Expr>& pool) { return pool[random(pool.size())]; }
  Expr pick_column(const std::vector<Expr>& pool, std::uint32_t rows);
  Expr parameter(std::uint32_t rows, std::uint32_t cols);
  Expr image(Expr a);
  Window2d window();
  Expr tame(Expr x) { return 0.4 + 0.3 * sin(x); }
  Expr elementwise(std::vector<Expr>& pool);
  Expr structural(std::vector<Expr>& pool);
  void add_input(Expr leaf, std::size_t size);

  Noise noise_;
  std::uint64_t drawn_ = 0;
  std::vector<Expr> free_;
  std::vector<std::vector<Expr>> pools_;
};

}  // namespace ansatz::ad
