// Rows that are taken and given back: how values which do not live at the same time share memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace ansatz::ad {

/// Finds the lowest gap of free rows. Values are few (some hundreds a loop), so a plain list serves.
class RowPool {
 public:
  std::uint32_t take(std::uint32_t rows) {
    auto gap = taken_.begin();
    std::uint32_t first = 0;
    for (; gap != taken_.end() && gap->first - first < rows; ++gap) first = gap->first + gap->second;
    taken_.insert(gap, {first, rows});
    end_ = std::max(end_, first + rows);
    return first;
  }
  /// `first` is what `take` returned.
  void give_back(std::uint32_t first) {
    taken_.erase(std::find_if(taken_.begin(), taken_.end(), [&](const auto& t) { return t.first == first; }));
  }
  /// Rows that were ever taken.
  std::uint32_t end() const { return end_; }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> taken_;  // first row and rows, ascending
  std::uint32_t end_ = 0;
};

}  // namespace ansatz::ad
