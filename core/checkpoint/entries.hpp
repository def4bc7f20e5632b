// The state of an optimiser, or of anything else with named values, as bytes.
#pragma once

#include "ansatz/core/optimise/state.hpp"
#include "checkpoint/bytes.hpp"

namespace ansatz {

/// By name: which of the kinds of optimise::Entry it is, from 0, then the value.
void put(ByteWriter& out, const optimise::State& state);
/// What `put` wrote; `in.good()` says whether it was that.
optimise::State get_state(ByteReader& in);

}  // namespace ansatz
