// One of two values, by a condition, component by component. What is not chosen has no part in value or derivative.
#include <array>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph& g, const Proposal& p) { return elementwise_shape(g, p.op, p.operands); }

/// The condition stays: the result does not change with it but where it jumps.
Expr tangent_of(Expr y, std::span<const Expr> tangents) {
  const Expr yes = tangent_of_operand(y, tangents, 1);
  return made_again(y, std::array{operand_of(y, 0), yes, tangent_of_operand(y, tangents, 2)});
}

Expr transposed(Expr y, Expr cotangent, std::size_t i) {
  const Expr condition = operand_of(y, 0), zero = y.graph().constant(0);
  return i == 0 ? zero : i == 1 ? select(condition, cotangent, zero) : select(condition, zero, cotangent);
}

Shape used_as(Expr y, std::size_t) { return y.shape(); }

void reference(const ReferenceCall& call) {
  for_each(call.y, [&](auto row, auto col, auto p) {
    call.y.at(row, col, p) =
        (call.operands[0]->repeated(row, col, p) != 0 ? *call.operands[1] : *call.operands[2]).repeated(row, col, p);
  });
}

void free_value(const FreeCall& call) {
  const FreeNumbers condition = call.operand(0), yes = call.operand(1), no = call.operand(2);
  double* out = call.target;
  for (std::size_t row = 0; row < call.rows; ++row)
    for (std::size_t col = 0; col < call.cols; ++col)
      *out++ = (condition.repeated(row, col) != 0 ? yes : no).repeated(row, col);
}

constexpr Rule identities[] = {
    ANSATZ_RULE(select, "c ? x : y, decided", uniform_value(n.a), is_zero(n.a) ? n.node.operands[2] : n.b),
    ANSATZ_RULE(select, "c ? x : x = x", n.b == n.node.operands[2], n.b),
};

}  // namespace

constinit const StructuralOperation ops::select{.shape = shape_of,
                                                .tangent = tangent_of,
                                                .transpose = transposed,
                                                .used_as = used_as,
                                                .reference = reference,
                                                .free = free_value,
                                                .form = Choice{},
                                                .identities = identities,
                                                .componentwise = true};

Expr select(Expr condition, Expr yes, Expr no) { return make(Op::select, std::array{condition, yes, no}); }

}  // namespace ansatz::ad
