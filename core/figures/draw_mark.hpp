// A mark as an element of SVG.
#pragma once

#include "figures/marks.hpp"
#include "figures/svg_writer.hpp"

namespace ansatz::figures {

/// Pictures are embedded, as PNG in base64.
void draw_mark(SvgWriter& svg, const Mark& mark);

}  // namespace ansatz::figures
