// Some rows of a value, one after another. It costs nothing at points.
#include <algorithm>
#include <array>
#include <vector>

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
  const auto [first, rows] = attributes_in<RowsAttributes>(p.attributes);
  if (rows == 0 || std::uint64_t{first} + rows > a.rows)
    shape_error(g, p,
                fmt::format("rows {} to {} were asked for, of rows 0 to {}", first, std::uint64_t{first} + rows - 1,
                            a.rows - 1));
  return {rows, a.cols, a.axis};
}

Expr transposed(Expr y, Expr cotangent, std::size_t) {
  return pad(cotangent, first_row(y), operand_of(y, 0).shape().rows);
}

void reference(const ReferenceCall& call) {
  const ReferenceValue& a = *call.operands[0];
  const std::uint32_t first = a.shape.rows == 1 ? 0 : first_row(call.attributes);
  for_each(call.y, [&](auto row, auto col, auto p) { call.y.at(row, col, p) = a.repeated(row + first, col, p); });
}

void free_value(const FreeCall& call) {
  const FreeNumbers a = call.operand(0);
  std::copy_n(a.at + first_row(call.attributes) * a.cols, call.size(), call.target);
}

// Rows of a concat, whose attributes are the rows where its parts end: where they are whole parts or lie inside one.
Expr slice_of_concat(const Candidate& n) {
  const Words ends = n.graph.attributes(n.a.id());
  const std::uint32_t first = first_row(n), wanted_end = first + n.shape.rows;
  const auto part = std::upper_bound(ends.begin(), ends.end(), first);
  const auto k = static_cast<std::size_t>(part - ends.begin());
  const std::uint32_t begin = k == 0 ? 0 : ends[k - 1];
  if (wanted_end <= *part) return slice(operand_of(n.a, k), first - begin, n.shape.rows);
  const auto last = std::lower_bound(part, ends.end(), wanted_end);
  if (begin != first || *last != wanted_end) return Expr();
  std::vector<Expr> parts;
  for (std::size_t i = k; i <= static_cast<std::size_t>(last - ends.begin()); ++i) parts.push_back(operand_of(n.a, i));
  return concat(parts);
}

Expr slice_of_pad(const Candidate& n) {
  const std::uint32_t first = first_row(n), begin = first_row(n.a);
  const std::uint32_t end = begin + l(n.a).shape().rows, wanted_end = first + n.shape.rows;
  if (wanted_end <= begin || first >= end) return n.c(0);
  return begin <= first && wanted_end <= end ? slice(l(n.a), first - begin, n.shape.rows) : Expr();
}

Expr slice_of_repetition(const Candidate& n) {
  const Expr x = l(n.a);
  return x.shape().rows == 1 ? x : slice(x, first_row(n), n.shape.rows);
}

constexpr Rule identities[] = {
    ANSATZ_RULE(slice, "all rows of x = x", n.a.shape() == n.shape, n.a),
    ANSATZ_RULE(slice, "slice of slice", is(n.a, Op::slice),
                slice(l(n.a), first_row(n.a) + first_row(n), n.shape.rows)),
    ANSATZ_RULE(slice, "slice of a repetition", is_repetition(n.a), slice_of_repetition(n)),
    ANSATZ_RULE(slice, "slice of reshape", is(n.a, Op::reshape), slice(l(n.a), first_row(n), n.shape.rows)),
    ANSATZ_RULE(slice, "slice of concat", is(n.a, Op::concat), slice_of_concat(n)),
    ANSATZ_RULE(slice, "slice of pad", is(n.a, Op::pad), slice_of_pad(n)),
    ANSATZ_RULE(slice, "slice of -x = -(slice of x)", is(n.a, Op::neg), -slice(l(n.a), first_row(n), n.shape.rows)),
};

}  // namespace

constinit const StructuralOperation ops::slice{.shape = shape_of,
                                               .tangent = tangent_of_each,
                                               .transpose = transposed,
                                               .reference = reference,
                                               .free = free_value,
                                               .form = RowsOf{first_row},
                                               .identities = identities,
                                               .distributes = Distributes::over_products};

Expr slice(Expr a, std::uint32_t first_row, std::uint32_t rows) {
  return make(Op::slice, std::array{a}, words(RowsAttributes{first_row, rows}));
}

}  // namespace ansatz::ad
