// From what is understood to what is solved: the core's `Problem`.
#pragma once

#include "analyse/analysis.hpp"
#include "ansatz/core/classification.hpp"

namespace ansatz::dsl {

/// Fills everything but `name`. Call it when the analysis found no error.
Problem lower(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);

/// The same of a problem of images, which are read here unless headers alone are: E0504 where they cannot be used. What
/// the layers do not make is E0304.
Classification lower_images(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);

/// The activation of a network: a built-in, or a `let`.
Activation activation_of(std::shared_ptr<const Model> model, const EffectiveSetting& setting);

/// One `train` block. Reports E0304 where its settings do not go together.
Stage lower_stage(const Analysis& analysis, const EffectiveBlock& train, std::vector<Diagnostic>& diagnostics);

/// What a network reads, from its setting `input`. Reports formulas of anything but coordinates.
std::vector<InputFeature> lower_inputs(const Analysis& analysis, const EffectiveSetting& inputs,
                                       std::vector<Diagnostic>& diagnostics);

/// The plots of the file, for the problem as far as it is made. Reports what they cannot draw: E0304, and what is wrong
/// with expressions.
std::vector<Plot> lower_plots(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics);

/// The network blocks, one entry a network: every field is computed exactly once. Reports E0401.
std::vector<NetworkSpec> lower_networks(const Analysis& analysis, std::vector<Diagnostic>& diagnostics);

}  // namespace ansatz::dsl
