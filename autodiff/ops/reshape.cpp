// The same rows, known as an array of other extents, or as a plain column. It costs nothing.
#include <algorithm>
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
  std::array<std::uint32_t, 4> sizes;
};

Extents extents_in(Words attributes) {
  Extents extents;
  extents.sizes = attributes_in<Attributes>(attributes).sizes;
  return extents;
}

Shape shape_of(Graph& g, const Proposal& p) {
  const Shape& a = p.operands[0].shape();
  const Extents to = extents_in(p.attributes);
  if (to.given() && to.rows() != a.size())
    shape_error(g, p, fmt::format("{} entries do not make {}", a.size(), describe(g, {1, 1, free_axis, to})));
  if (a.cols != 1) shape_error(g, p, "only a column has extents; a matrix has rows and columns");
  return {a.rows, 1, a.axis, to};
}

Expr transposed(Expr y, Expr cotangent, std::size_t) { return reshape(cotangent, operand_of(y, 0).shape().extents); }

void reference(const ReferenceCall& call) {
  for_each(call.y,
           [&](auto row, auto col, auto p) { call.y.at(row, col, p) = call.operands[0]->repeated(row, col, p); });
}

void free_value(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  std::copy_n(a.at, call.size(), call.target);
}

// The repeated value, if it has all rows, under its new extents; a single row has none.
Expr renamed_part(const Candidate& n) {
  const Expr part = l(n.a);
  return part.shape().rows == n.shape.rows ? reshape(part, n.shape.extents) : part;
}

constexpr Rule identities[] = {
    ANSATZ_RULE(reshape, "x to its own extents = x", n.a.shape().extents == n.shape.extents, n.a),
    ANSATZ_RULE(reshape, "reshape of reshape", is(n.a, Op::reshape), reshape(l(n.a), n.shape.extents)),
    ANSATZ_RULE(reshape, "reshape of a repetition", is_repetition(n.a) && n.shape.rows > 1,
                broadcast(renamed_part(n), n.shape)),
    ANSATZ_RULE(reshape, "reshape of -x = -(reshape of x)", is(n.a, Op::neg), -reshape(l(n.a), n.shape.extents)),
};

}  // namespace

constinit const StructuralOperation ops::reshape{.shape = shape_of,
                                                 .tangent = tangent_of_each,
                                                 .transpose = transposed,
                                                 .reference = reference,
                                                 .free = free_value,
                                                 .form = RowsOf{},
                                                 .identities = identities,
                                                 .distributes = Distributes::over_products,
                                                 .folds = false};

Expr reshape(Expr a, Extents to) { return make(Op::reshape, std::array{a}, words(Attributes{to.sizes})); }

}  // namespace ansatz::ad
