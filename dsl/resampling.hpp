// What `resample = auto` and `adapt = auto` stand for.
#pragma once

#include "analysis.hpp"

namespace ansatz::dsl {

/// Steps between two draws of points; 0: the first stay. `auto` draws anew where every stage is of second order and
/// forgets nothing by it. There it matters most: `lm` brings the residual at few points down to nothing while it stays
/// large between them (docs/optimisers.md measures both).
std::uint64_t resampling_steps(const Analysis& analysis, const EffectiveBlock& sample);

/// Where points of equations go at a draw. `auto` follows the residual where `resample` is `auto` too.
Adapt resampling_places(const EffectiveBlock& sample);

}  // namespace ansatz::dsl
