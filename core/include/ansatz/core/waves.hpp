// Waves that a problem states itself. A network finds low frequencies first, and those of twenty periods over the
// domain hardly ever (Rahaman et al. 2019, "On the spectral bias of neural networks"); but where an initial value or a
// source has them, they stand in its formula: sin(20*pi*x). Networks that are not told what to read are given them as
// inputs.
//
// A wave is a sine or a cosine of an angle that is linear in one coordinate, anywhere in an equation, an initial or a
// boundary condition. Fits are left alone: they are how one sees what a network learns by itself.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ansatz/core/problem.hpp"

namespace ansatz {

struct StatedWave {
  std::size_t coordinate = 0;
  double frequency = 0;  // k of sin(k x); > 0
};

/// Those that turn more than `most_plain_periods` times over the domain, each once, in the order in which they are
/// stated; at most `most_waves`. None where a formula makes no sense.
std::vector<StatedWave> waves_of(const Problem& problem);

inline constexpr double most_plain_periods = 4;
inline constexpr std::size_t most_waves = 8;

/// What networks read beside the coordinates because the problem as it is stated has such waves; none where nothing is
/// added. In sentences.
std::vector<std::string> waves_in_words(const Problem& stated);

}  // namespace ansatz
