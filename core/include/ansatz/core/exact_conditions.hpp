// Conditions that hold whatever is trained: a field is written around its network, so that its initial and boundary
// values are built in and nothing is left of them to be learnt,
//
//     u = known(x, t) + factor(x, t) * network(x, t),
//
// where `known` satisfies the conditions and `factor` vanishes wherever they hold, as often as they take derivatives.
// `Weighting::conditions` asks for it. What is built in is no term of the loss any more: it becomes a check, verified
// at fresh points when training is over. What cannot be built in stays a term, and is named with the reason.
//
// Built in are conditions that give a field, or its first derivatives across them, on whole faces of a box, at the
// start or the end of time among them: u = g, and u_t = h beside it. `known` interpolates between opposite faces by
// polynomials (Hermite) and between directions by sums of such (Gordon and Hall), which needs conditions that agree
// where they meet. Slopes alone and periodic conditions hold by what the networks read (core/exact/inputs.hpp). Of
// disks, balls, and what is cut from these and boxes, it is one value on the whole rim (core/geometry/level.hpp). The
// ansatz of a file goes first: fields that have one are left alone.
//
// I. E. Lagaris, A. Likas, D. I. Fotiadis, "Artificial neural networks for solving ordinary and partial differential
// equations", IEEE Transactions on Neural Networks 9, 987-1000, 1998. W. J. Gordon, C. A. Hall, "Transfinite element
// methods: blending-function interpolation over arbitrary curved element domains", Numerische Mathematik 21, 109-129,
// 1973.
#pragma once

#include <string>
#include <vector>

namespace ansatz {

struct Problem;

/// How a problem is held to its initial and boundary conditions: by terms of the loss, or exactly where that can be.
enum class Imposition { by_terms, exactly };

/// What became of the conditions of a problem.
struct ExactConditions {
  /// A condition that stays a term of the loss, and the reason in words.
  struct Term {
    std::string condition, why;
  };
  std::vector<std::string> formulas;  // "u = 4*x*(1 - x)*net", one a field
  std::vector<std::string> held;      // names of the conditions that hold by them
  std::vector<Term> terms;
};

/// The problem with all its conditions built in that can be, and with `Problem::exact_conditions`; as it is where that
/// is known already, or not asked for (imposition_of in automatic.hpp). `problem` is complete. Formulas that fail stay
/// terms; whoever makes a loss of them meets what they say.
Problem with_exact_conditions(Problem problem);

/// What was done, in sentences; none where nothing was asked for.
std::vector<std::string> exact_conditions_in_words(const Problem& problem);

}  // namespace ansatz
