// The sum over points of a b^T: the gradient of a loss with respect to a matrix.
#include <algorithm>
#include <array>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph& g, const Proposal& p) {
  const Shape &a = p.operands[0].shape(), &b = p.operands[1].shape();
  if (a.cols != 1 || b.cols != 1) shape_error(g, p, "both operands must be columns");
  if (a.on_axis() && b.on_axis() && a.axis != b.axis)
    shape_error(g, p, "values at the points of two different axes cannot be combined");
  if (!a.on_axis() && !b.on_axis())
    shape_error(g, p, "neither operand varies over points, so there is nothing to sum; use matmul(a, transpose(b))");
  return {a.rows, b.rows, free_axis};
}

// y = sum_p a_p b_p^T, so the cotangent of a_p is (cotangent b_p), that of b_p (cotangent^T a_p).
Expr transposed(Expr y, Expr cotangent, std::size_t i) {
  return i == 0 ? matmul(cotangent, operand_of(y, 1)) : matmul(transpose(cotangent), operand_of(y, 0));
}

void reference(const ReferenceCall& call) {
  const ReferenceValue &a = *call.operands[0], &b = *call.operands[1];
  for_each(call.y, [&](auto row, auto col, auto) {
    for (std::size_t p = 0; p < std::max(a.points, b.points); ++p)
      call.y.at(row, col, 0) += a.repeated(row, 0, p) * b.repeated(col, 0, p);
  });
}

constexpr Rule identities[] = {
    ANSATZ_RULE(outer_sum, "sum 0 b^T = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
    ANSATZ_RULE(outer_sum, "sum f b^T = f (sum b)^T", is_free(n.a), matmul(n.a, transpose(sum_points(n.b)))),
    ANSATZ_RULE(outer_sum, "sum a f^T = (sum a) f^T", is_free(n.b), matmul(sum_points(n.a), transpose(n.b))),
    ANSATZ_RULE(outer_sum, "sum f b^T = f (sum b)^T, f repeated", repeats_points(n.a),
                matmul(repeated_part(n.a), transpose(sum_points(n.b)))),
    ANSATZ_RULE(outer_sum, "sum a f^T = (sum a) f^T, f repeated", repeats_points(n.b),
                matmul(sum_points(n.a), transpose(repeated_part(n.b)))),
    ANSATZ_RULE(outer_sum, "sum -a b^T = -sum a b^T", is(n.a, Op::neg), -outer_sum(l(n.a), n.b)),
    ANSATZ_RULE(outer_sum, "sum a (-b)^T = -sum a b^T", is(n.b, Op::neg), -outer_sum(n.a, l(n.b))),
    ANSATZ_RULE(outer_sum, "sum (f a) b^T = f sum a b^T", free_times_point(n.a) && r(n.a).shape() == n.a.shape(),
                l(n.a) * outer_sum(r(n.a), n.b)),
    ANSATZ_RULE(outer_sum, "sum a (f b)^T = (sum a b^T) f^T", free_times_point(n.b) && r(n.b).shape() == n.b.shape(),
                outer_sum(n.a, r(n.b)) * transpose(l(n.b))),
};

}  // namespace

constinit const StructuralOperation ops::outer_sum{.shape = shape_of,
                                                   .tangent = tangent_of_each,
                                                   .transpose = transposed,
                                                   .reference = reference,
                                                   .form = OuterSum{},
                                                   .identities = identities};

Expr outer_sum(Expr a, Expr b) { return make(Op::outer_sum, std::array{a, b}); }

}  // namespace ansatz::ad
