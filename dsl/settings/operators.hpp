// Names in a search as operators that candidates are made of: those of the library's table, functions of the language,
// and `let`s of the file.
#pragma once

#include "ansatz/core/search/families.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {

/// The place that a setting is about: `unary`, `binary` or `many`.
search::Place place_of(const SettingSpec& spec);

/// What a name that was read stands for; it may be called as long as the model is there. Throws a Failure where it is
/// no function of as many arguments as the place has: E0205, E0301, E0303.
search::OperatorRef operator_of(const Model& model, const SettingSpec& spec, const SettingValue& value);
/// The same, for what is thrown alone.
void require_operator(const Model& model, const SettingSpec& spec, const SettingValue& value);

}  // namespace ansatz::dsl
