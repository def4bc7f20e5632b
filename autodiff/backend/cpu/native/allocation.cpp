// `emit` is the pass over the operations; all else moves values between registers and memory.
#include "backend/cpu/native/allocation.hpp"

#include <algorithm>

namespace ansatz::ad::native {
namespace {

using Kind = Operation::Kind;

constexpr std::size_t most_row_constants = 10;  // of 32 registers: the rest hold values at points

}  // namespace

Allocation::Allocation(const std::vector<Operation>& operations, Assembler& assembler, std::int32_t spill_offset)
    : operations_(operations), assembler_(assembler), spill_offset_(spill_offset), values_(operations.size()) {
  std::fill(std::begin(held_), std::end(held_), -1);
  std::fill(std::begin(locked_), std::end(locked_), false);
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (operations[i].place) values_[i].memory = operations[i].place->address;
    for (int k = 0; k < operations[i].count(); ++k)
      if (auto& uses = value(operations[i].operands[k]).uses; uses.empty() || uses.back() != i) uses.push_back(i);
  }
}

void Allocation::load_row_constants() {
  std::vector<int> constants;
  for (std::size_t i = 0; i < operations_.size(); ++i)
    if (operations_[i].place && operations_[i].place->row_constant) constants.push_back(static_cast<int>(i));
  std::stable_sort(constants.begin(), constants.end(),
                   [&](int a, int b) { return value(a).uses.size() > value(b).uses.size(); });
  if (constants.size() > most_row_constants) constants.resize(most_row_constants);
  for (const int k : constants) {
    value(k).reg = take_register();
    value(k).pinned = true;
    held_[value(k).reg] = k;
    assembler_.load(value(k).reg, *value(k).memory);
  }
}

/// A free register, or that of the value which is needed last.
Vector Allocation::take_register() {
  Vector victim = -1;
  for (Vector r = 0; r < 32; ++r) {
    if (held_[r] < 0 && !locked_[r]) return r;
    if (held_[r] < 0 || locked_[r] || value(held_[r]).pinned) continue;
    const auto next_use = [&](Vector reg) { return value(held_[reg]).uses[value(held_[reg]).next]; };
    if (victim < 0 || next_use(r) > next_use(victim)) victim = r;
  }
  Value& leaving = value(held_[victim]);
  if (!leaving.memory) {
    if (spills_ == NativeFrame::spills) {
      fits_ = false;
    } else {
      leaving.memory = Address{Base::frame, spill_offset_ + static_cast<std::int32_t>(64 * spills_++), false};
      assembler_.store(*leaving.memory, victim);
    }
  }
  drop(held_[victim]);
  return victim;
}

void Allocation::drop(int k) {
  held_[value(k).reg] = -1;
  value(k).reg = -1;
}

Vector Allocation::in_register(int k) {
  if (value(k).reg < 0) {
    const Vector reg = take_register();
    value(k).reg = reg;
    held_[reg] = k;
    if (value(k).memory) assembler_.load(reg, *value(k).memory);
  }
  locked_[value(k).reg] = true;
  return value(k).reg;
}

/// The operation in hand has read the value; a register whose value nobody needs any more is free.
void Allocation::use(int k) {
  ++value(k).next;
  if (value(k).dead() && value(k).reg >= 0 && !value(k).pinned) drop(k);
}

bool Allocation::emit() {
  for (std::size_t i = 0; i < operations_.size() && fits_; ++i) {
    const Operation& operation = operations_[i];
    const int result = static_cast<int>(i);
    switch (operation.kind) {
      case Kind::load:
        if (!operation.targets.empty()) {
          in_register(result);
          settle(operation, result);
        }
        break;
      case Kind::fused: emit_fused(operation, result); break;
      default: emit_arithmetic(operation, result);
    }
  }
  return fits_;
}

/// `result` is in its register: stores it where it belongs.
void Allocation::settle(const Operation& operation, int result) {
  for (const Address& target : operation.targets) {
    assembler_.store(target, value(result).reg);
    if (!value(result).memory) value(result).memory = target;
  }
  std::fill(std::begin(locked_), std::end(locked_), false);
  if (value(result).dead() && !value(result).pinned) drop(result);
}

void Allocation::emit_arithmetic(const Operation& operation, int result) {
  int a = operation.operands[0], b = operation.operands[1];
  if (operation.kind == Kind::negate) {
    const Vector source = in_register(a);
    use(a);
    locked_[source] = false;
    value(result).reg = take_register();
    held_[value(result).reg] = result;
    assembler_.negate(value(result).reg, source);
    return settle(operation, result);
  }
  if (operation.kind != Kind::sub && from_memory(a) && !from_memory(b)) std::swap(a, b);
  const Vector first = in_register(a);
  const bool memory = a != b && from_memory(b);
  const Vector second = memory ? -1 : in_register(b);
  const std::optional<Address> address = value(b).memory;
  use(a);
  if (a != b) use(b);
  std::fill(std::begin(locked_), std::end(locked_), false);
  // A register that is still needed must not be given up between here and its reading.
  locked_[first] = held_[first] >= 0;
  if (second >= 0) locked_[second] = held_[second] >= 0;
  const Vector target = take_register();
  value(result).reg = target;
  held_[target] = result;
  const auto code = operation.kind == Kind::add   ? Arithmetic::add
                    : operation.kind == Kind::mul ? Arithmetic::mul
                                                  : Arithmetic::sub;
  if (memory)
    assembler_.compute(code, target, first, *address);
  else
    assembler_.compute(code, target, first, second);
  settle(operation, result);
}

/// x y + z: the target takes the place of an operand that nobody else needs, or of a copy.
void Allocation::emit_fused(const Operation& operation, int result) {
  int x = operation.operands[0], y = operation.operands[1], z = operation.operands[2];
  const auto dies = [&](int k) { return value(k).reg >= 0 && value(k).last_use() && !value(k).pinned; };
  const bool distinct = x != y && y != z && x != z;
  // One operand may come from memory, if another one's register is free to take the result.
  int memory = -1;
  for (const int k : {z, y, x})
    if (distinct && memory < 0 && from_memory(k) &&
        std::any_of(operation.operands, operation.operands + 3, [&](int o) { return o != k && dies(o); }))
      memory = k;
  for (const int k : {x, y, z})
    if (k != memory) in_register(k);
  // After loading, an operand that was read from memory for the last time may die as well.
  int home = -1;
  for (const int k : {z, x, y})
    if (home < 0 && k != memory && dies(k)) home = k;
  const std::optional<Address> address = memory < 0 ? std::nullopt : value(memory).memory;
  const Vector rx = value(x).reg, ry = value(y).reg, rz = value(z).reg;
  Vector target = home < 0 ? -1 : value(home).reg;
  if (home < 0) {
    target = take_register();
    assembler_.move(target, rz);
    locked_[target] = true;
    home = z;
  }
  if (home == z) {
    // Second and third are the factors; the one from memory comes last.
    if (memory == x)
      assembler_.fused(Form::f231, operation.signs, target, ry, *address);
    else if (memory == y)
      assembler_.fused(Form::f231, operation.signs, target, rx, *address);
    else
      assembler_.fused(Form::f231, operation.signs, target, rx, ry);
  } else {
    const int other = home == x ? y : x;
    if (memory == other)
      assembler_.fused(Form::f132, operation.signs, target, rz, *address);
    else if (memory == z)
      assembler_.fused(Form::f213, operation.signs, target, value(other).reg, *address);
    else
      assembler_.fused(Form::f213, operation.signs, target, value(other).reg, rz);
  }
  use(x);
  if (y != x) use(y);
  if (z != x && z != y) use(z);
  value(result).reg = target;
  held_[target] = result;
  settle(operation, result);
}

}  // namespace ansatz::ad::native
