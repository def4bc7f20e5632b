// Figures as they stand in a page: as many numbers as a screen shows, and all of them together no more than a page's
// share. Figures as files have every number.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ansatz/core/figure.hpp"

namespace ansatz::cli {

/// About what all figures of a page may take, in bytes. The rest of a page, its fonts and scripts, is 0.95 MB.
constexpr std::size_t page_budget = 1'450'000;

/// The figures as JSON for report::Drawing. Lines, rims and marks have six digits, maps four of what they span. Where
/// all would take more than the budget, maps have fewer cells, lines and marks fewer points, the same share in all
/// figures, down to what is still a picture: of some hundred panels the budget holds. Every value that is left is one
/// of the figure's; notes of the figures say what was left out.
std::vector<std::string> page_json(const std::vector<figures::Figure>& figures, std::size_t budget = page_budget);

}  // namespace ansatz::cli
