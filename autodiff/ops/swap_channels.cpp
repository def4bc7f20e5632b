// Weights of a convolution as they stand for its transpose: (in, out * places) in place of (out, in * places).
#include <array>

#include <fmt/format.h>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

struct Attributes {
  std::uint32_t channels_in;
};

Shape shape_of(Graph& g, const Proposal& p) {
  const Shape& w = p.operands[0].shape();
  const std::uint32_t in = attributes_in<Attributes>(p.attributes).channels_in;
  if (w.on_axis() || in == 0 || w.cols % in != 0)
    shape_error(g, p, fmt::format("must be a free matrix whose columns are {} channels of equally many places", in));
  return {in, w.rows * (w.cols / in), free_axis};
}

Expr transposed(Expr y, Expr cotangent, std::size_t) { return swap_channels(cotangent, operand_of(y, 0).shape().rows); }

/// From entry (i, o * places + k) of the result to entry (o, i * places + k) of the weights.
template <class F>
void for_each_swapped(std::size_t in, std::size_t out, std::size_t places, F assign) {
  for (std::size_t i = 0; i < in; ++i)
    for (std::size_t o = 0; o < out; ++o)
      for (std::size_t k = 0; k < places; ++k) assign(i, o * places + k, o, i * places + k);
}

void reference(const ReferenceCall& call) {
  const ReferenceValue& w = *call.operands[0];
  const std::size_t in = call.y.shape.rows;
  for_each_swapped(in, w.shape.rows, w.shape.cols / in, [&](auto row, auto col, auto from_row, auto from_col) {
    call.y.at(row, col, 0) = w.repeated(from_row, from_col, 0);
  });
}

void free_value(const FreeCall& call) {
  const FreeNumbers w = call.operand(0);
  for_each_swapped(call.rows, w.rows, w.cols / call.rows, [&](auto row, auto col, auto from_row, auto from_col) {
    call.target[row * call.cols + col] = w.at[from_row * w.cols + from_col];
  });
}

constexpr Rule identities[] = {
    ANSATZ_RULE(swap_channels, "swapped twice", is(n.a, Op::swap_channels) && l(n.a).shape() == n.shape, l(n.a)),
    ANSATZ_RULE(swap_channels, "of -x", is(n.a, Op::neg), -swap_channels(l(n.a), n.shape.rows)),
    ANSATZ_RULE(swap_channels, "of 0", is_zero(n.a), n.c(0)),
};

}  // namespace

constinit const StructuralOperation ops::swap_channels{.shape = shape_of,
                                                       .tangent = tangent_of_each,
                                                       .transpose = transposed,
                                                       .reference = reference,
                                                       .free = free_value,
                                                       .form = FreeOnly{},
                                                       .identities = identities};

Expr swap_channels(Expr weights, std::uint32_t channels_in) {
  return make(Op::swap_channels, std::array{weights}, words(Attributes{channels_in}));
}

}  // namespace ansatz::ad
