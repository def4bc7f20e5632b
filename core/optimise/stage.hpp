// From a training stage to its optimiser, and what others ask of a stage.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz::optimise {

/// The optimiser of a stage at its beginning. Stages that need no more than the gradient are bound to `loss`, the
/// others to `residuals`, whose squares are the same loss; both must live longer. Throws UserError when the settings
/// make no sense.
std::unique_ptr<Optimiser> make_optimiser(const Stage& stage, Objective& loss, LeastSquares& residuals);

/// The number of steps of a stage, and of several, at most.
std::uint64_t steps_of(const Stage& stage);
std::uint64_t steps_of(std::span<const Stage> stages);

/// Whether it steps by the last gradient alone, and so may take it from a batch.
inline bool is_first_order(const Stage& stage) { return stage.method().traits.first_order; }

/// The learning rate of the step that follows so many steps of the stage; nothing where it has no setting `lr`.
std::optional<double> rate_of(const Stage& stage, std::uint64_t step);

/// How often it sees every image, where it says so.
std::optional<std::uint64_t> epochs_of(const Stage& stage);

/// What it is to run for; nothing but the end of what is to be gained where its settings have no `until`.
Until until_of(const Stage& stage);

/// Steps after which it can be said whether they gain anything: 20 of a method that learns the curvature anew at every
/// step, 200 of the others.
std::uint64_t telling_steps(const Stage& stage);

/// The number of points of a step; 0: all.
std::size_t batch_of(const Stage& stage);

}  // namespace ansatz::optimise
