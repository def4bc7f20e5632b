// A line of a terminal made of items: what does not fit is left out whole, the least important first.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ansatz::cli {

/// Between the items of a line.
inline constexpr const char* item_gap = "   ";

struct LineItem {
  std::string text;
  int rank = 0;  // lower ones are kept longer
};

/// The items that fit into so many columns, in their order.
std::string fitted_line(const std::vector<LineItem>& items, std::size_t width);

}  // namespace ansatz::cli
