// Reports to open in a browser: one as a run leaves it, one with packed maps and a wide table, one that means harm, one
// with many figures.
#pragma once

#include "report/page.hpp"

namespace ansatz::test {

/// Every kind of layer, each with values that are known, and all parts of a page.
report::Report sample_report();

/// Packed maps of x + 10 y, cut at a circle of radius 0.8 with an arrow over them, and of nothing finite; a line in two
/// pieces, left of -0.5 and right of 0.5; a table of fourteen columns.
report::Report packed_report();

/// Texts that would end elements, open scripts or turn the page round, in every place for a text.
report::Report hostile_report();

/// 40 figures, one of them a line of 100,000 points, and values that are not finite.
report::Report large_report();

}  // namespace ansatz::test
