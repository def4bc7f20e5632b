// Values below each other; what is free or the same at all points among them is repeated over the points of the others.
//
// Its attributes are the rows where the parts end, so that the part of a row is found without adding up those before:
// gradients by many scalars put many of them below each other, and take each from there.
#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "graph/reference_value.hpp"
#include "ops/patterns.hpp"
#include "ops/rows.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

using namespace patterns;

/// For every part the row after its last. An empty expression has none; `Graph::make` complains about it.
std::vector<std::uint32_t> ends_of(std::span<const Expr> parts) {
  std::vector<std::uint32_t> ends;
  std::uint32_t row = 0;
  for (const Expr& part : parts) ends.push_back(row += part.valid() ? part.shape().rows : 0);
  return ends;
}

Shape shape_of(Graph& g, const Proposal& p) {
  if (p.operands.empty()) throw UserError("concat: no parts were given; at least one is needed");
  Shape result = p.operands[0].shape();
  result.extents = {};
  for (const Expr& part : p.operands.subspan(1)) {
    const Shape& shape = part.shape();
    if (shape.cols != result.cols)
      shape_error(g, p,
                  fmt::format("parts below each other need equal columns, not {} and {}", result.cols, shape.cols));
    if (shape.on_axis() && result.on_axis() && shape.axis != result.axis)
      shape_error(g, p, "values at the points of two different axes cannot be combined");
    if (shape.on_axis()) result.axis = shape.axis;
    result.rows += shape.rows;
  }
  if (!std::ranges::equal(p.attributes, ends_of(p.operands)))
    shape_error(g, p, "the rows where parts end are not those of these parts; concat(parts) counts them");
  return result;
}

Expr transposed(Expr y, Expr cotangent, std::size_t i) {
  const Words ends = y.graph().attributes(y.id());
  const std::uint32_t first = i == 0 ? 0 : ends[i - 1], rows = ends[i] - first;
  return slice(cotangent, first, rows);
}

Shape used_as(Expr y, std::size_t i) {
  const Shape part = operand_of(y, i).shape();
  return {part.rows, part.cols, y.shape().axis};
}

void reference(const ReferenceCall& call) {
  std::size_t first = 0;
  for (const ReferenceValue* part : call.operands) {
    for (std::size_t row = 0; row < part->shape.rows; ++row)
      for (std::size_t col = 0; col < call.y.shape.cols; ++col)
        for (std::size_t p = 0; p < call.y.points; ++p) call.y.at(first + row, col, p) = part->repeated(row, col, p);
    first += part->shape.rows;
  }
}

void free_value(const FreeCall& call) {
  double* out = call.target;
  for (std::size_t i = 0; i < call.operands.size(); ++i)
    out = std::copy_n(call.operand(i).at, call.operand(i).size(), out);
}

bool continues(Expr a, Expr b) {  // slices of one value where b begins below the end of a
  return is(a, Op::slice) && is(b, Op::slice) && l(a) == l(b) && first_row(b) == first_row(a) + a.shape().rows;
}

// Flattens nested parts, joins neighbouring slices of one value, and finds a single part among zeros.
Expr concat_parts(const Candidate& n) {
  std::vector<Expr> parts;
  for (const Expr& operand : n.node.operands) {
    if (is(operand, Op::concat))
      for (std::size_t i = 0; i < operand_count(operand); ++i) parts.push_back(operand_of(operand, i));
    else if (!parts.empty() && continues(parts.back(), operand))
      parts.back() = slice(l(operand), first_row(parts.back()), parts.back().shape().rows + operand.shape().rows);
    else
      parts.push_back(operand);
  }
  if (parts.size() == 1) return parts[0];
  std::uint32_t row = 0, first = 0;
  Expr only;
  int others = 0;
  for (const Expr& part : parts) {
    if (!is_zero(part)) only = part, first = row, ++others;
    row += part.shape().rows;
  }
  if (others == 0) return n.c(0);
  if (others == 1) return pad(only, first, row);
  return parts.size() == n.node.operands.size() ? Expr() : concat(parts);
}

constexpr Rule identities[] = {
    ANSATZ_RULE(concat, "nested parts, neighbouring slices, parts that are zero", true, concat_parts(n)),
};

}  // namespace

constinit const StructuralOperation ops::concat{.shape = shape_of,
                                                .tangent = tangent_of_all,
                                                .transpose = transposed,
                                                .used_as = used_as,
                                                .reference = reference,
                                                .free = free_value,
                                                .form = RowsBelow{},
                                                .identities = identities};

Expr concat(std::span<const Expr> parts) { return make(Op::concat, parts, ends_of(parts)); }

}  // namespace ansatz::ad
