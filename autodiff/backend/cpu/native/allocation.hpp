// Operations on vectors to instructions on the 32 registers.
//
// One pass in the order of the operations. A value is loaded when it is first needed, or read from memory by the only
// instruction that needs it; when registers run out, the value that is needed last goes, and is loaded again from where
// it stands or was put (Belady's rule). Numbers that are the same at all points are loaded once a row.
#pragma once

#include <vector>

#include "backend/cpu/native/formulas.hpp"

namespace ansatz::ad::native {

/// Appends what is loaded for each row, then the body of the loop over points.
class Allocation {
 public:
  Allocation(const std::vector<Operation>& operations, Assembler& assembler, std::int32_t spill_offset);

  /// Loads of numbers that are the same at all points.
  void load_row_constants();
  /// All operations at one vector of points; false when there is no place for another value.
  bool emit();

 private:
  struct Value {
    std::vector<std::size_t> uses;  // operations, ascending
    std::size_t next = 0;           // in uses
    std::optional<Address> memory = {};
    Vector reg = -1;
    bool pinned = false;
    bool dead() const { return next == uses.size(); }
    bool last_use() const { return next + 1 == uses.size(); }
  };

  Value& value(int k) { return values_[static_cast<std::size_t>(k)]; }
  Vector take_register();
  void drop(int k);
  Vector in_register(int k);
  bool from_memory(int k) { return value(k).reg < 0 && value(k).memory && value(k).last_use(); }
  void use(int k);
  void emit_arithmetic(const Operation& operation, int result);
  void emit_fused(const Operation& operation, int result);
  void settle(const Operation& operation, int result);

  const std::vector<Operation>& operations_;
  Assembler& assembler_;
  std::int32_t spill_offset_;
  std::vector<Value> values_;
  int held_[32];     // the value in each register, or -1
  bool locked_[32];  // by the operation in hand
  std::size_t spills_ = 0;
  bool fits_ = true;
};

}  // namespace ansatz::ad::native
