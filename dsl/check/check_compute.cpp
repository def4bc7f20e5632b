// Settings of `compute` that do not go together.
#include <algorithm>

#include "check/checks.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

void check_compute(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  const auto compute = std::find_if(analysis.blocks.begin(), analysis.blocks.end(),
                                    [](const EffectiveBlock& block) { return block.spec->keyword == "compute"; });
  if (compute == analysis.blocks.end()) return;
  const EffectiveSetting* precision = compute->find("precision");
  if (precision->value.word == "f32" && (*compute)["backend"].word == "reference")
    diagnostics.push_back(
        Finding(Code::unknown_setting, precision->place, "the back end `reference` computes in double precision only")
            .label("single precision")
            .help("choose `f64`, or `backend = cpu`"));
}

}  // namespace ansatz::dsl
