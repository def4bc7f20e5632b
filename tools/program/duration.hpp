// Durations as people write them: "1 h 02 min" in what is shown, "2h" in what is asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ansatz::cli {

/// "1 h 02 min", "3 min 20 s", "12 s", "0.4 s"; "?" for what is not finite.
std::string duration(double seconds);

/// Seconds of "90s", "10min", "2h", "1.5h", "1d" or "1h30min"; a number alone is seconds. Nothing where the text is
/// none of these, or not greater than 0.
std::optional<double> parse_duration(std::string_view text);

}  // namespace ansatz::cli
