// What settings stand for that say `auto`: it depends on how the problem is trained.
#pragma once

#include <string>

#include "analyse/analysis.hpp"

namespace ansatz::dsl {

/// Whether `adam` or `sgd` trains at any time.
bool trains_by_first_order(const Analysis& analysis);

/// Slopes of the activations. `auto`: one a layer where a stage of first order trains, which they speed up, else none:
/// under `lm` and quasi-Newton stages alone they cost digits (docs/notes/optimisers.md measures both).
Adaptive adaptation(const Analysis& analysis, const EffectiveBlock& network);

/// Steps between two draws of points; 0: the first stay. `auto` draws anew where every stage is of second order and
/// forgets nothing by it. There it matters most: `lm` brings the residual at few points down to nothing while it stays
/// large between them (docs/notes/optimisers.md measures both).
std::uint64_t resampling_steps(const Analysis& analysis, const EffectiveBlock& sample);

/// Where points of equations go at a draw. `auto` follows the residual where `resample = auto` draws.
Adapt resampling_places(const Analysis& analysis, const EffectiveBlock& sample);

/// What a setting that says `auto` comes to, as it would be written in a file; nothing for others.
std::string stands_for(const Analysis& analysis, const EffectiveBlock& block, const EffectiveSetting& setting);

}  // namespace ansatz::dsl
