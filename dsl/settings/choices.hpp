// From values as they were read to what core's settings hold: numbers, words, and methods with their arguments.
#pragma once

#include "settings/settings.hpp"

namespace ansatz::dsl {

/// The value of a setting of this row.
SettingData data_of(const SettingSpec& spec, const SettingValue& value);

/// What a block says as the settings that core describes; what is of text alone is left out.
Choice choice_of(const EffectiveBlock& block);
template <class Settings>
Settings settings_of(const EffectiveBlock& block) {
  return *choice_of(block).get_if<Settings>();
}

/// The method that an option of this row stands for. Throws InternalFault if it is none.
Choice choice_of(const SettingSpec& spec, const SettingValue& value);

}  // namespace ansatz::dsl
