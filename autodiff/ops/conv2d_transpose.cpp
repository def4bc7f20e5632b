// The cotangent of the image of conv2d: every pixel gathers the windows that lie on it. That is a product with windows
// again, of the weights with channels swapped (swap_channels.cpp).
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "graph/reference_value.hpp"
#include "ops/convolution.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

struct Attributes {
  WindowAttributes windows;
  std::uint32_t result_channels;  // of conv2d, those of the operand here
};

Windows windows_of(Words attributes) {
  const auto a = attributes_in<Attributes>(attributes);
  return windows_under_pixels(a.windows, a.result_channels);
}

Shape shape_of(Graph& g, const Proposal& p) {
  const WindowAttributes a = checked_windows(p);
  const auto channels = attributes_in<Attributes>(p.attributes).result_channels;
  check_image(g, p, 0, a.result(channels));
  if (other_channels(g, p, 1, channels, a.places()) != a.channels)
    shape_error(g, p, fmt::format("the weights must have {} rows, one for each channel of the image", a.channels));
  return {a.image().rows(), 1, p.operands[0].shape().axis, a.image()};
}

Expr transposed(Expr y, Expr cotangent, std::size_t i) {
  const auto [a, channels] = attributes_of<Attributes>(y);
  const Expr image = operand_of(y, 0), weights = operand_of(y, 1), c = reshape(fit(cotangent, y.shape()), a.image());
  return i == 0 ? conv2d(c, swap_channels(weights, channels), a.window)
                : swap_channels(conv2d_outer_sum(image, c, a.window), a.channels);
}

void reference(const ReferenceCall& call) { window_product_reference(call, windows_of(call.attributes)); }

constexpr Rule identities[] = {
    ANSATZ_RULE(conv2d_transpose, "0 in either factor", is_zero(n.a) || is_zero(n.b), n.c(0)),
};

}  // namespace

constinit const StructuralOperation ops::conv2d_transpose{.shape = shape_of,
                                                          .tangent = tangent_of_windows,
                                                          .transpose = transposed,
                                                          .reference = reference,
                                                          .form = WindowProduct{windows_of, nullptr, true},
                                                          .identities = identities};

Expr conv2d_transpose(Expr image, Expr weights, Extents to, const Window2d& window) {
  const WindowAttributes a{to[0], to[1], to[2], window};
  const std::uint32_t channels = weights.valid() ? weights.shape().cols / std::max(1u, a.places()) : 0;
  return make(Op::conv2d_transpose, std::array{image, weights}, words(Attributes{a, channels}));
}

}  // namespace ansatz::ad
