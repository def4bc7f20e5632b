#include "ansatz/autodiff/operation.hpp"

#include <array>

namespace ansatz::ad {
namespace {

constexpr auto table = std::to_array<OperationInfo>({
    {Op::constant, "constant", 0, false, "values fixed in the graph"},
    {Op::input, "input", 0, false, "values given when a program runs"},
    {Op::count, "count", 0, false, "number of points of an axis"},
    {Op::matmul, "matmul", 2, false, "matrix product"},
    {Op::transpose, "transpose", 1, false, "transpose of a free matrix"},
    {Op::sum_points, "sum_points", 1, false, "sum over the points of the axis"},
    {Op::sum, "sum", 1, false, "sum over rows and columns"},
    {Op::broadcast, "broadcast", 1, false, "repetition over rows, columns or points"},
    {Op::slice, "slice", 1, false, "some rows"},
    {Op::pad, "pad", 1, false, "zeros above and below"},
    {Op::concat, "concat", -1, false, "rows below each other"},
    {Op::outer_sum, "outer_sum", 2, false, "sum over points of a b^T"},
    {Op::select, "select", 3, false, "one of two values, by a condition"},
#define ANSATZ_UNARY(name, value, partial, doc) {Op::name, #name, 1, true, doc},
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) {Op::name, #name, 2, true, doc},
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
});

}  // namespace

std::span<const OperationInfo> operations() { return table; }

const OperationInfo& info(Op op) { return table[static_cast<std::size_t>(op)]; }

std::optional<Op> find_elementwise(std::string_view name) {
  for (const OperationInfo& entry : table)
    if (entry.elementwise && entry.name == name) return entry.op;
  return std::nullopt;
}

}  // namespace ansatz::ad
