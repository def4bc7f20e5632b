// How the loss came down, as far as a verdict asks.
#pragma once

#include "ansatz/core/outcome.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

/// The rows of the window of time that training ended in: null where there is none whose loss is a number.
struct Course {
  explicit Course(const Outcome& outcome);
  bool known() const { return first != nullptr && first->loss > 0; }
  const Progress *first = nullptr, *least = nullptr;
  const Progress* last;
};

/// What the steps that were taken say of more of them.
enum class Steps {
  few,      // nothing can be said, or training is not over
  falling,  // the loss still came down in their second half
  still,    // it did not, by a fifth, or the last stage could go no further
};

Steps steps_of(const Problem& problem, const Outcome& outcome);

}  // namespace ansatz
