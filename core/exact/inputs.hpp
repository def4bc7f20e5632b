// Conditions that hold by what networks read.
//
// A field whose network reads a coordinate by cos and sin of its period repeats itself with all its derivatives. A
// field whose network reads it by functions that are flat at a face, s^2 and s^3 of the distance s in place of s, is
// flat there, and any smooth function that is flat is one of these. So periodic conditions hold, and slopes that are
// given without a value; what slopes are given, the known part of the field adds (formula.hpp).
//
// A network computes its fields from the same inputs, so all of them must be asked for the same.
#pragma once

#include <vector>

#include "exact/gather.hpp"

namespace ansatz::exact {

/// How a network reads one coordinate.
struct Reading {
  bool periodic = false, flat_lower = false, flat_upper = false;

  bool plain() const { return !periodic && !flat_lower && !flat_upper; }
};

/// By network and coordinate, how they are to be read for the sake of demands. Demands that this does not serve, though
/// nothing else could, are refused.
std::vector<std::vector<Reading>> choose_readings(const Problem& problem, Gathered& gathered);

/// Gives networks the inputs that make it so.
void give_inputs(Problem& problem, const std::vector<std::vector<Reading>>& readings);

}  // namespace ansatz::exact
