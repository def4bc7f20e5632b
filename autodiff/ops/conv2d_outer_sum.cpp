// The cotangent of the weights of conv2d, summed over the points.
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

Shape shape_of(Graph& g, const Proposal& p) {
  const WindowAttributes a = checked_windows(p);
  const Shape &c = p.operands[0].shape(), &image = p.operands[1].shape();
  check_image(g, p, 1, a.image());
  if (c.axis != image.axis || c.rows % a.out_pixels() != 0)
    shape_error(
        g, p, fmt::format("the first operand must have {} rows a channel, at the points of the image", a.out_pixels()));
  check_image(g, p, 0, a.result(c.rows / a.out_pixels()));
  return {c.rows / a.out_pixels(), a.channels * a.places(), free_axis};
}

Expr transposed(Expr y, Expr cotangent, std::size_t i) {
  const auto a = attributes_of<WindowAttributes>(y);
  const Expr c = operand_of(y, 0), image = operand_of(y, 1);
  return i == 0 ? conv2d(reshape(image, a.image()), cotangent, a.window)
                : conv2d_transpose(c, swap_channels(cotangent, a.channels), a.image(), a.window);
}

void reference(const ReferenceCall& call) {
  const ReferenceValue &c = *call.operands[0], &x = *call.operands[1];
  const Windows windows = convolution_windows(call.attributes);
  for_each_place(windows, [&](auto q, auto k, auto row) {
    for (std::size_t o = 0; o < call.y.shape.rows; ++o)
      for (std::size_t p = 0; p < std::max(c.points, x.points); ++p)
        call.y.at(o, k, 0) += c.repeated(o * windows.count() + q, 0, p) * x.repeated(row, 0, p);
  });
}

constexpr Rule identities[] = {
    ANSATZ_RULE(conv2d_outer_sum, "0 in either factor", is_zero(n.a) || is_zero(n.b), n.c(0)),
};

}  // namespace

constinit const StructuralOperation ops::conv2d_outer_sum{.shape = shape_of,
                                                          .tangent = tangent_of_windows,
                                                          .transpose = transposed,
                                                          .reference = reference,
                                                          .form = WindowOuterSum{convolution_windows},
                                                          .identities = identities};

Expr conv2d_outer_sum(Expr a, Expr image, const Window2d& window) {
  return make(Op::conv2d_outer_sum, std::array{a, image}, words(window_attributes("conv2d_outer_sum", image, window)));
}

}  // namespace ansatz::ad
