#include "ansatz/autodiff/operation.hpp"

#include <array>

namespace ansatz::ad {
namespace {

constexpr auto table = std::to_array<OperationInfo>({
    {Op::constant, "constant", 0, false, "values fixed in the graph"},
    {Op::input, "input", 0, false, "values given when a program runs"},
    {Op::count, "count", 0, false, "number of points of an axis"},
#define ANSATZ_STRUCTURAL(name, arity, parameters, doc) {Op::name, #name, arity, false, doc},
#include "ansatz/autodiff/structural.def"
#undef ANSATZ_STRUCTURAL
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
