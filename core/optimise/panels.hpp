// Packed panels: the form in which dense algebra meets its micro-kernels. Private to dense.cpp.
//
// A panel holds `width()` neighbouring columns of a matrix, a few hundred rows deep: row by row, each row contiguous,
// so that a product reads it from front to back. One packed copy serves as both factors of X^T X: the kernel multiplies
// a strip of a few columns of one panel with all columns of another, and keeps the products in registers. Missing
// columns of the last panel are zero. Panels lie one behind the other, at multiples of 64 bytes.
#pragma once

#include <cstddef>

namespace ansatz::optimise::panels {

/// Columns of a panel on this machine. Divides `block_size`.
std::size_t width();

/// Rows of the blocks of a factorisation: a multiple of every panel's width and strip.
inline constexpr std::size_t block_size = 192;

/// Element (l, j) of a matrix to pack is at data[l * row + j * column].
struct Source {
  const double* data;
  std::size_t row, column;
};

/// Packs columns [first, first + width()), of which `columns` exist in all, and rows [0, depth).
void pack(const Source& source, std::size_t first, std::size_t columns, std::size_t depth, double* panel);

/// Rows [0, depth) of the first `columns` columns of a panel back to a row-major matrix. The panel's columns are those
/// from `first` on of a block: only entries in and above the block's diagonal are written.
void unpack(const double* panel, std::size_t first, std::size_t columns, std::size_t depth, double* to,
            std::size_t stride);

/// Rows [i0, i1) and columns [j0, j1) of C (row-major) += sign X^T Y, for panels of X and Y that are `depth` deep; i0
/// is a multiple of a panel's strip, j0 of its width. With `upper` only entries j >= i.
struct Product {
  const double *x, *y;
  std::size_t depth;
  std::size_t i0, i1, j0, j1;
  double* c;
  std::size_t stride;
  double sign;
  bool upper;
};
void multiply(const Product& product);

/// panel <- R^-T panel, for a triangle R of `size` rows (a multiple of width()) that is packed in panels of that depth.
void substitute(const double* R, std::size_t size, double* panel);

/// A = R^T R in place, for a block of `size` rows packed likewise, of which the upper triangle is read. False when it
/// is not positive definite.
bool factor(double* A, std::size_t size);

}  // namespace ansatz::optimise::panels
