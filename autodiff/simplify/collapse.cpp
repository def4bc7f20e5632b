// Pulls linear operations out of sums, so that the streams of a residual that is linear in its highest
// derivatives become one.
//
// The pass walks down from the outputs. A node that is used nonlinearly is *kept*: it gets a row, a sum of
// terms that is its definition. A node that is used only linearly is a contribution to the rows of its users,
// each with a coefficient, a monomial in scalars and in vectors. Going down,
//   - sums, differences, negations and products pass their contribution on to their operands;
//   - a linear operation (matmul, slice, sum, ...) opens a row for its operand and becomes a term itself. Two
//     applications of one operation that contribute in the same proportion to the same rows share that row:
//     this is where W a + c W b becomes W (a + c b). Scalars pass through the operation into the row.
// A node of small number sees all its uses before its turn comes, so one loop downwards suffices, and the
// result serves systems of residuals as well as single ones: streams merge exactly where all residuals agree.
//
// The way back up, a second loop, writes each row as an expression (polynomial.hpp): contents are handed out
// again through the linear operations, common factors are taken out, and free factors of a matmul, such as the
// slopes of adaptive activations, are multiplied into its matrix, once a step.
#include "ansatz/autodiff/simplify.hpp"
#include "simplify/rows.hpp"

namespace ansatz::ad {

std::vector<Expr> collapse(std::span<const Expr> outputs) {
  if (outputs.empty()) return {};
  return put_together(pull_apart(outputs), outputs);
}

}  // namespace ansatz::ad
