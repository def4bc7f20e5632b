// The writer of every format, by name: each is defined in the file of that name.
#pragma once

#include "ansatz/core/writers.hpp"

namespace ansatz {

#define ANSATZ_FORMAT(name) Writer name##_writer();
#include "results/writers/formats.def"
#undef ANSATZ_FORMAT

}  // namespace ansatz
