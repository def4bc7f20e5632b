// Long evolutions are solved in windows of time though nobody asks for it, where it can be told beforehand that one
// network will not do: ordinary differential equations whose solution turns, grows or decays many times over. Two
// things go wrong there: a network has to be every turn at once, and where small values grow, standing still at the
// state that is left solves the equations all but for a little (an epidemic that never breaks out).
//
// How far a solution goes is measured along its path, which is followed roughly from its initial values: a step of the
// linearly implicit Euler method, whose equations are those of the problem. The rate at a point of the path is the
// largest of the eigenvalues, in magnitude, that grow or turn, and of |u''| / |u'| while the state still moves; fast
// decays that are over do not count. Windows are as many as it takes for none to go further than `furthest`; a
// path that goes its way in a moment, which slices of equal length do not help, gets as many as its length alone asks
// for.
//
// Measured: docs/notes/optimisers.md. How windows are made: core/training/windows.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

/// The integral of the rate over a window, in radians or powers of e; and how many windows there are at most.
inline constexpr double furthest = 6;
inline constexpr std::size_t most_windows = 32;

/// How far the solution goes over all its time. 0 where that is not known: with coordinates of space, where the state
/// at the start is not given, equations are not solved for the highest derivatives, or the path ends on the way.
double distance_of(const Problem& problem);

/// The windows of a problem: those that it states, else as above where every stage ends by itself (`auto`, `lm`) and
/// nothing speaks of several times at once; else 1.
std::size_t windows_of(const Problem& problem);

/// That there are several though the problem as it is stated says nothing of it, in a sentence; else none.
std::vector<std::string> windows_in_words(const Problem& stated);

}  // namespace ansatz
