// The table of writers (core's writers.hpp) in words, for help and messages.
#pragma once

#include <string>

#include "ansatz/core/writers.hpp"

namespace ansatz::cli {

/// ".csv, .npz, .vti, .vtu": of formats that hold points alone, or of all.
std::string endings(bool points_only = false);
std::string endings_of(const Writer& writer);
/// "csv|npz|vtk|cpp"
std::string format_names();
/// What each is, in one line.
std::string formats_text();

}  // namespace ansatz::cli
