// A check of everything a graph promises, for tests to call after each pass.
#pragma once

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// Throws InternalFault naming the first node that breaks an invariant: operands before their users, as many
/// as the operation takes; the shape that the operation's rule gives; no two nodes with the same content; what
/// only repeats is not an operand of an elementwise operation; leaves known to the graph.
void verify(Graph& graph);

}  // namespace ansatz::ad
