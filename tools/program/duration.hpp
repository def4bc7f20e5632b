// Durations as they are shown, "1 h 02 min"; what is asked for is read by core's duration.hpp.
#pragma once

#include <string>

namespace ansatz::cli {

/// "1 h 02 min", "3 min 20 s", "12 s", "0.4 s"; "?" for what is not finite.
std::string duration(double seconds);

}  // namespace ansatz::cli
