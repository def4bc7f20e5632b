#include "fitted_line.hpp"

#include <algorithm>

#include "terminal.hpp"

namespace ansatz::cli {

std::string fitted_line(const std::vector<LineItem>& items, std::size_t width) {
  std::vector<std::size_t> by_rank(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) by_rank[i] = i;
  std::stable_sort(by_rank.begin(), by_rank.end(),
                   [&](std::size_t a, std::size_t b) { return items[a].rank < items[b].rank; });
  std::vector<bool> shown(items.size(), false);
  std::size_t used = 0;
  for (const std::size_t i : by_rank) {
    const std::size_t needed = display_columns(items[i].text) + (used == 0 ? 0 : display_columns(item_gap));
    if (needed > width - used) continue;
    used += needed;
    shown[i] = true;
  }
  std::string line;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (shown[i]) line += (line.empty() ? "" : item_gap) + items[i].text;
  return line;
}

}  // namespace ansatz::cli
