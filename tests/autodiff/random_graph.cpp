#include "random_graph.hpp"

#include <algorithm>
#include <string>

namespace ansatz::ad {

RandomGraph::RandomGraph(std::uint64_t seed, std::vector<std::size_t> points, std::size_t operations) : noise_{seed} {
  for (int k = 0; k < 3; ++k) free_.push_back(parameter(static_cast<std::uint32_t>(1 + random(9)), 1));
  free_.push_back(parameter(1, 1));
  for (std::size_t a = 0; a < points.size(); ++a) {
    const Axis axis = graph.axis("axis " + std::to_string(a));
    pools_.emplace_back();
    for (int k = 0; k < 2; ++k) {
      const auto rows = static_cast<std::uint32_t>(1 + random(9));
      const Expr input = graph.input("x", rows, axis);
      add_input(input, rows * points[a]);
      pools_.back().push_back(input);
    }
  }
  for (std::size_t k = 0; k < operations; ++k) {
    std::vector<Expr>& pool = pools_[random(pools_.size())];
    const Expr made = random(3) == 0 ? structural(pool) : elementwise(pool);
    (made.shape().on_axis() ? pool : free_).push_back(made);
  }
  for (const std::vector<Expr>& pool : pools_) {
    outputs.push_back(pool.back());
    outputs.push_back(sum_points(pick(pool)));
    outputs.push_back(sum_points(pool.back() * pick_column(pool, pool.back().shape().rows)));
  }
  outputs.push_back(free_.back());
  outputs.push_back(pick(free_));
}

std::uint64_t RandomGraph::random(std::uint64_t below) {
  return static_cast<std::uint64_t>((noise_(drawn_++) * 0.5 + 0.5) * static_cast<double>(below));
}

void RandomGraph::add_input(Expr leaf, std::size_t size) {
  inputs.push_back(leaf);
  values.emplace_back();
  for (std::size_t i = 0; i < size; ++i) values.back().push_back(noise_(1000000 * inputs.size() + i));
}

Expr RandomGraph::parameter(std::uint32_t rows, std::uint32_t cols) {
  const Expr made = graph.parameter("w", rows, cols);
  add_input(made, std::size_t{rows} * cols);
  return made;
}

/// A value of the pool or a free one with that many rows, or a scalar.
Expr RandomGraph::pick_column(const std::vector<Expr>& pool, std::uint32_t rows) {
  const std::vector<Expr>& from = random(4) == 0 ? free_ : pool;
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Expr candidate = pick(from);
    if (candidate.shape().cols == 1 && (candidate.shape().rows == rows || candidate.shape().rows == 1))
      return candidate;
  }
  return pick(pool)[0];
}

Expr RandomGraph::elementwise(std::vector<Expr>& pool) {
  const Expr a = pick(pool), b = pick_column(pool, a.shape().rows);
  switch (random(4)) {
    case 0: return a + b;
    case 1: return a - 0.5 * b;
    case 2: return a * tame(b);
    default: break;
  }
  std::vector<const OperationInfo*> table;
  for (const OperationInfo& entry : operations())
    if (entry.elementwise) table.push_back(&entry);
  const OperationInfo& entry = *table[random(table.size())];
  const Expr operands[] = {tame(a), tame(b)};
  return apply(entry.op, std::span(operands, static_cast<std::size_t>(entry.arity)));
}

Expr RandomGraph::structural(std::vector<Expr>& pool) {
  const Expr a = pick(pool);
  const std::uint32_t rows = a.shape().rows;
  const auto other_rows = static_cast<std::uint32_t>(1 + random(12));
  switch (random(10)) {
    case 0: return matmul(parameter(other_rows, rows), tame(a));
    case 1: return matmul(transpose(parameter(rows, other_rows)), tame(a)) + parameter(other_rows, 1);
    case 2: return matmul(parameter(other_rows, rows), sin(a)) + matmul(parameter(other_rows, rows), tame(a));
    case 3: return sum(tame(a));
    case 4: return slice(a, static_cast<std::uint32_t>(random(rows)), 1);
    case 5: return pad(a, static_cast<std::uint32_t>(random(3)), rows + 3);
    case 6: {
      const Expr parts[] = {a, pick(pool)[0], parameter(2, 1)};
      return rows < 20 ? concat(parts) : a;
    }
    case 7: return mean_points(tame(a));
    case 8: {
      const Expr b = pick(pool);
      return matmul(outer_sum(tame(a), tame(b)) + outer_sum(sin(a), tame(b)), parameter(b.shape().rows, 1)) * 0.01;
    }
    default: {
      const Expr b = pick_column(pool, rows);
      return select(gt(a, b), tame(a), b);
    }
  }
}

}  // namespace ansatz::ad
