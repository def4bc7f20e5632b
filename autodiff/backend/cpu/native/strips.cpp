// Runs of sums of products are found in each group and become functions, one behind the other; when the code stands in
// its memory, instructions are connected with their functions.
#include "backend/cpu/native/strips.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "backend/cpu/native/allocation.hpp"

namespace ansatz::ad::native {
namespace {

bool has_formula(const StripInstruction& instruction) {
  return is_sum_of_products(instruction.code) || instruction.code == copy_code;
}

bool same_place(const StripOperand& a, const StripOperand& b) {
  return a.space == b.space && a.offset == b.offset && a.local == b.local;
}

class StripCompiler {
 public:
  explicit StripCompiler(std::size_t number_bytes) : number_bytes_(number_bytes), assembler_(number_bytes == 8) {}

  void compile(PointLoop& loop) {
    layout_ = {loop.tile_stride, number_bytes_};
    std::vector<StripInstruction> strips;
    for (TileInstruction& instruction : loop.code)
      if (auto* group = std::get_if<StripsCode>(&instruction)) {
        const auto first = static_cast<std::uint32_t>(strips.size());
        compile_group({loop.strips.data() + group->first, group->count}, strips);
        group->first = first;
        group->count = static_cast<std::uint32_t>(strips.size()) - first;
      }
    loop.strips = std::move(strips);
  }

  const std::vector<std::uint8_t>& code() const { return assembler_.code(); }
  /// Where the function of each native strip begins in the code, in the order of the strips.
  const std::vector<std::size_t>& entries() const { return entries_; }
  std::size_t compiled() const { return compiled_; }

 private:
  /// Appends the group to `strips`, each run of sums of products as one instruction.
  void compile_group(std::span<const StripInstruction> group, std::vector<StripInstruction>& strips) {
    for (std::size_t k = 0; k < group.size();) {
      std::size_t end = k;
      while (end < group.size() && has_formula(group[end])) ++end;
      if (end != k && compile_run(group, k, end, strips)) {
        k = end;
      } else {
        end = std::max(end, k + 1);
        strips.insert(strips.end(), group.begin() + static_cast<std::ptrdiff_t>(k),
                      group.begin() + static_cast<std::ptrdiff_t>(end));
        k = end;
      }
    }
  }

  bool compile_run(std::span<const StripInstruction> group, std::size_t first, std::size_t end,
                   std::vector<StripInstruction>& strips) {
    const auto operations = formulas(group.subspan(first, end - first), layout_, needed_after(group, first, end));
    if (!operations || overwrites(*operations)) return false;
    Assembler draft = assembler_;
    if (!emit(*operations, draft)) return false;
    StripInstruction instruction;
    instruction.code = native_code;
    instruction.operand_count = 1;
    instruction.operands[0].step = layout_.stride;
    assembler_ = std::move(draft);
    entries_.push_back(start_);
    compiled_ += end - first;
    strips.push_back(instruction);
    return true;
  }

  /// For each instruction of the run whether what it writes is read behind the run, or kept beyond the group.
  static std::vector<bool> needed_after(std::span<const StripInstruction> group, std::size_t first, std::size_t end) {
    std::vector<bool> needed;
    for (std::size_t k = first; k < end; ++k) needed.push_back(!group[k].target.local || read_behind(group, k, end));
    return needed;
  }

  static bool read_behind(std::span<const StripInstruction> group, std::size_t k, std::size_t end) {
    const StripOperand& written = group[k].target;
    for (std::size_t j = k + 1; j < group.size(); ++j) {
      const auto* operands = group[j].operands;
      if (j >= end && std::any_of(operands, operands + group[j].operand_count,
                                  [&](const StripOperand& read) { return same_place(read, written); }))
        return true;
      if (same_place(group[j].target, written)) return false;
    }
    return false;
  }

  /// Whether something is written where something else is read: a value is then not where it was.
  static bool overwrites(const std::vector<Operation>& operations) {
    const auto same = [](const Address& a, const Address& b) {
      return a.base == b.base && a.displacement == b.displacement;
    };
    for (const Operation& writing : operations)
      for (const Address& target : writing.targets)
        for (const Operation& other : operations) {
          if (other.place && same(other.place->address, target)) return true;
          if (&other != &writing && std::any_of(other.targets.begin(), other.targets.end(),
                                                [&](const Address& t) { return same(t, target); }))
            return true;
        }
    return false;
  }

  bool emit(const std::vector<Operation>& operations, Assembler& assembler) {
    assembler.align(64);
    start_ = assembler.position();
    assembler.load_pointer(Base::tile_row, offsetof(NativeFrame, tile_row));
    assembler.load_pointer(Base::tile_fixed, offsetof(NativeFrame, tile_fixed));
    assembler.load_pointer(Base::local, offsetof(NativeFrame, local));
    assembler.load_pointer(Base::prepared_row, offsetof(NativeFrame, prepared_row));
    assembler.load_pointer(Base::prepared_fixed, offsetof(NativeFrame, prepared_fixed));
    assembler.load_bounds(offsetof(NativeFrame, point_bytes), offsetof(NativeFrame, rows));
    const std::size_t row = assembler.position();
    Allocation allocation(operations, assembler, offsetof(NativeFrame, spill));
    allocation.load_row_constants();
    assembler.first_point();
    const std::size_t point = assembler.position();
    if (!allocation.emit()) return false;
    assembler.next_point(point, 64);
    const auto row_bytes = static_cast<std::int32_t>(layout_.stride * number_bytes_);
    assembler.advance(Base::tile_row, row_bytes);
    assembler.advance(Base::local, row_bytes);
    assembler.advance(Base::prepared_row, 64);
    assembler.next_row(row);
    assembler.finish();
    return true;
  }

  std::size_t number_bytes_;
  Layout layout_;
  Assembler assembler_;
  std::size_t start_ = 0;  // of the function in hand
  std::vector<std::size_t> entries_;
  std::size_t compiled_ = 0;  // instructions that functions replace
};

void connect(Code& code, const std::uint8_t* at, const std::vector<std::size_t>& entries) {
  auto entry = entries.begin();
  for (Phase& phase : code.phases)
    for (PointLoop& loop : phase.loops)
      for (StripInstruction& strip : loop.strips)
        if (strip.code == native_code) strip.native = std::bit_cast<NativeLoop>(at + *entry++);
}

}  // namespace

std::unique_ptr<MachineCode> compile_strips([[maybe_unused]] Code& code) {
#if defined(__x86_64__) && defined(__unix__)
  if (code.set != InstructionSet::avx512) return nullptr;
  const std::vector<Phase> as_loops = code.phases;
  StripCompiler compiler(code.precision == Precision::f64 ? 8 : 4);
  for (Phase& phase : code.phases)
    for (PointLoop& loop : phase.loops) compiler.compile(loop);
  auto machine_code = std::make_unique<MachineCode>(compiler.code());
  if (machine_code->at() != nullptr) {
    connect(code, machine_code->at(), compiler.entries());
    code.statistics.native_strips = compiler.compiled();
    return machine_code;
  }
  code.phases = as_loops;
#endif
  return nullptr;
}

}  // namespace ansatz::ad::native
