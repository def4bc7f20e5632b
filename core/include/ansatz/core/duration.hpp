// Times as people write them, `90 s`, `10 min`, `1 h 30 min`: one table of units for files and for the command line.
//
// A file's `until = 10 min` is its criterion `minutes > 10` and nothing else; until.hpp says what that does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ansatz/core/until.hpp"

namespace ansatz {

struct TimeUnit {
  std::string_view name;  // "ms", "s", "min", "h", "d", also as words are written: "sec", "minutes"
  Criterion::Of counted;  // in which its criterion counts
  double ratio;           // of one to that
};

/// The unit of that name; null where it is none.
const TimeUnit* time_unit(std::string_view name);

/// In seconds, of "500ms", "90s", "10 min", "1.5h", "1d" or "1 h 30 min"; a number alone is seconds. Nothing where the
/// text is none of these, or not greater than 0.
std::optional<double> seconds_in(std::string_view text);

/// The word that criteria of times have in a file; the seconds of one, 0 where it is no time.
const char* name_of(Criterion::Of what);
double seconds_of(Criterion::Of what);

/// Why a stage is over after so many seconds of training, in words: the time that it was to run for. Empty where none
/// is over. Other criteria are asked at rows of history, which may be far apart: Until::reached.
std::string time_over(const Until& until, double seconds);

}  // namespace ansatz
