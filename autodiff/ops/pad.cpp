// Zeros above and below a value: the transpose of slice.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/rows.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  const auto [first, total] = attributes_in<RowsAttributes>(p.attributes);
  if (std::uint64_t{first} + a.rows > total)
    shape_error(g, p, fmt::format("{} rows from row {} on do not fit into {} rows", a.rows, first, total));
  return {total, a.cols, a.axis};
}

Expr transposed(Expr y, Expr cotangent, std::size_t) {
  return slice(cotangent, first_row(y), operand_of(y, 0).shape().rows);
}

void reference(const ReferenceCall& call) {
  const ReferenceValue& a = *call.operands[0];
  const std::uint32_t first = first_row(call.attributes);
  for_each(a, [&](auto row, auto col, auto p) { call.y.at(row + first, col, p) = a.repeated(row, col, p); });
}

void free_value(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  std::fill_n(call.target, call.size(), 0.0);
  std::copy_n(a.at, a.size(), call.target + first_row(call.attributes) * call.cols);
}

constexpr Rule identities[] = {
    ANSATZ_RULE(pad, "no zeros around x = x", n.a.shape() == n.shape, n.a),
    ANSATZ_RULE(pad, "pad 0 = 0", is_zero(n.a), n.c(0)),
    ANSATZ_RULE(pad, "pad of pad", is(n.a, Op::pad), pad(l(n.a), first_row(n.a) + first_row(n), n.shape.rows)),
};

}  // namespace

constinit const StructuralOperation ops::pad{.shape = shape_of,
                                             .tangent = tangent_of_each,
                                             .transpose = transposed,
                                             .reference = reference,
                                             .free = free_value,
                                             .form = RowsWithin{first_row},
                                             .identities = identities,
                                             .distributes = Distributes::over_sums};

Expr pad(Expr a, std::uint32_t first_row, std::uint32_t total_rows) {
  return make(Op::pad, std::array{a}, words(RowsAttributes{first_row, total_rows}));
}

}  // namespace ansatz::ad
