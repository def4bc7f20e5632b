// Convolution of images at points with free weights, as neural networks mean it: a cross-correlation.
//
//   y[o][oy][ox] = sum over c, i, j of W[o][c][i][j] x[c][oy * step + i - padding][ox * step + j - padding]
//
// Its derivatives of every order are made of four operations: see convolution.hpp.
#include <array>
#include <vector>

#include "graph/reference_value.hpp"
#include "ops/convolution.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph& g, const Proposal& p) {
  const WindowAttributes a = checked_windows(p);
  check_image(g, p, 0, a.image());
  const Extents result = a.result(other_channels(g, p, 1, a.channels, a.places()));
  if (result.rows() == 0) shape_error(g, p, "the result has too many rows");
  return {result.rows(), 1, p.operands[0].shape().axis, result};
}

Expr transposed(Expr y, Expr cotangent, std::size_t i) {
  const auto a = attributes_of<WindowAttributes>(y);
  const Expr image = operand_of(y, 0), weights = operand_of(y, 1), c = fit(cotangent, y.shape());
  return i == 0 ? conv2d_transpose(c, swap_channels(weights, a.channels), a.image(), a.window)
                : conv2d_outer_sum(c, reshape(image, a.image()), a.window);
}

/// Windows one by one: W_ok receives at each point the sum over windows q of c_oq x_k(q).
std::vector<OuterProduct> outer_products(Expr y, Expr cotangent, std::size_t i) {
  if (i != 1) return {};
  const auto a = attributes_of<WindowAttributes>(y);
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

void reference(const ReferenceCall& call) { window_product_reference(call, convolution_windows(call.attributes)); }

constexpr Rule identities[] = {
    ANSATZ_RULE(conv2d, "W * 0 = 0 * x = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
};

}  // namespace

constinit const StructuralOperation ops::conv2d{.shape = shape_of,
                                                .tangent = tangent_of_windows,
                                                .transpose = transposed,
                                                .outer_products = outer_products,
                                                .reference = reference,
                                                .form = WindowProduct{convolution_windows},
                                                .identities = identities};

Expr conv2d(Expr image, Expr weights, const Window2d& window) {
  const std::array operands{image, weights};
  return make(Op::conv2d, operands, words(window_attributes("conv2d", image, window)));
}

}  // namespace ansatz::ad
