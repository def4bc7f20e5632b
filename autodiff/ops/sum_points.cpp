// The sum over the points of the axis: from a value at points to a free one.
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
  if (!a.on_axis()) shape_error(g, p, "the value is free, so there are no points to sum over; did you mean sum?");
  return {a.rows, 1, free_axis, a.extents};
}

/// A tangent that is the same at all points is summed over them all the same: it is spread over them first.
Expr tangent_of(Expr y, std::span<const Expr> tangents) {
  return made_again(y, std::array{fit(tangents[0], operand_of(y, 0).shape())});
}

/// Every summand receives the cotangent.
Expr transposed(Expr y, Expr cotangent, std::size_t) { return broadcast(cotangent, operand_of(y, 0).shape()); }

void reference(const ReferenceCall& call) {
  const ReferenceValue& a = *call.operands[0];
  for_each(a, [&](auto row, auto col, auto p) { call.y.at(row, 0, 0) += a.repeated(row, col, p); });
}

constexpr Rule identities[] = {
    ANSATZ_RULE(sum_points, "sum of n equal f = n f", repeats_points(n.a),
                n.graph.count(n.a.shape().axis) * repeated_part(n.a)),
    ANSATZ_RULE(sum_points, "sum (rows repeated) = (sum) repeated", is_repetition(n.a), sum_points(l(n.a))),
    ANSATZ_RULE(sum_points, "sum -p = -sum p", is(n.a, Op::neg), -sum_points(l(n.a))),
    ANSATZ_RULE(sum_points, "sum f p = f sum p", free_times_point(n.a), l(n.a) * sum_points(r(n.a))),
    ANSATZ_RULE(sum_points, "sum f + p = n f + sum p", free_plus_point(n.a),
                n.graph.count(n.a.shape().axis) * free_part(n.a) + sum_points(point_part(n.a))),
    ANSATZ_RULE(sum_points, "sum A p = A sum p", is(n.a, Op::matmul), matmul(l(n.a), sum_points(r(n.a)))),
    ANSATZ_RULE(sum_points, "sum over points last", is(n.a, Op::sum), sum(sum_points(l(n.a)))),
};

}  // namespace

constinit const StructuralOperation ops::sum_points{.shape = shape_of,
                                                    .tangent = tangent_of,
                                                    .transpose = transposed,
                                                    .reference = reference,
                                                    .form = PointSum{},
                                                    .identities = identities};

Expr sum_points(Expr a) { return make(Op::sum_points, std::array{a}); }

}  // namespace ansatz::ad
