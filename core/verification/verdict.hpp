// What is made of the measures: a verdict and the one line that says why.
#pragma once

#include "ansatz/core/verification.hpp"

namespace ansatz {

/// Of all fields, at the fresh points of the conditions where they are largest.
struct FieldSize {
  double largest = 0;
  double root_mean_square = 0;
};

struct Triviality {
  bool zero_holds = false;  // whether u = 0 satisfies every condition
  FieldSize fields;
};

/// Sets `verdict` and `reason` of what was found.
void draw_verdict(const Problem& problem, const Outcome& outcome, const Triviality& triviality, Verification& found);

}  // namespace ansatz
