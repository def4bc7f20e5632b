// The sum over rows and columns: a scalar, at each point where the operand has points.
#include <array>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph&, const Proposal& p) { return {1, 1, p.operands[0].shape().axis}; }

/// Every summand receives the cotangent.
Expr transposed(Expr y, Expr cotangent, std::size_t) {
  Shape shape = operand_of(y, 0).shape();
  if (!shape.on_axis()) shape.axis = cotangent.shape().axis;
  return broadcast(cotangent, shape);
}

void reference(const ReferenceCall& call) {
  const ReferenceValue& a = *call.operands[0];
  for_each(a, [&](auto row, auto col, auto p) { call.y.at(0, 0, p) += a.repeated(row, col, p); });
}

void free_value(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  *call.target = 0;
  for (std::size_t i = 0; i < a.size(); ++i) *call.target += a.at[i];
}

constexpr Rule identities[] = {
    ANSATZ_RULE(sum, "sum x = x for a scalar", n.a.shape().size() == 1, n.a),
    ANSATZ_RULE(sum, "sum -x = -sum x", is(n.a, Op::neg), -sum(l(n.a))),
    ANSATZ_RULE(sum, "sum c x = c sum x, for a scalar c", is(n.a, Op::mul) && l(n.a).shape().size() == 1,
                l(n.a) * sum(r(n.a))),
    ANSATZ_RULE(sum, "sum (repeated x) = n sum x", is_repetition(n.a),
                (static_cast<double>(n.a.shape().size()) / static_cast<double>(l(n.a).shape().size())) * sum(l(n.a))),
    ANSATZ_RULE(sum, "sum of reshape", is(n.a, Op::reshape), sum(l(n.a))),
    ANSATZ_RULE(sum, "sum pad x = sum x", is(n.a, Op::pad), sum(l(n.a))),
};

}  // namespace

constinit const StructuralOperation ops::sum{.shape = shape_of,
                                             .tangent = tangent_of_each,
                                             .transpose = transposed,
                                             .reference = reference,
                                             .free = free_value,
                                             .form = RowSum{},
                                             .identities = identities,
                                             .distributes = Distributes::over_sums};

Expr sum(Expr a) { return make(Op::sum, std::array{a}); }

}  // namespace ansatz::ad
