// A weight of slope recovery that changes with the steps, beside stages that cannot follow it: E0304. Core refuses the
// same (core/problem/check.cpp); here it is said with the place in the file.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "check/checks.hpp"
#include "diagnostics/finding.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

/// Whether a way to adapt slopes has a `recovery` that changes.
bool recovery_changes(const EffectiveSetting& adaptive) {
  const Option* option = find_option(*adaptive.spec, adaptive.value.word);
  if (option == nullptr || !option->method || option->method->find("recovery") == nullptr) return false;
  return std::holds_alternative<Choice>(choice_of(*adaptive.spec, adaptive.value).get("recovery"));
}

}  // namespace

void check_recovery(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  const auto other = std::find_if(analysis.blocks.begin(), analysis.blocks.end(), [](const EffectiveBlock& block) {
    return block.spec->keyword == "train" && !block.spec->method->is("first_order");
  });
  if (other == analysis.blocks.end()) return;
  for (const EffectiveBlock& block : analysis.blocks) {
    const EffectiveSetting* adaptive = block.spec->keyword == "network" ? block.find("adaptive") : nullptr;
    if (adaptive == nullptr || !recovery_changes(*adaptive)) continue;
    Finding error =
        Finding(Code::wrong_value, adaptive->value.tree->span,
                fmt::format("`recovery` changes with the steps, and `train {}` cannot follow", other->spec->variant))
            .label("another loss at every step")
            .help("give it one number, or train by `adam` or `sgd` alone");
    if (other->statement != nullptr)
      error.also(other->statement->keyword, "its steps are made of more than one gradient");
    diagnostics.push_back(error);
  }
}

}  // namespace ansatz::dsl
