// Which vector instructions programs may use. The best set that the processor has is chosen when a program is
// compiled; tests force the lower ones. Results differ between sets by rounding only (sums over points are
// added in another order), never between runs or thread counts.
#pragma once

#include <string_view>
#include <vector>

namespace ansatz::ad {

enum class InstructionSet { best, portable, sse4, avx2, avx512, neon };

std::string_view name(InstructionSet set);
/// The sets that this build contains and this processor has, the lowest first; `best` is the last of them.
std::vector<InstructionSet> available_instruction_sets();

}  // namespace ansatz::ad
