// Every mention of every name of a model, in one walk over its statements.
#pragma once

#include "ansatz/dsl/reading.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

/// Fills `names` and `mentions` of a reading of this model.
void index_names(const Model& model, Reading& reading);

/// The row of the table of settings that a key of the file names, whatever block it stands in; null where there is
/// none. `key` may be dotted, as in a sweep.
const SettingSpec* find_row_of_key(const Schema& schema, const Block& block, std::string_view key);

}  // namespace ansatz::dsl
