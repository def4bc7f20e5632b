// Whether a state that was read can be one that a run of this problem has left.
//
// A checksum tells damage from what was written, and nothing of who wrote it. Whatever goes on from a state trusts its
// lengths and places, so all of these are compared with the problem before any is used. Values may be any: training
// meets numbers that are not finite by itself.
//
// Read next: state.hpp, what there is to compare. Optimisers compare their own part (optimise/state.hpp).
#pragma once

#include "checkpoint/state.hpp"
#include "checkpoint/trained.hpp"
#include "loss/loss.hpp"

namespace ansatz {

/// The windows that are solved, for networks of so many parameters. Throws WorldFailure, as all of these do.
void require_fit(const Problem& problem, const Solved& solved, std::size_t parameters);

/// The window that is trained, whose loss this is.
void require_fit(const Problem& problem, const TrainingState& state, const Loss& loss);

/// What a solution is made of.
void require_fit(const Problem& problem, const Trained& trained);

}  // namespace ansatz
