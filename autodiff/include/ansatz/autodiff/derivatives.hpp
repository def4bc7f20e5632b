// Derivatives are functions from graph to graph: what they return is an ordinary expression that can be
// simplified, compiled or differentiated again, without limit.
//
// Forward mode (`jvp`) carries a tangent from an input to every value that depends on it; reverse
// mode (`vjp`) carries a cotangent from an output back. Both read the table of operations and
// nothing else. A tangent or cotangent that is structurally zero is an expression that equals the
// constant 0, and costs nothing; a tangent that is the same at all points stays free of the axis,
// and so costs nothing per point.
//
// Derivatives with respect to coordinates are best taken forward (nested jvp: with hash-consing it costs
// what Taylor mode costs), the one derivative with respect to many parameters in reverse.
#pragma once

#include <span>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// A direction at an input: `tangent` has the shape of `input`, or one that repeats to it.
struct Direction {
  Expr input;
  Expr tangent;
};

/// d output / d(inputs) along the directions, for each output; shapes of the outputs. Inputs need not be leaves;
/// each is varied by itself, whatever it is made of.
std::vector<Expr> jvp(std::span<const Expr> outputs, std::span<const Direction> directions);
Expr jvp(Expr output, Expr input, Expr tangent);

/// sum over outputs of cotangent^T (d output / d input), for each input; shapes of the inputs. For an input
/// that is free, contributions are summed over the points of every axis. Inputs need not be leaves.
std::vector<Expr> vjp(std::span<const Expr> outputs, std::span<const Expr> cotangents, std::span<const Expr> inputs);

/// Gradient of a scalar, in reverse mode; shape of the input. For a scalar on an axis and an input on the
/// same axis this is the gradient point by point; for a free input it is the gradient of the sum over points.
std::vector<Expr> grad(Expr scalar, std::span<const Expr> inputs);
Expr grad(Expr scalar, Expr input);

/// The gradient of a scalar at points with respect to free inputs, point by point and not summed: for each
/// input (a parameter) a column of rows * cols values on the scalar's axis, row by row. One row of a residual's
/// Jacobian at each point. Matrices must enter the formula as parameters, or as parameters with scaled rows;
/// throws UserError where they do not.
std::vector<Expr> point_gradients(Expr scalar, std::span<const Expr> inputs);

/// d output / d x_row for one row of `input`, forward mode; shape of the output.
Expr partial(Expr output, Expr input, std::uint32_t row = 0);

/// Columns d output / d input_i, i over the rows of `input` (a column vector); each has the output's shape.
std::vector<Expr> jacobian(Expr output, Expr input);

/// Second derivatives d2 scalar / (d input_i d input_j), rows by i then j (n*n entries; the symmetric
/// pairs are the same expression).
std::vector<Expr> hessian(Expr scalar, Expr input);

/// sum_i d2 scalar / d input_i^2; shape of `scalar` (each component for itself if it is a vector).
Expr laplacian(Expr scalar, Expr input);

}  // namespace ansatz::ad
