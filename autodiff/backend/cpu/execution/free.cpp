// Elementwise operations by the formulas of elementwise.def, all others by the plain loops that each operation brings.
// Single numbers, of which a formula in scalars has thousands, run in loops of one operation.
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

/// Single numbers: each may be an operand of those after it.
template <class F>
void map_scalars(std::span<const ScalarInstruction> instructions, double* memory, F function) {
  for (const auto& [target, a, b] : instructions) memory[target] = function(memory[a], memory[b]);
}

void run_scalars(Op op, std::span<const ScalarInstruction> instructions, double* memory) {
  using namespace scalar_math;
  switch (op) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name:                                \
    return map_scalars(instructions, memory, [](double x, double) -> double { return value; });
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name:                                              \
    return map_scalars(instructions, memory, [](double a, double b) -> double { return value; });
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: throw InternalFault("execution: no rule for a number of operation " + std::string(info(op).name));
  }
}

void run_sums(const Phase& phase, const FreeRun& run, double* memory) {
  for (const auto& [target, first, count] : std::span(phase.sums).subspan(run.first, run.count)) {
    double sum = memory[phase.summed[first]];
    for (std::uint32_t i = first + 1; i < first + count; ++i) sum += memory[phase.summed[i]];
    memory[target] = sum;
  }
}

void run_one(const Code& code, const FreeInstruction& instruction, double* memory) {
  const FreeOperand* in = code.free_operands.data() + instruction.first_operand;
  const FreeOperand& target = instruction.target;
  const StructuralOperation* operation = structural(instruction.op);
  if (operation == nullptr)
    return instruction.op == Op::add ? add_all(instruction, in, memory)
                                     : run_elementwise(instruction.op, target, in, memory);
  operation->free({Words(code.free_attributes).subspan(instruction.first_attribute, instruction.attribute_count),
                   memory + target.offset,
                   target.rows,
                   target.cols,
                   memory,
                   {in, instruction.operand_count},
                   code.functions});
}

}  // namespace

void run_free(const Code& code, const Phase& phase, const FreeRun& run, double* memory) {
  switch (run.kind) {
    case FreeRun::Kind::scalars:
      return run_scalars(run.op, std::span(phase.scalars).subspan(run.first, run.count), memory);
    case FreeRun::Kind::sums: return run_sums(phase, run, memory);
    case FreeRun::Kind::others:
      for (std::uint32_t i = run.first; i < run.first + run.count; ++i) run_one(code, phase.free[i], memory);
  }
}

}  // namespace ansatz::ad
