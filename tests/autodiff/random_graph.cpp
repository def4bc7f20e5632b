#include "random_graph.hpp"

#include <algorithm>
#include <string>

#include "samples.hpp"

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

/// A value of the pool or a free one with that many rows, whatever they were called, or a scalar.
Expr RandomGraph::pick_column(const std::vector<Expr>& pool, std::uint32_t rows) {
  const std::vector<Expr>& from = random(4) == 0 ? free_ : pool;
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Expr candidate = pick(from);
    if (candidate.shape().cols == 1 && (candidate.shape().rows == rows || candidate.shape().rows == 1))
      return reshape(candidate, {});
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

/// Rows of a value, as two channels of 3 x 3.
Expr RandomGraph::image(Expr a) {
  const std::uint32_t rows = a.shape().rows;
  return reshape(rows < 18 ? pad(a, 0, 18) : slice(a, 0, 18), {2, 3, 3});
}

/// A window of 2 x 3, however it moves.
Window2d RandomGraph::window() {
  const auto small = [&](std::uint32_t below) { return static_cast<std::uint32_t>(random(below)); };
  return {2, 3, 1 + small(2), 1 + small(2), small(2), small(2)};
}

Expr RandomGraph::structural(std::vector<Expr>& pool) {
  const Expr a = pick(pool);
  const std::uint32_t rows = a.shape().rows;
  const auto other_rows = static_cast<std::uint32_t>(1 + random(12));
  switch (random(20)) {
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
    case 9: return conv2d(image(a), parameter(other_rows, 2 * 2 * 3), window());
    case 10: return avg_pool2d(image(a), window());
    case 11: {
      const Window2d w = window();
      const Expr x = image(tame(a));
      return spread_largest2d(x, max_pool2d(x, w) + choose_largest2d(x, image(sin(a)), w), w);
    }
    case 12: {
      const std::uint32_t list[] = {rows - 1, 0, static_cast<std::uint32_t>(random(rows))};
      return gather(a, list);
    }
    case 13: return log_softmax(tame(a)) + held(tame(a));
    case 14: {
      const Window2d w = window();
      return conv2d_transpose(conv2d(image(a), parameter(2, 2 * 2 * 3), w), swap_channels(parameter(2, 2 * 2 * 3), 2),
                              {2, 3, 3}, w);
    }
    case 15: {
      const Window2d w = window();
      const Expr y = conv2d(image(tame(a)), parameter(3, 2 * 2 * 3), w);
      return 0.01 * matmul(conv2d_outer_sum(y, image(sin(a)), w), parameter(2 * 2 * 3, 1));
    }
    case 16: {
      const Window2d w = window();
      return avg_unpool2d(avg_pool2d(image(a), w), {2, 3, 3}, w);
    }
    case 17: return scatter_sum(a, std::vector<std::uint32_t>(rows, static_cast<std::uint32_t>(random(4))), 4);
    case 18: return testing::bump()(tame(a));
    default: {
      const Expr b = pick_column(pool, rows);
      return select(gt(a, b), tame(a), b);
    }
  }
}

}  // namespace ansatz::ad
