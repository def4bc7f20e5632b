// The sets of the public list as targets of Highway: which of them this build has kernels for, and this processor runs.
#include "ansatz/autodiff/instruction_set.hpp"

#include <array>
#include <cstdint>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "backend/cpu/kernels/targets.hpp"

#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"

namespace ansatz::ad {
namespace {

struct Entry {
  InstructionSet set;
  std::string_view name;
  std::int64_t target;  // 0: not on this architecture
};

constexpr std::int64_t portable_targets = HWY_EMU128 | HWY_SCALAR;

constexpr auto entries = std::to_array<Entry>({
#if HWY_ARCH_X86
  {InstructionSet::sse4, "sse4", HWY_SSE4}, {InstructionSet::avx2, "avx2", HWY_AVX2},
      {InstructionSet::avx512, "avx512", HWY_AVX3},
#elif HWY_ARCH_ARM
  {InstructionSet::neon, "neon", HWY_NEON},
#endif
      {InstructionSet::portable, "portable", portable_targets},
});

bool usable(const Entry& entry) {
  static const std::int64_t supported = hwy::SupportedTargets() | portable_targets;  // slow: it asks the processor
  return (entry.target & std::int64_t{HWY_TARGETS} & supported) != 0;
}

}  // namespace

std::string_view name(InstructionSet set) {
  for (const Entry& entry : entries)
    if (entry.set == set) return entry.name;
  return set == InstructionSet::best ? "best" : "unavailable on this architecture";
}

std::vector<InstructionSet> available_instruction_sets() {
  std::vector<InstructionSet> sets;
  if (usable(entries.back())) sets.push_back(InstructionSet::portable);
  for (const Entry& entry : entries)
    if (entry.set != InstructionSet::portable && usable(entry)) sets.push_back(entry.set);
  return sets;
}

std::int64_t highway_targets(InstructionSet set) {
  if (set == InstructionSet::best) set = available_instruction_sets().back();
  for (const Entry& entry : entries)
    if (entry.set == set && usable(entry)) return entry.target;
  throw UserError("this processor or build has no " + std::string(name(set)) +
                  " instructions; leave the choice to InstructionSet::best");
}

}  // namespace ansatz::ad
