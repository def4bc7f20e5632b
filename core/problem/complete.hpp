// A problem with everything that it does not say: networks for its fields, how it is trained, in how many windows
// of time.
#pragma once

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// A network without fields of its own computes all that no other one does; without any there is one of the defaults.
/// Without a training stage there is the one that the language takes as well, `default_stage`. Throws UserError where
/// the problem makes no sense.
Problem completed(Problem problem);

}  // namespace ansatz
