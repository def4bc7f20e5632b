// Elementwise operations of the tile programs, run as strips: a few rows of a tile at a time, all operations of a group
// before the next rows, so that intermediate strips stay in the first-level cache.
//
// A `StripInstruction` is plain data. Its operands are strips of the tile (one number a point) or scalars (the same
// number at all points: constants, biases, slopes), which stand in memory as one full vector, so that both are read
// alike. Three kinds of instruction:
//
//   the table          every row of elementwise.def, at the number of its row;
//   sums of products   +-a b c +- d e f with one to three and none to three factors: what derivatives consist of;
//   few others         select, copy, and the sum over the points that ends a group.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/instruction_set.hpp"
#include "ansatz/autodiff/operation.hpp"

namespace ansatz::ad {

enum class Space : std::uint8_t { tile, prepared };

/// Rows that an instruction handles before the next one gets its turn. One would be enough for the cache; four share
/// the cost of starting an instruction, which is about that of ten vectors.
inline constexpr std::size_t strip_rows = 4;

/// Where row r of an operand stands: `offset + r * step` elements into its space. A value that lives inside its group
/// only has room for `strip_rows` rows, which every block of rows uses again.
struct StripOperand {
  std::uint32_t offset = 0;
  std::uint32_t step = 0;
  Space space = Space::tile;
  bool scalar = false;
  bool local = false;
  friend bool operator==(const StripOperand&, const StripOperand&) = default;
};

enum class Signs : std::uint8_t { plus_plus, plus_minus, minus_minus };

inline constexpr std::size_t max_strip_operands = 6;
inline constexpr std::uint16_t elementwise_operations = 0
#define ANSATZ_UNARY(name, value, partial, doc) +1
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) +1
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    ;

/// The rows of elementwise.def, numbered from 0.
enum class TableRow : std::uint16_t {
#define ANSATZ_UNARY(name, value, partial, doc) name,
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) name,
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
};

using StripCode = std::uint16_t;
/// The code of an elementwise operation.
constexpr StripCode table_code(Op op) {
  switch (op) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name:                                \
    return static_cast<StripCode>(TableRow::name);
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name:                                              \
    return static_cast<StripCode>(TableRow::name);
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: throw InternalFault("strips: only elementwise operations stand in the table");
  }
}
inline constexpr StripCode select_code = elementwise_operations;
inline constexpr StripCode copy_code = elementwise_operations + 1;
inline constexpr StripCode reduce_code = elementwise_operations + 2;  // target: index into the sums, step 1
inline constexpr StripCode products_code = elementwise_operations + 3;

/// signs * (product of the first `left` operands), signs * (product of the next `right`); left 1..3, right 0..3.
struct SumOfProducts {
  std::size_t left, right;
  Signs signs;
};
inline constexpr std::size_t product_forms = 3 * 3 * 4;
/// Forms are numbered from 0; both functions know how, and nothing else does.
constexpr std::size_t number_of(const SumOfProducts& form) {
  return (static_cast<std::size_t>(form.signs) * 3 + form.left - 1) * 4 + form.right;
}
constexpr SumOfProducts product_form(std::size_t number) {
  return {number / 4 % 3 + 1, number % 4, static_cast<Signs>(number / 12)};
}
constexpr StripCode sum_of_products_code(const SumOfProducts& form) {
  return static_cast<StripCode>(products_code + number_of(form));
}
inline constexpr StripCode native_code = products_code + product_forms;  // several of these as machine code
inline constexpr StripCode strip_codes = native_code + 1;
constexpr bool is_sum_of_products(StripCode code) { return code >= products_code && code < native_code; }

/// Whether the code is a sum, difference, product or negation of the table.
constexpr bool is_arithmetic(StripCode code) {
  return code == table_code(Op::add) || code == table_code(Op::sub) || code == table_code(Op::mul) ||
         code == table_code(Op::neg);
}
/// Whether the code is another operation of the table.
constexpr bool is_function(StripCode code) { return code < elementwise_operations && !is_arithmetic(code); }

/// What machine code for strips is given: rows [first, first + rows) of its operands, in bytes from the bases.
struct NativeFrame {
  static constexpr std::size_t spills = 16;  // vectors that found no register (allocation.hpp)
  const void *tile_row, *tile_fixed, *local, *prepared_row, *prepared_fixed;
  std::size_t point_bytes, rows;
  alignas(64) std::byte spill[spills][64];
};
using NativeLoop = void (*)(NativeFrame*);

struct StripInstruction {
  StripCode code = 0;
  std::uint8_t operand_count = 0;
  StripOperand target;
  StripOperand operands[max_strip_operands];
  NativeLoop native = nullptr;  // native_code only; it knows its operands. Otherwise all fields above
};

/// The memory a group works on. `points` counts whole vectors, `valid` the points that exist.
template <class T>
struct StripFrame {
  T* tile;
  const T* prepared;
  std::size_t points, valid;
  double* sums;
};

template <class T>
struct StripKernels {
  void (*run)(const StripInstruction* group, std::size_t count, std::size_t rows, const StripFrame<T>& frame);
};

template <class T>
const StripKernels<T>& strip_kernels(InstructionSet set);

}  // namespace ansatz::ad
