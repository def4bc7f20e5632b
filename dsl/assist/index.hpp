// Every mention of every name of a model, in one walk over its statements.
#pragma once

#include "ansatz/dsl/reading.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

/// Fills `names` and `mentions` of a reading of this model.
void index_names(const Model& model, Reading& reading);

}  // namespace ansatz::dsl
