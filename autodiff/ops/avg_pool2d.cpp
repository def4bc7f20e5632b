// Means over windows of each channel of an image at points, and the transpose of that, which spreads every mean evenly
// over its window. The zeros of padding count as numbers: a window is always divided by its height times its width.
#include <array>

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
double weight(Words attributes) { return 1.0 / read(attributes).places(); }
Windows windows_over(Words attributes) { return windows_over_image(read(attributes)); }
Windows windows_under(Words attributes) { return windows_under_image(read(attributes)); }

Shape pool_shape(Graph& g, const Proposal& p) {
  const Attributes a = checked_windows(p);
  check_image(g, p, 0, a.image());
  const Extents result = a.result(a.channels);
  return {result.rows(), 1, p.operands[0].shape().axis, result};
}

Shape unpool_shape(Graph& g, const Proposal& p) {
  const Attributes a = checked_windows(p);
  check_image(g, p, 0, a.result(a.channels));
  return {a.image().rows(), 1, p.operands[0].shape().axis, a.image()};
}

Expr pool_transposed(Expr y, Expr cotangent, std::size_t) {
  const auto a = attributes_of<Attributes>(y);
  return avg_unpool2d(fit(cotangent, y.shape()), a.image(), a.window);
}

Expr unpool_transposed(Expr y, Expr cotangent, std::size_t) {
  const auto a = attributes_of<Attributes>(y);
  return avg_pool2d(reshape(fit(cotangent, y.shape()), a.image()), a.window);
}

void add_weighted(const ReferenceCall& call, const Windows& windows) {
  for_each_place(windows, [&](auto q, auto, auto row) {
    for (std::size_t p = 0; p < call.y.points; ++p)
      call.y.at(q, 0, p) += weight(call.attributes) * call.operands[0]->repeated(row, 0, p);
  });
}

void pool_reference(const ReferenceCall& call) { add_weighted(call, windows_over(call.attributes)); }
void unpool_reference(const ReferenceCall& call) { add_weighted(call, windows_under(call.attributes)); }

constexpr Rule pool_identities[] = {ANSATZ_RULE(avg_pool2d, "of 0", is_zero(n.a), n.c(0))};
constexpr Rule unpool_identities[] = {ANSATZ_RULE(avg_unpool2d, "of 0", is_zero(n.a), n.c(0))};

}  // namespace

constinit const StructuralOperation ops::avg_pool2d{.shape = pool_shape,
                                                    .tangent = tangent_of_windows,
                                                    .transpose = pool_transposed,
                                                    .reference = pool_reference,
                                                    .form = WindowProduct{windows_over, weight},
                                                    .identities = pool_identities};

constinit const StructuralOperation ops::avg_unpool2d{.shape = unpool_shape,
                                                      .tangent = tangent_of_windows,
                                                      .transpose = unpool_transposed,
                                                      .reference = unpool_reference,
                                                      .form = WindowProduct{windows_under, weight},
                                                      .identities = unpool_identities};

Expr avg_pool2d(Expr image, const Window2d& window) {
  return make(Op::avg_pool2d, std::array{image}, words(window_attributes("avg_pool2d", image, window)));
}

Expr avg_unpool2d(Expr pooled, Extents image, const Window2d& window) {
  return make(Op::avg_unpool2d, std::array{pooled}, words(Attributes{image[0], image[1], image[2], window}));
}

}  // namespace ansatz::ad
