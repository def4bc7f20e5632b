// Panels that stand beside each other to be compared: one scale for all that show the same.
#pragma once

#include "ansatz/core/figure.hpp"

namespace ansatz::cli {

/// Gives maps of the same label one range of colours, and panels of curves with the same label along y one range, as
/// wide as all of them need. Ranges that a panel states stay. Nothing happens where there are no finite values.
void share_scales(figures::Figure& figure);

}  // namespace ansatz::cli
