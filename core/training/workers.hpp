// How many threads a run uses, and how optimisers come by them.
#pragma once

#include "ansatz/autodiff/program.hpp"
#include "optimise/team.hpp"

namespace ansatz {

/// `asked`, or with 0 as many as this process may run on. Throws UserError when it is negative or absurdly large.
int worker_count(int asked);

/// The workers as those who do the parts of an optimiser's algebra; they must live longer.
optimise::Team team_of(ad::Workers& workers);

}  // namespace ansatz
