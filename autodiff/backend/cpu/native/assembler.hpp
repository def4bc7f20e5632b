// Machine code of AVX-512 vector instructions, as many of them as sums of products need.
//
// Encodings follow the Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2: section 2.7 (EVEX) and
// the pages of the instructions. All vectors are full: 64 bytes, eight doubles or sixteen floats. The code is a
// function of one argument, the pointer that `Base::frame` holds (System V calling convention); it uses no register
// that belongs to its caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ansatz::ad::native {

/// What addresses start from: general registers, by their numbers.
enum class Base : std::uint8_t {
  frame = 7,
  tile_row = 6,
  tile_fixed = 2,
  local = 1,
  prepared_row = 8,
  prepared_fixed = 9
};

/// [base + displacement], and where `indexed` plus the byte offset of the point.
struct Address {
  Base base = Base::frame;
  std::int32_t displacement = 0;
  bool indexed = false;
};

enum class Arithmetic : std::uint8_t { add = 0x58, mul = 0x59, sub = 0x5c };
/// x y + z and its forms with signs: x y - z, z - x y, -x y - z.
enum class Fused : std::uint8_t { add = 0, sub = 2, negative_add = 4, negative_sub = 6 };
/// What goes where, in Intel's numbering of target, second and third operand: target = target * third + second,
/// second * target + third, second * third + target.
enum class Form : std::uint8_t { f132 = 0x98, f213 = 0xa8, f231 = 0xb8 };

using Vector = int;  // number of a vector register, 0 to 31

class Assembler {
 public:
  explicit Assembler(bool doubles);

  /// Where the next instruction begins.
  std::size_t position() const { return code_.size(); }
  const std::vector<std::uint8_t>& code() const { return code_; }

  void load(Vector target, Address source);
  void store(Address target, Vector source);
  void move(Vector target, Vector source);
  void compute(Arithmetic operation, Vector target, Vector a, Vector b);
  void compute(Arithmetic operation, Vector target, Vector a, Address b);
  void fused(Form form, Fused signs, Vector target, Vector second, Vector third);
  void fused(Form form, Fused signs, Vector target, Vector second, Address third);
  void negate(Vector target, Vector source);

  void align(std::size_t bytes);
  void load_pointer(Base target, std::int32_t frame_offset);  // from the frame
  void load_bounds(std::int32_t end_offset, std::int32_t rows_offset);
  void first_point();
  void next_point(std::size_t loop, std::int32_t bytes);  // jumps to `loop` while points are left
  void advance(Base base, std::int32_t bytes);
  void next_row(std::size_t loop);  // jumps to `loop` while rows are left
  void finish();

 private:
  struct Opcode {
    int map, prefix;
    std::uint8_t code;
  };
  void evex(Opcode opcode, bool wide, int reg, int second, bool rm_high, bool rm_extended);
  void with_register(Opcode opcode, int reg, int second, int third);
  void with_address(Opcode opcode, int reg, int second, Address address);
  Opcode float_opcode(std::uint8_t code) const { return {1, doubles_ ? 1 : 0, code}; }
  void byte(int value) { code_.push_back(static_cast<std::uint8_t>(value)); }
  void word(std::int32_t value);
  void load_general(int target, std::int32_t frame_offset);
  void add_general(int target, std::int32_t bytes);
  void jump_back(std::uint8_t condition, std::size_t to);

  bool doubles_;
  std::vector<std::uint8_t> code_;
};

}  // namespace ansatz::ad::native
