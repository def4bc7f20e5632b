// Repetition over rows, columns or points. It costs nothing: who reads the result reads the operand again.
#include <array>

#include <fmt/format.h>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph& g, const Proposal& p) {
  const Shape &a = p.operands[0].shape(), &to = p.requested;
  const bool fits = (a.rows == to.rows || a.rows == 1) && (a.cols == to.cols || a.cols == 1) &&
                    (a.axis == to.axis || !a.on_axis()) && to.rows > 0 && to.cols > 0 &&
                    (!to.on_axis() || to.cols == 1);
  if (!fits)
    shape_error(g, p,
                fmt::format("cannot be repeated to {}; a single row, a single column and a free value can be",
                            describe(g, to)));
  Shape result = to;
  if (a.extents.given() && a.rows == to.rows && to.cols == 1) {
    if (to.extents.given() && to.extents != a.extents)
      shape_error(g, p, fmt::format("its entries are not those of {}; use reshape where they are", describe(g, to)));
    result.extents = a.extents;
  }
  return result;
}

Expr transposed(Expr, Expr cotangent, std::size_t) { return cotangent; }

Shape used_as(Expr y, std::size_t) { return y.shape(); }

void reference(const ReferenceCall& call) {
  for_each(call.y,
           [&](auto row, auto col, auto p) { call.y.at(row, col, p) = call.operands[0]->repeated(row, col, p); });
}

void free_value(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  double* out = call.target;
  for (std::size_t row = 0; row < call.rows; ++row)
    for (std::size_t col = 0; col < call.cols; ++col) *out++ = a.repeated(row, col);
}

constexpr Rule identities[] = {
    ANSATZ_RULE(broadcast, "x to its own shape = x", n.a.shape() == n.shape, n.a),
    ANSATZ_RULE(broadcast, "repetition of a repetition", is_repetition(n.a), broadcast(l(n.a), n.shape)),
};

}  // namespace

constinit const StructuralOperation ops::broadcast{.shape = shape_of,
                                                   .tangent = tangent_of_each,
                                                   .transpose = transposed,
                                                   .used_as = used_as,
                                                   .reference = reference,
                                                   .free = free_value,
                                                   .form = RowsOf{},
                                                   .identities = identities,
                                                   .distributes = Distributes::over_sums,
                                                   .repeats = true,
                                                   .folds = false};

Expr broadcast(Expr a, Shape to) { return make(Op::broadcast, std::array{a}, {}, to); }

}  // namespace ansatz::ad
