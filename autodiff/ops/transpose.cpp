// The transpose of a free matrix. Products at points read the matrix itself and never need it.
#include <array>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  if (a.on_axis()) shape_error(g, p, "only a free matrix can be transposed; a value at points is always a column");
  return {a.cols, a.rows, free_axis};
}

Expr transposed(Expr, Expr cotangent, std::size_t) { return transpose(cotangent); }

void reference(const ReferenceCall& call) {
  for_each(call.y,
           [&](auto row, auto col, auto p) { call.y.at(row, col, p) = call.operands[0]->repeated(col, row, p); });
}

void free_value(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  double* out = call.target;
  for (std::size_t row = 0; row < call.rows; ++row)
    for (std::size_t col = 0; col < call.cols; ++col) *out++ = a.at[col * a.cols + row];
}

constexpr Rule identities[] = {
    ANSATZ_RULE(transpose, "x^T = x for a scalar", n.shape.size() == 1, n.a),
    ANSATZ_RULE(transpose, "x^T^T = x", is(n.a, Op::transpose), l(n.a)),
    ANSATZ_RULE(transpose, "(sum a b^T)^T = sum b a^T", is(n.a, Op::outer_sum), outer_sum(r(n.a), l(n.a))),
    ANSATZ_RULE(transpose, "(repeated x)^T = repeated x^T", is_repetition(n.a), transpose(l(n.a))),
};

}  // namespace

constinit const StructuralOperation ops::transpose{.shape = shape_of,
                                                   .tangent = tangent_of_each,
                                                   .transpose = transposed,
                                                   .reference = reference,
                                                   .free = free_value,
                                                   .form = FreeTranspose{},
                                                   .identities = identities};

Expr transpose(Expr a) { return make(Op::transpose, std::array{a}); }

}  // namespace ansatz::ad
