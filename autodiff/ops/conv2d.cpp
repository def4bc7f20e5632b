// Convolution of images at points with free weights, as neural networks mean it: a cross-correlation.
//
//   y[o][oy][ox] = sum over c, i, j of W[o][c][i][j] x[c][oy * step + i - padding][ox * step + j - padding]
//
// It and its derivatives are four operations that are closed under transposition, so every order of derivative is made
// of them:
//
//   conv2d             y = W * x
//   conv2d_transpose   the cotangent of x: every pixel gathers the windows that lie on it. That is a product with
//                      windows again, of the weights with channels swapped
//   conv2d_outer_sum   the cotangent of W, summed over the points
//   swap_channels      W as (c, o places) in place of (o, c places)
//
// Nothing is copied into a matrix of windows: rows are addressed through lists, after the indirection buffers of
// XNNPACK (M. Dukhan, The Indirect Convolution Algorithm, 2019, arXiv:1907.02129).
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"
#include "ops/windows.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;
using Attributes = WindowAttributes;

Attributes read(Words attributes) { return attributes_in<Attributes>(attributes); }

/// The channels on the other side of free weights (channels, channels * places).
std::uint32_t other_channels(Graph& g, const Proposal& p, std::size_t operand, std::uint32_t channels,
                             std::uint32_t places) {
  const Shape& w = p.operands[operand].shape();
  if (w.on_axis() || w.cols != std::uint64_t{channels} * places)
    shape_error(g, p,
                fmt::format("the weights must be a free matrix with {} columns, {} channels times {} places",
                            std::uint64_t{channels} * places, channels, places));
  return w.rows;
}

// --- conv2d -----------------------------------------------------------------------------------------

Shape conv_shape(Graph& g, const Proposal& p) {
  const Attributes a = checked_windows(p);
  check_image(g, p, 0, a.image());
  const Extents result = a.result(other_channels(g, p, 1, a.channels, a.places()));
  if (result.rows() == 0) shape_error(g, p, "the result has too many rows");
  return {result.rows(), 1, p.operands[0].shape().axis, result};
}

Expr conv_transposed(Expr y, Expr cotangent, std::size_t i) {
  const auto a = attributes_of<Attributes>(y);
  const Expr image = operand_of(y, 0), weights = operand_of(y, 1), c = fit(cotangent, y.shape());
  return i == 0 ? conv2d_transpose(c, swap_channels(weights, a.channels), a.image(), a.window)
                : conv2d_outer_sum(c, reshape(image, a.image()), a.window);
}

/// Windows one by one: W_ok receives at each point the sum over windows q of c_oq x_k(q).
std::vector<OuterProduct> conv_outer_products(Expr y, Expr cotangent, std::size_t i) {
  if (i != 1) return {};
  const auto a = attributes_of<Attributes>(y);
  const Windows windows = windows_over_channels(a, a.channels);
  const Expr image = operand_of(y, 0), c = fit(cotangent, y.shape());
  const std::uint32_t channels = operand_of(y, 1).shape().rows;
  std::vector<OuterProduct> products;
  for (std::uint32_t q = 0; q < windows.count(); ++q) {
    std::vector<std::uint32_t> results;
    for (std::uint32_t o = 0; o < channels; ++o) results.push_back(o * windows.count() + q);
    const auto first = windows.rows.begin() + std::ptrdiff_t{q} * windows.size;
    const std::vector<std::uint32_t> rows(first, first + windows.size);
    products.push_back({gather(c, results), gather(image, rows)});
  }
  return products;
}

Windows conv_windows(Words attributes) {
  const Attributes a = read(attributes);
  return windows_over_channels(a, a.channels);
}

void product_reference(const ReferenceCall& call, const Windows& windows) {
  const ReferenceValue &x = *call.operands[0], &w = *call.operands[1];
  for_each_place(windows, [&](auto q, auto k, auto row) {
    for (std::size_t o = 0; o < w.shape.rows; ++o)
      for (std::size_t p = 0; p < call.y.points; ++p)
        call.y.at(o * windows.count() + q, 0, p) += w.repeated(o, k, 0) * x.repeated(row, 0, p);
  });
}

void conv_reference(const ReferenceCall& call) { product_reference(call, conv_windows(call.attributes)); }

constexpr Rule conv_identities[] = {
    ANSATZ_RULE(conv2d, "W * 0 = 0 * x = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
};

// --- conv2d_transpose ---------------------------------------------------------------------------------

struct TransposeAttributes {
  Attributes windows;
  std::uint32_t result_channels;  // of conv2d, those of the operand here
};

Windows conv_transpose_windows(Words attributes) {
  const auto a = attributes_in<TransposeAttributes>(attributes);
  return windows_under_pixels(a.windows, a.result_channels);
}

Shape conv_transpose_shape(Graph& g, const Proposal& p) {
  const Attributes a = checked_windows(p);
  const auto channels = attributes_in<TransposeAttributes>(p.attributes).result_channels;
  check_image(g, p, 0, a.result(channels));
  if (other_channels(g, p, 1, channels, a.places()) != a.channels)
    shape_error(g, p, fmt::format("the weights must have {} rows, one for each channel of the image", a.channels));
  return {a.image().rows(), 1, p.operands[0].shape().axis, a.image()};
}

Expr conv_transpose_transposed(Expr y, Expr cotangent, std::size_t i) {
  const auto [a, channels] = attributes_of<TransposeAttributes>(y);
  const Expr image = operand_of(y, 0), weights = operand_of(y, 1), c = reshape(fit(cotangent, y.shape()), a.image());
  return i == 0 ? conv2d(c, swap_channels(weights, channels), a.window)
                : swap_channels(conv2d_outer_sum(image, c, a.window), a.channels);
}

void conv_transpose_reference(const ReferenceCall& call) {
  product_reference(call, conv_transpose_windows(call.attributes));
}

constexpr Rule conv_transpose_identities[] = {
    ANSATZ_RULE(conv2d_transpose, "0 in either factor", is_zero(n.a) || is_zero(n.b), n.c(0)),
};

// --- conv2d_outer_sum ---------------------------------------------------------------------------------

Shape outer_shape(Graph& g, const Proposal& p) {
  const Attributes a = checked_windows(p);
  const Shape &c = p.operands[0].shape(), &image = p.operands[1].shape();
  check_image(g, p, 1, a.image());
  if (c.axis != image.axis || c.rows % a.out_pixels() != 0)
    shape_error(
        g, p, fmt::format("the first operand must have {} rows a channel, at the points of the image", a.out_pixels()));
  check_image(g, p, 0, a.result(c.rows / a.out_pixels()));
  return {c.rows / a.out_pixels(), a.channels * a.places(), free_axis};
}

Expr outer_transposed(Expr y, Expr cotangent, std::size_t i) {
  const auto a = attributes_of<Attributes>(y);
  const Expr c = operand_of(y, 0), image = operand_of(y, 1);
  return i == 0 ? conv2d(reshape(image, a.image()), cotangent, a.window)
                : conv2d_transpose(c, swap_channels(cotangent, a.channels), a.image(), a.window);
}

void outer_reference(const ReferenceCall& call) {
  const ReferenceValue &c = *call.operands[0], &x = *call.operands[1];
  const Windows windows = conv_windows(call.attributes);
  for_each_place(windows, [&](auto q, auto k, auto row) {
    for (std::size_t o = 0; o < call.y.shape.rows; ++o)
      for (std::size_t p = 0; p < std::max(c.points, x.points); ++p)
        call.y.at(o, k, 0) += c.repeated(o * windows.count() + q, 0, p) * x.repeated(row, 0, p);
  });
}

constexpr Rule outer_identities[] = {
    ANSATZ_RULE(conv2d_outer_sum, "0 in either factor", is_zero(n.a) || is_zero(n.b), n.c(0)),
};

// --- swap_channels ------------------------------------------------------------------------------------

struct SwapAttributes {
  std::uint32_t channels_in;
};

Shape swap_shape(Graph& g, const Proposal& p) {
  const Shape& w = p.operands[0].shape();
  const std::uint32_t in = attributes_in<SwapAttributes>(p.attributes).channels_in;
  if (w.on_axis() || in == 0 || w.cols % in != 0)
    shape_error(g, p, fmt::format("must be a free matrix whose columns are {} channels of equally many places", in));
  return {in, w.rows * (w.cols / in), free_axis};
}

Expr swap_transposed(Expr y, Expr cotangent, std::size_t) {
  return swap_channels(cotangent, operand_of(y, 0).shape().rows);
}

/// From entry (i, o * places + k) of the result to entry (o, i * places + k) of the weights.
template <class F>
void for_each_swapped(std::size_t in, std::size_t out, std::size_t places, F assign) {
  for (std::size_t i = 0; i < in; ++i)
    for (std::size_t o = 0; o < out; ++o)
      for (std::size_t k = 0; k < places; ++k) assign(i, o * places + k, o, i * places + k);
}

void swap_reference(const ReferenceCall& call) {
  const ReferenceValue& w = *call.operands[0];
  const std::size_t in = call.y.shape.rows;
  for_each_swapped(in, w.shape.rows, w.shape.cols / in, [&](auto row, auto col, auto from_row, auto from_col) {
    call.y.at(row, col, 0) = w.repeated(from_row, from_col, 0);
  });
}

void swap_free(const FreeCall& call) {
  const FreeNumbers w = call.operand(0);
  for_each_swapped(call.rows, w.rows, w.cols / call.rows, [&](auto row, auto col, auto from_row, auto from_col) {
    call.target[row * call.cols + col] = w.at[from_row * w.cols + from_col];
  });
}

constexpr Rule swap_identities[] = {
    ANSATZ_RULE(swap_channels, "swapped twice", is(n.a, Op::swap_channels) && l(n.a).shape() == n.shape, l(n.a)),
    ANSATZ_RULE(swap_channels, "of -x", is(n.a, Op::neg), -swap_channels(l(n.a), n.shape.rows)),
    ANSATZ_RULE(swap_channels, "of 0", is_zero(n.a), n.c(0)),
};

}  // namespace

constinit const StructuralOperation ops::conv2d{.shape = conv_shape,
                                                .tangent = tangent_of_windows,
                                                .transpose = conv_transposed,
                                                .outer_products = conv_outer_products,
                                                .reference = conv_reference,
                                                .form = WindowProduct{conv_windows},
                                                .identities = conv_identities};

constinit const StructuralOperation ops::conv2d_transpose{.shape = conv_transpose_shape,
                                                          .tangent = tangent_of_windows,
                                                          .transpose = conv_transpose_transposed,
                                                          .reference = conv_transpose_reference,
                                                          .form = WindowProduct{conv_transpose_windows},
                                                          .identities = conv_transpose_identities};

constinit const StructuralOperation ops::conv2d_outer_sum{.shape = outer_shape,
                                                          .tangent = tangent_of_windows,
                                                          .transpose = outer_transposed,
                                                          .reference = outer_reference,
                                                          .form = WindowOuterSum{conv_windows},
                                                          .identities = outer_identities};

constinit const StructuralOperation ops::swap_channels{.shape = swap_shape,
                                                       .tangent = tangent_of_each,
                                                       .transpose = swap_transposed,
                                                       .reference = swap_reference,
                                                       .free = swap_free,
                                                       .form = FreeOnly{},
                                                       .identities = swap_identities};

Expr conv2d(Expr image, Expr weights, const Window2d& window) {
  const std::array operands{image, weights};
  return make(Op::conv2d, operands, words(window_attributes("conv2d", image, window)));
}

Expr conv2d_transpose(Expr image, Expr weights, Extents to, const Window2d& window) {
  const Attributes a{to[0], to[1], to[2], window};
  const std::uint32_t channels = weights.valid() ? weights.shape().cols / std::max(1u, a.places()) : 0;
  return make(Op::conv2d_transpose, std::array{image, weights}, words(TransposeAttributes{a, channels}));
}

Expr conv2d_outer_sum(Expr a, Expr image, const Window2d& window) {
  return make(Op::conv2d_outer_sum, std::array{a, image}, words(window_attributes("conv2d_outer_sum", image, window)));
}

Expr swap_channels(Expr weights, std::uint32_t channels_in) {
  return make(Op::swap_channels, std::array{weights}, words(SwapAttributes{channels_in}));
}

}  // namespace ansatz::ad
