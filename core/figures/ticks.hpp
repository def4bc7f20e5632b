// Where an axis has ticks and what stands at them.
//
// Linear axes: multiples of 1, 2 or 5 times a power of ten, the finest of which there are not more than wanted;
// Heckbert, "Nice numbers for graph labels", Graphics Gems (1990). All labels have the same number of decimals. Large
// or small numbers are written as multiples of one power of ten, which is said once for the axis. Logarithmic axes:
// powers of ten; within less than two of them 1, 2 and 5 times a power; within less than that as linear axes.
#pragma once

#include <string>
#include <vector>

#include "figures/scaling.hpp"

namespace ansatz::figures {

struct Tick {
  double value = 0;
  std::string text;         // with the minus of typography, U+2212
  std::string superscript;  // of powers: 10 and -3
};

struct Ticks {
  std::vector<Tick> major;    // increasing
  std::vector<double> minor;  // increasing, none where a major one is
  int exponent = 0;           // the texts times this power of ten are the values
};

/// At least 2 ticks with labels, and at most `wanted` + 1 or, where those are fewer than 2, 5; wanted >= 2.
Ticks ticks_of(const Scaling& scaling, int wanted);

/// 10 to the power of ticks' exponent, as text and superscript.
Tick power_of_ten(int exponent);

}  // namespace ansatz::figures
