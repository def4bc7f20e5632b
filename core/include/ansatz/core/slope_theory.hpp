// What the paper on adaptive slopes proves and counts, as numbers of a problem: how much slopes add to what is trained,
// and whether the condition of its theorem holds at the start.
//
// Jagtap, Kawaguchi, Karniadakis (2020), "Locally adaptive activation functions with slope recovery for deep and
// physics-informed neural networks", sections 2.1 and 2.2. Nothing is trained here, and nothing of a run changes.
#pragma once

#include <optional>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// The size of the parameter space with slopes and without, over all networks; unknowns are in neither.
struct ParameterGrowth {
  double plain = 0;   // omega + beta: weights, and biases but those of the output layer, which the paper leaves out
  double slopes = 0;  // everything that `adaptive` trains
  /// P of section 2.2.
  double ratio() const { return (plain + slopes) / plain; }
};

/// The condition of theorem 2.1: the loss at the start is below that of every constant network, S(0) added. Where it
/// holds, gradient descent with rates as the theorem has them is not drawn to critical points that are not optimal.
struct StartCondition {
  double loss = 0;      // of the first step, W_a S(a) included
  double recovery = 0;  // W_a S(a) at the start
  double most = 0;      // W_a S(0), its largest value for slopes >= 0; infinite where N is the identity
  /// What the conditions come to where all networks are constant, at the best constants that Newton's method finds
  /// from 0, 1 and -1.
  double constant_loss = 0;
  std::vector<double> constants;  // these, by output of each network
  bool holds() const { return loss < constant_loss + most; }
};

/// Throws UserError where the problem makes no sense, as do all functions here.
ParameterGrowth parameter_growth(const Problem& problem);

/// Nothing where the theorem does not speak of the problem's loss: no network has a slope recovery term, weights move
/// while training, time is cut into windows, or the conditions have no value for constant networks. Costs about thirty
/// evaluations of loss and gradient a field.
std::optional<StartCondition> start_condition(const Problem& problem);

}  // namespace ansatz
