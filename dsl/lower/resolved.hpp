// The resolved problem: one file that says everything, defaults and command line included.
#pragma once

#include <string>

#include "analyse/analysis.hpp"
#include "ansatz/core/classification.hpp"

namespace ansatz::dsl {

/// The value of a setting: as it was written, options with all their arguments; a default shows its value.
std::string setting_text(const Sources& sources, const EffectiveSetting& setting);

/// What a setting that says `auto` comes to in this problem, as it would be written in a file; nothing for others.
std::string stands_for(const Problem& problem, const EffectiveBlock& block, const EffectiveSetting& setting);
std::string stands_for(const Classification& problem, const EffectiveBlock& block, const EffectiveSetting& setting);
std::string stands_for(const SearchPlan& plan, const EffectiveBlock& block, const EffectiveSetting& setting);

/// The `let`s and `param`s that a search speaks of, each a line, in the order of the file.
std::string definitions_text(const Analysis& analysis);

/// Statements as they were written (parameters with the values of --set), included ones in their place, and after
/// them every block with every setting. Compiled again it gives the same problem, bit for bit.
std::string resolved_text(const Analysis& analysis);

}  // namespace ansatz::dsl
