// Vectors of a state that must have the length that is needed: whoever goes on from them trusts it.
#pragma once

#include <cstddef>
#include <string_view>

#include "ansatz/core/optimise/state.hpp"

namespace ansatz::optimise {

/// The vector of that name. Throws UserError where there is none, or it has another length.
const Vector& vector_entry(const State& state, std::string_view name, std::size_t length);

}  // namespace ansatz::optimise
