// What settings stand for that say `auto`: it depends on how the problem is trained, that is on its other blocks.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "ansatz/core/problem.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {

/// Whether `adam` or `sgd` trains at any time.
bool trains_by_first_order(std::span<const EffectiveBlock> blocks);

/// Slopes of the activations. `auto`: one a layer where a stage of first order trains, which they speed up, else none:
/// under `lm` and quasi-Newton stages alone they cost digits (docs/notes/optimisers.md measures both).
Adaptive adaptation(std::span<const EffectiveBlock> blocks, const EffectiveBlock& network);

/// Steps between two draws of points; 0: the first stay. `auto` draws anew where every stage is of second order and
/// forgets nothing by it. There it matters most: `lm` brings the residual at few points down to nothing while it stays
/// large between them (docs/notes/optimisers.md measures both).
std::uint64_t resampling_steps(std::span<const EffectiveBlock> blocks, const EffectiveBlock& sample);

/// Where points of equations go at a draw. `auto` follows the residual where `resample = auto` draws.
Adapt resampling_places(std::span<const EffectiveBlock> blocks, const EffectiveBlock& sample);

/// What a setting that says `auto` comes to, as it would be written in a file; nothing for others.
std::string stands_for(std::span<const EffectiveBlock> blocks, const EffectiveBlock& block,
                       const EffectiveSetting& setting);

}  // namespace ansatz::dsl
