#include "backend/cpu/cpu.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "backend/cpu/execution/run.hpp"
#include "backend/cpu/execution/workspace.hpp"
#include "backend/cpu/lowering/lower.hpp"
#include "backend/cpu/native/strips.hpp"

namespace ansatz::ad {
namespace {

class CpuExecutable final : public Executable {
 public:
  CpuExecutable(Code code, bool native)
      : code_(std::move(code)), machine_code_(native ? native::compile_strips(code_) : nullptr) {}

  std::unique_ptr<Memory> make_memory(Workers& workers) const override {
    return std::make_unique<TileMemory>(code_, workers);
  }

  void run(Memory& memory, const Boundary& boundary) const override {
    run_code(code_, static_cast<TileMemory&>(memory), boundary, {});
  }

  Profile profile(Memory& memory, const Boundary& boundary) const override {
    auto& tiles = static_cast<TileMemory&>(memory);
    Profile profile;
    profile.workers = tiles.workers->count();
    std::vector<Stopwatch> stopwatches(static_cast<std::size_t>(profile.workers));
    Stopwatch whole;
    whole.start();
    run_code(code_, tiles, boundary, stopwatches);
    double all = whole.lap() * profile.workers, busy = 0;
    for (const Stopwatch& stopwatch : stopwatches) {
      all -= stopwatch.extra();
      for (std::size_t part = 0; part < profile.parts.size(); ++part) {
        profile.parts[part] += stopwatch.parts()[part];
        busy += stopwatch.parts()[part];
      }
    }
    profile.seconds = all / profile.workers;
    profile.parts[static_cast<std::size_t>(Part::idle)] = std::max(all - busy, 0.0);
    return profile;
  }

  const ProgramStatistics& statistics() const override { return code_.statistics; }

 private:
  Code code_;
  std::unique_ptr<const native::MachineCode> machine_code_;  // what native strips of the code run; null: there are none
};

}  // namespace

std::unique_ptr<const Executable> compile_for_cpu(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                  const CompileOptions& options) {
  const CpuOptions& cpu = options.cpu;
  if (cpu.tile % 64 != 0)
    throw UserError(fmt::format("compile: a tile of {} points was asked for; it must be a multiple of 64", cpu.tile));
  const InstructionSet set =
      cpu.instruction_set == InstructionSet::best ? available_instruction_sets().back() : cpu.instruction_set;
  return std::make_unique<CpuExecutable>(lower(inputs, outputs, {options.precision, set, cpu.tile}), cpu.native);
}

}  // namespace ansatz::ad
