// An interval of one coordinate.
#pragma once

namespace ansatz {

struct Interval {
  double lower = 0;
  double upper = 1;
};

}  // namespace ansatz
