// Maxima over windows of each channel of an image at points.
//
// Where a window is largest does not change with the image but where it jumps, so that the derivatives of every order
// choose: the tangent of max_pool2d is what stands there in the tangent of the image (choose_largest2d), and its
// transpose adds there (spread_largest2d). Both are linear in their second operand and ask the image again, which keeps
// no positions. Of equal numbers the first counts, in the order of the window, as in PyTorch.
#include <array>
#include <cmath>
#include <optional>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"
#include "ops/windows.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;
using Value = WindowMaximum::Value;

Windows windows_over(Words attributes) { return windows_over_image(attributes_in<WindowAttributes>(attributes)); }

Shape pooled(const WindowAttributes& a, Axis axis) {
  const Extents result = a.result(a.channels);
  return {result.rows(), 1, axis, result};
}

void require_one_axis(Graph& g, const Proposal& p) {
  if (p.operands[0].shape().axis != p.operands[1].shape().axis)
    shape_error(g, p, "both operands must be at the points of one axis");
}

Shape pool_shape(Graph& g, const Proposal& p) {
  const WindowAttributes a = checked_windows(p);
  check_image(g, p, 0, a.image());
  return pooled(a, p.operands[0].shape().axis);
}

Shape choose_shape(Graph& g, const Proposal& p) {
  const Shape shape = pool_shape(g, p);
  check_image(g, p, 1, attributes_in<WindowAttributes>(p.attributes).image());
  require_one_axis(g, p);
  return shape;
}

Shape spread_shape(Graph& g, const Proposal& p) {
  const WindowAttributes a = checked_windows(p);
  check_image(g, p, 0, a.image());
  check_image(g, p, 1, a.result(a.channels));
  require_one_axis(g, p);
  return {a.image().rows(), 1, p.operands[0].shape().axis, a.image()};
}

Window2d window_of(Expr y) { return attributes_of<WindowAttributes>(y).window; }
Expr image_of(Expr y) { return reshape(operand_of(y, 0), attributes_of<WindowAttributes>(y).image()); }

Expr pool_tangent(Expr y, std::span<const Expr> tangents) {
  return choose_largest2d(image_of(y), fit(tangents[0], operand_of(y, 0).shape()), window_of(y));
}

Expr pool_transposed(Expr y, Expr cotangent, std::size_t) {
  return spread_largest2d(image_of(y), fit(cotangent, y.shape()), window_of(y));
}

/// Of choose and spread: where the image is largest stays.
Expr tangent_of_second(Expr y, std::span<const Expr> tangents) {
  if (!tangents[1].valid()) return y.graph().constant(0);
  return made_again(y, std::array{operand_of(y, 0), fit(tangents[1], operand_of(y, 1).shape())});
}

Expr choose_transposed(Expr y, Expr cotangent, std::size_t i) {
  return i == 0 ? y.graph().constant(0) : spread_largest2d(image_of(y), fit(cotangent, y.shape()), window_of(y));
}

Expr spread_transposed(Expr y, Expr cotangent, std::size_t i) {
  return i == 0 ? y.graph().constant(0) : choose_largest2d(image_of(y), fit(cotangent, y.shape()), window_of(y));
}

/// The row of the image where a window is largest at a point.
std::uint32_t largest_row(const ReferenceValue& image, const Windows& windows, std::uint32_t q, std::size_t p) {
  std::optional<std::uint32_t> best;
  for (std::uint32_t k = 0; k < windows.size; ++k) {
    const std::uint32_t row = windows.rows[std::size_t{q} * windows.size + k];
    if (row == Windows::zeros) continue;
    const double value = image.repeated(row, 0, p);
    if (!best || value > image.repeated(*best, 0, p) || std::isnan(value)) best = row;
  }
  return *best;  // padding is less than a window
}

template <Value value>
void reference(const ReferenceCall& call) {
  const ReferenceValue& image = *call.operands[0];
  const ReferenceValue& read = *call.operands[value == Value::largest ? 0 : 1];
  const Windows windows = windows_over(call.attributes);
  for (std::uint32_t q = 0; q < windows.count(); ++q)
    for (std::size_t p = 0; p < call.y.points; ++p) {
      const std::uint32_t row = largest_row(image, windows, q, p);
      if (value == Value::spread)
        call.y.at(row, 0, p) += read.repeated(q, 0, p);
      else
        call.y.at(q, 0, p) = read.repeated(row, 0, p);
    }
}

constexpr Rule pool_identities[] = {ANSATZ_RULE(max_pool2d, "of 0", is_zero(n.a), n.c(0))};
constexpr Rule choose_identities[] = {ANSATZ_RULE(choose_largest2d, "of 0", is_zero(n.b), n.c(0))};
constexpr Rule spread_identities[] = {ANSATZ_RULE(spread_largest2d, "of 0", is_zero(n.b), n.c(0))};

}  // namespace

constinit const StructuralOperation ops::max_pool2d{.shape = pool_shape,
                                                    .tangent = pool_tangent,
                                                    .transpose = pool_transposed,
                                                    .reference = reference<Value::largest>,
                                                    .form = WindowMaximum{Value::largest, windows_over},
                                                    .identities = pool_identities};

constinit const StructuralOperation ops::choose_largest2d{.shape = choose_shape,
                                                          .tangent = tangent_of_second,
                                                          .transpose = choose_transposed,
                                                          .reference = reference<Value::chosen>,
                                                          .form = WindowMaximum{Value::chosen, windows_over},
                                                          .identities = choose_identities,
                                                          .distributes = Distributes::over_sums};

constinit const StructuralOperation ops::spread_largest2d{.shape = spread_shape,
                                                          .tangent = tangent_of_second,
                                                          .transpose = spread_transposed,
                                                          .reference = reference<Value::spread>,
                                                          .form = WindowMaximum{Value::spread, windows_over},
                                                          .identities = spread_identities,
                                                          .distributes = Distributes::over_sums};

Expr max_pool2d(Expr image, const Window2d& window) {
  return make(Op::max_pool2d, std::array{image}, words(window_attributes("max_pool2d", image, window)));
}

Expr choose_largest2d(Expr image, Expr values, const Window2d& window) {
  return make(Op::choose_largest2d, std::array{image, values},
              words(window_attributes("choose_largest2d", image, window)));
}

Expr spread_largest2d(Expr image, Expr pooled, const Window2d& window) {
  return make(Op::spread_largest2d, std::array{image, pooled},
              words(window_attributes("spread_largest2d", image, window)));
}

}  // namespace ansatz::ad
