// From the bottom up: prefix and opcode, operands in registers and in memory, the instructions by name, loops.
#include "backend/cpu/native/assembler.hpp"

namespace ansatz::ad::native {
namespace {

constexpr int vector_bytes = 64;
// General registers that are no bases: offset of the point, its end, rows left.
constexpr int point = 0, point_end = 10, rows_left = 11;

int number(Base base) { return static_cast<int>(base); }
int rex(int w, int reg, int base) { return 0x40 | w << 3 | (reg >> 3 & 1) << 2 | (base >> 3 & 1); }
int mod_rm(int mod, int reg, int rm) { return mod << 6 | (reg & 7) << 3 | (rm & 7); }

}  // namespace

/// The code begins with a vector of sign bits, which `negate` reads.
Assembler::Assembler(bool doubles) : doubles_(doubles) {
  for (int i = 0; i < vector_bytes; ++i) byte((i + 1) % (doubles ? 8 : 4) == 0 ? 0x80 : 0);
}

void Assembler::word(std::int32_t value) {
  for (int shift = 0; shift < 32; shift += 8) byte(static_cast<int>(static_cast<std::uint32_t>(value) >> shift & 0xff));
}

/// The four bytes of the prefix and the opcode. The prefix holds register bits inverted.
void Assembler::evex(Opcode opcode, bool wide, int reg, int second, bool rm_high, bool rm_extended) {
  const auto inverted = [](int value, int bit) { return ~value >> bit & 1; };
  byte(0x62);
  byte(inverted(reg, 3) << 7 | !rm_high << 6 | !rm_extended << 5 | inverted(reg, 4) << 4 | opcode.map);
  byte(wide << 7 | (~second & 15) << 3 | 1 << 2 | opcode.prefix);
  byte(2 << 5 | inverted(second, 4) << 3);  // 512 bits, no mask
  byte(opcode.code);
}

void Assembler::with_register(Opcode opcode, int reg, int second, int third) {
  evex(opcode, doubles_, reg, second, (third >> 4 & 1) != 0, (third >> 3 & 1) != 0);
  byte(mod_rm(3, reg, third));
}

void Assembler::with_address(Opcode opcode, int reg, int second, Address address) {
  const int base = number(address.base);
  evex(opcode, doubles_, reg, second, false, base >= 8);
  // A displacement of one byte counts vectors.
  const int vectors = address.displacement / vector_bytes;
  const bool is_short = address.displacement % vector_bytes == 0 && vectors >= -128 && vectors < 128;
  byte(mod_rm(is_short ? 1 : 2, reg, address.indexed ? 4 : base));
  if (address.indexed) byte(mod_rm(0, point, base));  // scale 1, index, base
  if (is_short)
    byte(vectors & 0xff);
  else
    word(address.displacement);
}

void Assembler::load(Vector target, Address source) { with_address(float_opcode(0x28), target, 0, source); }
void Assembler::store(Address target, Vector source) { with_address(float_opcode(0x29), source, 0, target); }
void Assembler::move(Vector target, Vector source) { with_register(float_opcode(0x28), target, 0, source); }

void Assembler::compute(Arithmetic operation, Vector target, Vector a, Vector b) {
  with_register(float_opcode(static_cast<std::uint8_t>(operation)), target, a, b);
}
void Assembler::compute(Arithmetic operation, Vector target, Vector a, Address b) {
  with_address(float_opcode(static_cast<std::uint8_t>(operation)), target, a, b);
}

void Assembler::fused(Form form, Fused signs, Vector target, Vector second, Vector third) {
  const int code = static_cast<int>(form) + static_cast<int>(signs);
  with_register({2, 1, static_cast<std::uint8_t>(code)}, target, second, third);
}
void Assembler::fused(Form form, Fused signs, Vector target, Vector second, Address third) {
  const int code = static_cast<int>(form) + static_cast<int>(signs);
  with_address({2, 1, static_cast<std::uint8_t>(code)}, target, second, third);
}

/// vxorpd or vxorps with the sign bits, which stand at a known distance from the end of this instruction.
void Assembler::negate(Vector target, Vector source) {
  evex(float_opcode(0x57), doubles_, target, source, false, false);
  byte(mod_rm(0, target, 5));
  word(-static_cast<std::int32_t>(position() + 4));
}

void Assembler::align(std::size_t bytes) {
  while (position() % bytes != 0) byte(0x90);
}

void Assembler::load_general(int target, std::int32_t frame_offset) {  // mov target, [frame + offset]
  byte(rex(1, target, number(Base::frame)));
  byte(0x8b);
  byte(mod_rm(2, target, number(Base::frame)));
  word(frame_offset);
}

void Assembler::load_pointer(Base target, std::int32_t frame_offset) { load_general(number(target), frame_offset); }

void Assembler::load_bounds(std::int32_t end_offset, std::int32_t rows_offset) {
  load_general(point_end, end_offset);
  load_general(rows_left, rows_offset);
}

void Assembler::first_point() {  // xor eax, eax
  byte(0x31);
  byte(mod_rm(3, point, point));
}

void Assembler::jump_back(std::uint8_t condition, std::size_t to) {
  byte(0x0f);
  byte(condition);
  word(static_cast<std::int32_t>(to) - static_cast<std::int32_t>(position() + 4));
}

void Assembler::next_point(std::size_t loop, std::int32_t bytes) {
  add_general(point, bytes);
  byte(rex(1, point_end, point));  // cmp point, point_end
  byte(0x39);
  byte(mod_rm(3, point_end, point));
  jump_back(0x82, loop);  // below
}

void Assembler::add_general(int target, std::int32_t bytes) {  // add target, bytes
  byte(rex(1, 0, target));
  byte(0x81);
  byte(mod_rm(3, 0, target));
  word(bytes);
}

void Assembler::advance(Base base, std::int32_t bytes) { add_general(number(base), bytes); }

void Assembler::next_row(std::size_t loop) {
  byte(rex(1, 0, rows_left));  // dec rows_left
  byte(0xff);
  byte(mod_rm(3, 1, rows_left));
  jump_back(0x85, loop);  // not zero
}

void Assembler::finish() {
  for (const int code : {0xc5, 0xf8, 0x77, 0xc3}) byte(code);  // vzeroupper, ret
}

}  // namespace ansatz::ad::native
