// What a problem must be before anything is made of it. Every rule is stated once: the functions of Problem apply those
// that concern what they are given, the loss those of its conditions, a Solver all of them. Each throws UserError that
// says what, why and what to do.
//
// Rules about networks, ansatz formulas and points are where these are made: network.cpp, trial.cpp, collocation.cpp.
#pragma once

#include <string_view>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// A name of a coordinate, field or unknown ("kind") that is not empty and not taken.
void require_new_name(const Problem& problem, std::string_view kind, std::string_view name);

/// The coordinates are known.
void require_domain(const Problem& problem, std::string_view what);

/// Starts at a number, inside its bounds.
void require_unknown(const UnknownSpec& unknown);

/// Has a name, a formula, a sensible weight, points where they can be.
void require_condition(const Problem& problem, const Condition& condition);
void require_other_name(const Condition& condition, const Condition& other);
/// There are some, each is sound, no two have one name.
void require_conditions(const Problem& problem);

/// Exact solutions are of fields and unknowns that exist, at most one of each, and have values.
void require_exact(const Problem& problem);

/// All of it, stages included.
void require_sound(const Problem& problem);

}  // namespace ansatz
