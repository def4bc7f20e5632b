// E0414: an activation without the derivatives that conditions take of the fields of its network. Which these are is
// core's to say (activation.hpp); here is where it stands in the text.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/core/activation.hpp"
#include "check/checks.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

/// Where the block names that activation: in a layer of its own, `act(relu)`, or for all of them.
Span place_of(const EffectiveBlock& block, const std::string& activation) {
  if (const EffectiveSetting* layers = block.find("layers"))
    for (const SettingValue& layer : layers->value.items)
      for (const SettingValue& argument : layer.arguments)
        for (const SettingValue& function : argument.items)
          if (function.word == activation && function.tree != nullptr) return function.tree->span;
  return block.find("activation")->tree->span;
}

}  // namespace

void check_activations(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics) {
  for (const EffectiveBlock& block : analysis.blocks) {
    if (block.spec->keyword != "network") continue;
    const EffectiveSetting& setting = *block.find("activation");
    const auto network = std::find_if(problem.networks.begin(), problem.networks.end(), [&](const NetworkSpec& n) {
      return n.activation.name == setting.value.word && (block.name.empty() || n.name == block.name);
    });
    if (network == problem.networks.end()) continue;
    LostDerivative lost = lost_derivative(problem, *network);
    if (lost.why.empty()) continue;
    diagnostics.push_back(Finding(Code::lost_derivative, place_of(block, lost.activation), std::move(lost.why))
                              .label("not for this problem")
                              .help("use a smooth activation, as `tanh`"));
  }
}

}  // namespace ansatz::dsl
