// The tangent rules that most operations have.
//
// An invalid tangent is a structural zero. Tangents are kept as small as they are (derivatives/sensitivity.hpp): a rule
// gives an operation the rows and columns it needs, and leaves free what is the same at all points.
#pragma once

#include <span>
#include <vector>

#include "graph/identities.hpp"

namespace ansatz::ad {

/// For what is linear in each operand while the others are held: the tangent takes the place of its operand, in one
/// term for each.
Expr tangent_of_each(Expr y, std::span<const Expr> tangents);

/// For what is linear in all operands together: they are replaced by their tangents, zeros where there is none.
Expr tangent_of_all(Expr y, std::span<const Expr> tangents);

/// Operand `i` of y, as a tangent: zeros where it has none.
Expr tangent_of_operand(Expr y, std::span<const Expr> tangents, std::size_t i);

/// The node of `y` made again with other operands.
Expr made_again(Expr y, std::span<const Expr> operands);

/// The operands of `y`; a copy, for making nodes moves the graph's.
std::vector<Expr> operands_of(Expr y);

}  // namespace ansatz::ad
