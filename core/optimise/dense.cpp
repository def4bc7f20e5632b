// Products and factorisations go block by block, each block packed into panels; parts of a block go to threads.
#include "optimise/dense.hpp"

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <vector>

#include "optimise/panels.hpp"

namespace ansatz::optimise {
namespace {

using panels::block_size;
using panels::Source;

constexpr std::size_t depth_at_once = 320;  // of a Gram product at a time: a strip of a panel stays in L1
// Of C that a part of a product covers: the panels of its columns stay in L2, from part to part too, and there are
// enough parts for threads to end together.
constexpr std::size_t part_columns = 384, part_rows = 96;

std::size_t ceil_div(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

/// Some columns of a matrix, packed. Panel p begins at `at(p)`.
class Packed {
 public:
  Packed(std::size_t columns, std::size_t most_depth)
      : width_(panels::width()),
        columns_(columns),
        count_(ceil_div(columns, width_)),
        depth_(most_depth),
        data_(hwy::AllocateAligned<double>(std::max<std::size_t>(1, count_ * width_ * most_depth))) {}

  void pack(const Source& source, std::size_t depth, const Team& team) {
    depth_ = depth;
    team(count_, [&](std::size_t p) { panels::pack(source, p * width_, columns_, depth, at(p)); });
  }
  double* at(std::size_t panel) const { return data_.get() + panel * width_ * depth_; }
  const double* data() const { return data_.get(); }
  std::size_t width() const { return width_; }
  std::size_t columns() const { return columns_; }
  std::size_t count() const { return count_; }
  std::size_t depth() const { return depth_; }
  /// Columns in panel p.
  std::size_t columns_of(std::size_t p) const { return std::min(width_, columns_ - p * width_); }

 private:
  std::size_t width_, columns_, count_, depth_;
  hwy::AlignedFreeUniquePtr<double[]> data_;
};

/// Upper triangle of C (rows `stride` apart) += sign X^T X.
void multiply_upper(const Packed& x, double* c, std::size_t stride, double sign, const Team& team) {
  struct Part {
    std::size_t i, j;
  };
  std::vector<Part> parts;
  for (std::size_t j = 0; j < x.columns(); j += part_columns)
    for (std::size_t i = 0; i < std::min(x.columns(), j + part_columns); i += part_rows) parts.push_back({i, j});
  team(parts.size(), [&](std::size_t k) {
    const auto [i, j] = parts[k];
    panels::multiply({x.data(), x.data(), x.depth(), i, std::min(i + part_rows, x.columns()), j,
                      std::min(j + part_columns, x.columns()), c, stride, sign, true});
  });
}

void accumulate(std::size_t n, std::size_t count, const Source& source, Out G, const Team& team) {
  Packed x(n, std::min(count, depth_at_once));
  for (std::size_t first = 0; first < count; first += depth_at_once) {
    x.pack({source.data + first * source.row, source.row, source.column}, std::min(depth_at_once, count - first), team);
    multiply_upper(x, G.data(), n, 1, team);
  }
}

/// The block of a matrix at (first, first), packed, with the identity where it is filled up to whole panels.
Packed pack_diagonal(std::size_t n, const double* A, std::size_t first) {
  const std::size_t size = std::min(block_size, n - first), width = panels::width();
  const std::size_t filled = ceil_div(size, width) * width;
  Packed block(filled, filled);
  for (std::size_t p = 0; p < block.count(); ++p) {
    double* panel = block.at(p);
    std::fill(panel, panel + filled * width, 0.0);
    panels::pack({A + first * n + first, n, 1}, p * width, size, size, panel);
  }
  for (std::size_t i = size; i < filled; ++i) block.at(i / width)[i * width + i % width] = 1;
  return block;
}

}  // namespace

void accumulate_gram(std::size_t n, std::size_t count, In rows, Out G, const Team& team) {
  accumulate(n, count, {rows.data(), n, 1}, G, team);
}

void accumulate_gram_of_columns(std::size_t n, std::size_t count, In columns, Out G, const Team& team) {
  accumulate(n, count, {columns.data(), 1, count}, G, team);
}

void accumulate_products_of_columns(std::size_t count, In columns, In r, Out g, const Team& team) {
  constexpr std::size_t each = 64;  // columns of a part
  team(ceil_div(g.size(), each), [&](std::size_t part) {
    for (std::size_t i = part * each; i < std::min(g.size(), (part + 1) * each); ++i)
      g[i] += dot(columns.subspan(i * count, count), r);
  });
}

bool cholesky(std::size_t n, Out A, const Team& team) {
  for (std::size_t first = 0; first < n; first += block_size) {
    const std::size_t size = std::min(block_size, n - first), next = first + size;
    double* rows = A.data() + first * n;
    const Packed block = pack_diagonal(n, A.data(), first);
    if (!panels::factor(block.at(0), block.depth())) return false;
    for (std::size_t p = 0; p < block.count() && p * block.width() < size; ++p)
      panels::unpack(block.at(p), p * block.width(), size - p * block.width(), size, rows + first + p * block.width(),
                     n);
    if (next == n) break;
    Packed right(n - next, size);
    team(right.count(), [&](std::size_t p) {
      double* panel = right.at(p);
      panels::pack({rows + next, n, 1}, p * right.width(), right.columns(), size, panel);
      panels::substitute(block.at(0), size, panel);
      panels::unpack(panel, size, right.columns_of(p), size, rows + next + p * right.width(), n);
    });
    multiply_upper(right, A.data() + next * n + next, n, -1, team);
  }
  return true;
}

void solve_transposed(std::size_t n, In R, Out b) {
  for (std::size_t i = 0; i < n; ++i) {
    b[i] /= R[i * n + i];
    add_scaled(b.subspan(i + 1), -b[i], R.subspan(i * n + i + 1, n - i - 1));
  }
}

void solve(std::size_t n, In R, Out b) {
  for (std::size_t i = n; i-- > 0;)
    b[i] = (b[i] - dot(R.subspan(i * n + i + 1, n - i - 1), b.subspan(i + 1))) / R[i * n + i];
}

void solve_transposed(std::size_t n, In R, std::size_t count, Out X, const Team& team) {
  for (std::size_t first = 0; first < n; first += block_size) {
    const std::size_t size = std::min(block_size, n - first), next = first + size;
    const Packed block = pack_diagonal(n, R.data(), first);
    Packed right(n - next, size), x(count, block.depth());
    right.pack({R.data() + first * n + next, n, 1}, size, team);
    team(x.count(), [&](std::size_t p) {
      double *panel = x.at(p), *rows = X.data() + first * count, *columns = rows + p * x.width();
      std::fill(panel, panel + block.depth() * x.width(), 0.0);
      panels::pack({rows, count, 1}, p * x.width(), count, size, panel);
      panels::substitute(block.at(0), block.depth(), panel);
      panels::unpack(panel, block.depth(), x.columns_of(p), size, columns, count);
      panels::multiply({right.data(), panel, size, 0, right.columns(), 0, x.columns_of(p),
                        X.data() + next * count + p * x.width(), count, -1, false});
    });
  }
}

void multiply_symmetric(std::size_t n, In A, In b, Out out) {
  std::fill(out.begin(), out.end(), 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    const In row = A.subspan(i * n + i, n - i);
    out[i] += dot(row, b.subspan(i));
    add_scaled(out.subspan(i + 1), b[i], row.subspan(1));
  }
}

}  // namespace ansatz::optimise
