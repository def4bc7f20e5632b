// The product of a free matrix with a free matrix, or with a column at points.
//
// A product W x at points is what networks consist of: see form `MatrixProduct`. The cotangent of W is a sum over
// points of outer products.
#include <algorithm>

#include <fmt/format.h>

#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

Shape shape_of(Graph& g, const Proposal& p) {
  const Shape &a = p.operands[0].shape(), &b = p.operands[1].shape();
  if (a.on_axis()) shape_error(g, p, "the left factor must be free, the same at all points; did you mean a * b?");
  if (a.cols != b.rows)
    shape_error(
        g, p, fmt::format("the inner sizes {} and {} differ; the right factor needs {} rows", a.cols, b.rows, a.cols));
  return {a.rows, b.cols, b.axis};
}

Expr transposed(Expr y, Expr cotangent, std::size_t i) {
  const Expr a = operand_of(y, 0), b = operand_of(y, 1);
  if (i == 1) return matmul(transpose(a), cotangent);
  return y.shape().on_axis() ? outer_sum(cotangent, b) : matmul(cotangent, transpose(b));
}

std::vector<OuterProduct> outer_products(Expr y, Expr cotangent, std::size_t i) {
  if (i != 0) return {};
  return {{fit_columns(cotangent, y.shape()), operand_of(y, 1)}};
}

void reference(const ReferenceCall& call) {
  const ReferenceValue &a = *call.operands[0], &b = *call.operands[1];
  for_each(call.y, [&](auto row, auto col, auto p) {
    for (std::size_t k = 0; k < a.shape.cols; ++k)
      call.y.at(row, col, p) += a.repeated(row, k, 0) * b.repeated(k, col, p);
  });
}

void free_value(const FreeCall& call) {
  const FreeNumbers a = call.operand(0), b = call.operand(1);
  std::fill_n(call.target, call.size(), 0.0);
  for (std::size_t i = 0; i < call.rows; ++i)
    for (std::size_t k = 0; k < a.cols; ++k)
      for (std::size_t j = 0; j < call.cols; ++j)
        call.target[i * call.cols + j] += a.at[i * a.cols + k] * b.at[k * call.cols + j];
}

constexpr Rule identities[] = {
    ANSATZ_RULE(matmul, "A 0 = 0", is_zero(n.a) || is_zero(n.b), n.c(0)),
    ANSATZ_RULE(matmul, "A (f at all points) = A f", repeats_points(n.b), matmul(n.a, repeated_part(n.b))),
    ANSATZ_RULE(matmul, "A (-x) = -(A x)", is(n.b, Op::neg), -matmul(n.a, l(n.b))),
};

}  // namespace

constinit const StructuralOperation ops::matmul{.shape = shape_of,
                                                .tangent = tangent_of_each,
                                                .transpose = transposed,
                                                .outer_products = outer_products,
                                                .reference = reference,
                                                .free = free_value,
                                                .form = MatrixProduct{},
                                                .identities = identities,
                                                .distributes = Distributes::over_sums_as_product};

Expr matmul(Expr a, Expr b) { return make(Op::matmul, std::array{a, b}); }

}  // namespace ansatz::ad
