// The same value, taken for a constant by derivatives. It costs nothing.
#include <algorithm>
#include <array>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph&, const Proposal& p) { return p.operands[0].shape(); }

Expr tangent_of(Expr y, std::span<const Expr>) { return y.graph().constant(0); }
Expr transposed(Expr y, Expr, std::size_t) { return y.graph().constant(0); }

void reference(const ReferenceCall& call) {
  for_each(call.y,
           [&](auto row, auto col, auto p) { call.y.at(row, col, p) = call.operands[0]->repeated(row, col, p); });
}

void free_value(const FreeCall& call) { std::copy_n(call.operand(0).at, call.size(), call.target); }

constexpr Rule identities[] = {
    ANSATZ_RULE(held, "held twice", is(n.a, Op::held), n.a),
    ANSATZ_RULE(held, "repeated x is held before", is_repetition(n.a), broadcast(held(l(n.a)), n.shape)),
};

}  // namespace

constinit const StructuralOperation ops::held{.shape = shape_of,
                                              .tangent = tangent_of,
                                              .transpose = transposed,
                                              .reference = reference,
                                              .free = free_value,
                                              .form = RowsOf{},
                                              .identities = identities};

Expr held(Expr x) { return make(Op::held, std::array{x}); }

}  // namespace ansatz::ad
