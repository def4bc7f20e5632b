#include "backend/cpu/execution/free.hpp"

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "graph/scalar_math.hpp"

namespace ansatz::ad {
namespace {

/// An operand read at the rows and columns of a result, repeating where it has one.
struct View {
  const double* at;
  std::size_t row_step, col_step;

  View(const FreeOperand& operand, const double* memory)
      : at(memory + operand.offset),
        row_step(operand.rows == 1 ? 0 : operand.cols),
        col_step(operand.cols == 1 ? 0 : 1) {}
  double operator()(std::size_t row, std::size_t col) const { return at[row * row_step + col * col_step]; }
};

bool same_size(const FreeOperand& a, const FreeOperand& b) { return a.rows == b.rows && a.cols == b.cols; }

template <class F>
void map_unary(const FreeOperand& target, const FreeOperand* in, double* memory, F function) {
  double* out = memory + target.offset;
  const View a(in[0], memory);
  for (std::size_t row = 0; row < target.rows; ++row)
    for (std::size_t col = 0; col < target.cols; ++col) *out++ = function(a(row, col));
}

/// Operands of equal size, or with a scalar, are one run of numbers, which the compiler vectorises.
template <class F>
void map_binary(const FreeOperand& target, const FreeOperand* in, double* memory, F function) {
  double* out = memory + target.offset;
  const View a(in[0], memory), b(in[1], memory);
  const std::size_t size = std::size_t{target.rows} * target.cols;
  const bool a_whole = same_size(in[0], target), b_whole = same_size(in[1], target);
  if (a_whole && b_whole) {
    for (std::size_t i = 0; i < size; ++i) out[i] = function(a.at[i], b.at[i]);
  } else if (a_whole && in[1].rows * in[1].cols == 1) {
    for (std::size_t i = 0; i < size; ++i) out[i] = function(a.at[i], *b.at);
  } else if (b_whole && in[0].rows * in[0].cols == 1) {
    for (std::size_t i = 0; i < size; ++i) out[i] = function(*a.at, b.at[i]);
  } else {
    for (std::size_t row = 0; row < target.rows; ++row)
      for (std::size_t col = 0; col < target.cols; ++col) *out++ = function(a(row, col), b(row, col));
  }
}

void add_all(const FreeInstruction& instruction, const FreeOperand* in, double* memory) {
  const FreeOperand& target = instruction.target;
  map_unary(target, in, memory, [](double x) { return x; });
  for (std::uint32_t k = 1; k < instruction.operand_count; ++k) {
    const FreeOperand both[] = {target, in[k]};
    map_binary(target, both, memory, [](double a, double b) { return a + b; });
  }
}

void multiply(const FreeOperand& target, const FreeOperand* in, double* memory) {
  double* out = memory + target.offset;
  const double* a = memory + in[0].offset;
  const double* b = memory + in[1].offset;
  std::fill_n(out, std::size_t{target.rows} * target.cols, 0.0);
  for (std::size_t i = 0; i < target.rows; ++i)
    for (std::size_t k = 0; k < in[0].cols; ++k)
      for (std::size_t j = 0; j < target.cols; ++j)
        out[i * target.cols + j] += a[i * in[0].cols + k] * b[k * target.cols + j];
}

void concatenate(const FreeInstruction& instruction, const FreeOperand* in, double* memory) {
  double* out = memory + instruction.target.offset;
  for (std::uint32_t k = 0; k < instruction.operand_count; ++k) {
    const std::size_t size = std::size_t{in[k].rows} * in[k].cols;
    out = std::copy_n(memory + in[k].offset, size, out);
  }
}

void pad(const FreeInstruction& instruction, const FreeOperand* in, double* memory) {
  const FreeOperand& target = instruction.target;
  double* out = memory + target.offset;
  std::fill_n(out, std::size_t{target.rows} * target.cols, 0.0);
  std::copy_n(memory + in[0].offset, std::size_t{in[0].rows} * in[0].cols,
              out + std::size_t{instruction.attribute} * target.cols);
}

void run_elementwise(Op op, const FreeOperand& target, const FreeOperand* in, double* memory) {
  using namespace scalar_math;
  switch (op) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name:                                \
    return map_unary(target, in, memory, [](double x) -> double { return value; });
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name:                                              \
    return map_binary(target, in, memory, [](double a, double b) -> double { return value; });
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: throw InternalFault("execution: no rule for a free value of operation " + std::string(info(op).name));
  }
}

}  // namespace

void run_free(const FreeInstruction& instruction, const FreeOperand* in, double* memory) {
  const FreeOperand& target = instruction.target;
  double* out = memory + target.offset;
  switch (instruction.op) {
    case Op::add: return add_all(instruction, in, memory);
    case Op::matmul: return multiply(target, in, memory);
    case Op::concat: return concatenate(instruction, in, memory);
    case Op::pad: return pad(instruction, in, memory);
    case Op::broadcast: return map_unary(target, in, memory, [](double x) { return x; });
    case Op::slice:
      std::copy_n(memory + in[0].offset + std::size_t{instruction.attribute} * in[0].cols,
                  std::size_t{target.rows} * target.cols, out);
      return;
    case Op::sum: {
      *out = 0;
      for (std::size_t i = 0; i < std::size_t{in[0].rows} * in[0].cols; ++i) *out += memory[in[0].offset + i];
      return;
    }
    case Op::transpose:
      for (std::size_t row = 0; row < target.rows; ++row)
        for (std::size_t col = 0; col < target.cols; ++col) *out++ = memory[in[0].offset + col * in[0].cols + row];
      return;
    case Op::select: {
      const View condition(in[0], memory), yes(in[1], memory), no(in[2], memory);
      for (std::size_t row = 0; row < target.rows; ++row)
        for (std::size_t col = 0; col < target.cols; ++col)
          *out++ = condition(row, col) != 0 ? yes(row, col) : no(row, col);
      return;
    }
    default: run_elementwise(instruction.op, target, in, memory);
  }
}

}  // namespace ansatz::ad
