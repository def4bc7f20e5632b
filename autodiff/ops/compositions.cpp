// Functions that are made of operations and need none of their own.
#include <fmt/format.h>

#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "graph/identities.hpp"

namespace ansatz::ad {
namespace {

/// The largest row, by halves.
Expr largest_row(Expr x) {
  while (x.shape().rows > 1) {
    const std::uint32_t rows = x.shape().rows, half = (rows + 1) / 2;
    x = max(slice(x, 0, half), slice(x, rows - half, half));
  }
  return x;
}

}  // namespace

Expr log_softmax(Expr x) {
  if (!x.valid()) throw UserError("log_softmax: the operand is empty; it was never given a formula");
  if (x.shape().cols != 1)
    throw UserError(fmt::format("log_softmax: a column is needed, not {}", describe(x.graph(), x.shape())));
  const Expr shifted = x - held(largest_row(x));  // the same for any shift; this one cannot overflow
  return shifted - log(sum(exp(shifted)));
}

Expr channel_values(Expr values, Extents image) {
  if (!values.valid()) throw UserError("channel_values: the operand is empty; it was never given a formula");
  if (image.rows() == 0 || values.shape().rows != image[0] || values.shape().cols != 1)
    throw UserError(fmt::format("channel_values: a {} has not one value for each of {} channels",
                                describe(values.graph(), values.shape()), image[0]));
  std::vector<std::uint32_t> channel(image.rows());
  const std::uint32_t pixels = image.rows() / image[0];
  for (std::uint32_t row = 0; row < image.rows(); ++row) channel[row] = row / pixels;
  return reshape(gather(values, channel), image);
}

}  // namespace ansatz::ad
