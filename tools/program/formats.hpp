// The formats that the program knows (core's format.hpp), and what help and messages say of them.
#pragma once

#include <string>
#include <vector>

#include "ansatz/core/writers.hpp"

namespace ansatz::cli {

const std::vector<Format>& formats();
/// ".csv, .npz, .vti, .vtu": of formats that hold points alone, or of all.
std::string endings(bool points_only = false);
std::string endings_of(const Format& format);
/// "csv|npz|vtk|cpp"
std::string format_names();
/// What each is, in one line.
std::string formats_text();

}  // namespace ansatz::cli
