// Operators in space: grad, div, lap, curl, advect, dn, and the normal, in the coordinates of the problem.
//
// Polar, cylindrical and spherical coordinates are orthogonal: a step dq of coordinate i is h_i dq long, and vectors
// have components along unit vectors, whose directions change from point to point. The formulas are those of any such
// system (Batchelor, "An Introduction to Fluid Dynamics", appendix 2), with J the product of all h: coordinates that
// the problem leaves out, as the angle of what is symmetric around an axis, have their h in it, and no components.
#pragma once

#include <vector>

#include "evaluate/evaluate.hpp"

namespace ansatz::dsl {

/// (1/h_i) d e/d q_i
std::vector<ad::Expr> gradient(Evaluator& evaluator, ad::Expr e);

Value evaluate_grad(Evaluator& evaluator, const Expression& call);
Value evaluate_div(Evaluator& evaluator, const Expression& call);
/// Of vectors component by component, which is their Laplacian in Cartesian coordinates alone: E0301 in others.
Value evaluate_lap(Evaluator& evaluator, const Expression& call);
Value evaluate_curl(Evaluator& evaluator, const Expression& call);
/// (V . grad) W, for a scalar or a vector W.
Value evaluate_advect(Evaluator& evaluator, const Expression& call);
Value evaluate_dn(Evaluator& evaluator, const Expression& call);

/// The outward unit normal, by its components along the unit vectors.
std::vector<ad::Expr> unit_normal(Evaluator& evaluator);

/// An argument with one component for each space coordinate.
std::vector<ad::Expr> space_vector(Evaluator& evaluator, const Expression& e);
/// The sum of products, of as many components.
ad::Expr scalar_product(Evaluator& evaluator, const std::vector<ad::Expr>& a, const std::vector<ad::Expr>& b);

}  // namespace ansatz::dsl
