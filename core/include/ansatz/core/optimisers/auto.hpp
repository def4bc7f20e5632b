// The default of small networks: quasi-Newton steps while they gain, which is fastest to four or five digits, then
// Levenberg-Marquardt steps, which find the others.
//
// A step is one of `lm`, or as many of `ssbroyden` as cost an eighth of one, so that `steps` are about alike in what
// they cost. docs/notes/optimisers.md has what it was measured against.
#pragma once

#include <cstdint>

#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz {

struct Auto {
  std::uint64_t steps = 600;
  Until until{};
};

std::shared_ptr<const StageMethod> method_of(const Auto&);

}  // namespace ansatz
