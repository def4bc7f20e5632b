// The operations there are. Two kinds only:
//
//   elementwise            value and partial derivatives stand in elementwise.def, one line each;
//   linear or structural   registered in structural.def, one line each; the rest is in a file of ops/ each.
//
// `Op` numbers are an implementation detail and may change; names are stable.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ansatz::ad {

enum class Op : std::uint8_t {
  // leaves
  constant,
  input,
  count,
// linear and structural
#define ANSATZ_STRUCTURAL(name, arity, parameters, doc) name,
#include "ansatz/autodiff/structural.def"
#undef ANSATZ_STRUCTURAL
// elementwise
#define ANSATZ_UNARY(name, value, partial, doc) name,
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) name,
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
};

/// What the table says of an operation.
struct OperationInfo {
  Op op;
  std::string_view name;
  int arity;  // 0 for a leaf, -1 for any number of operands
  bool elementwise;
  std::string_view doc;
};

/// Every operation, in the order of `Op`.
std::span<const OperationInfo> operations();
const OperationInfo& info(Op op);
/// Whether an elementwise operation is more than a sum, a difference or a product: what profiles call a function.
constexpr bool is_function(Op op) { return op != Op::add && op != Op::sub && op != Op::mul && op != Op::neg; }
/// The elementwise operation of that name, if there is one. This is how text finds functions.
std::optional<Op> find_elementwise(std::string_view name);

}  // namespace ansatz::ad
