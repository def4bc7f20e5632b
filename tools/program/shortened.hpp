// Figures with fewer digits, so that a page is small: it holds some 100,000 numbers.
#pragma once

#include "ansatz/core/figure.hpp"

namespace ansatz::cli {

/// Values of maps, points and lines with so many significant digits.
figures::Figure shortened(figures::Figure figure, int digits);

}  // namespace ansatz::cli
