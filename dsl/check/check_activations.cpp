// E0414: an activation without the derivatives that conditions take of the fields of its network. Which these are is
// core's to say (activation.hpp); here is where it stands in the text.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/core/activation.hpp"
#include "check/checks.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

void check_activations(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics) {
  for (const EffectiveBlock& block : analysis.blocks) {
    if (block.spec->keyword != "network") continue;
    const EffectiveSetting& setting = *block.find("activation");
    const auto network = std::find_if(problem.networks.begin(), problem.networks.end(), [&](const NetworkSpec& n) {
      return n.activation.name == setting.value.word && (block.name.empty() || n.name == block.name);
    });
    if (network == problem.networks.end()) continue;
    std::string lost = lost_derivative(problem, *network);
    if (lost.empty()) continue;
    diagnostics.push_back(Finding(Code::lost_derivative, setting.tree->span, std::move(lost))
                              .label("not for this problem")
                              .help("use a smooth activation, as `tanh`"));
  }
}

}  // namespace ansatz::dsl
