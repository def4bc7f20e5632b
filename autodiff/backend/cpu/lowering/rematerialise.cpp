#include "backend/cpu/lowering/rematerialise.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "backend/cpu/lowering/schedule.hpp"

namespace ansatz::ad {
namespace {

using Kind = Item::Kind;

class Rematerialiser {
 public:
  explicit Rematerialiser(const std::vector<Item>& items)
      : items_(items),
        level_(find_levels(items)),
        last_use_(items.size(), 0),
        last_row_use_(items.size(), 0),
        number_(items.size()) {
    for (std::size_t i = 0; i < items.size(); ++i)
      for (const Ref& operand : items[i].operands)
        if (!operand.free) {
          std::uint32_t& last = last_use_[operand.index];
          last = std::max(last, level_[i]);
          if (!joins(items[i], operand))
            last_row_use_[operand.index] = std::max(last_row_use_[operand.index], level_[i]);
        }
  }

  std::vector<Item> run() {
    std::vector<std::uint32_t> order(items_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return level_[a] < level_[b]; });
    for (const std::uint32_t i : order) number_[i] = add(i, level_[i]);
    return without_unused(std::move(result_));
  }

 private:
  bool joins(const Item& item, const Ref& operand) const {
    return (item.kind == Kind::strip || item.kind == Kind::reduce) && reads_in_place(items_, operand, item.rows);
  }

  bool cheap(const Item& item) const { return item.kind == Kind::strip && is_arithmetic(item.code); }

  /// Whether `i` should be computed again for a group at `level`.
  bool worth_repeating(std::uint32_t i, std::uint32_t level) const {
    const Item& item = items_[i];
    if (!cheap(item) || level_[i] >= level || last_row_use_[i] >= level) return false;
    return std::all_of(item.operands.begin(), item.operands.end(), [&](const Ref& operand) {
      return operand.free || last_use_[operand.index] >= level ||
             (joins(item, operand) && worth_repeating(operand.index, level));
    });
  }

  /// Appends item `i` for a group at `level`; the new number.
  std::uint32_t add(std::uint32_t i, std::uint32_t level) {
    Item item = items_[i];
    for (Ref& operand : item.operands)
      if (!operand.free)
        operand.index = joins(items_[i], operand) && worth_repeating(operand.index, level)
                            ? repeated(operand.index, level)
                            : number_[operand.index];
    result_.push_back(std::move(item));
    return static_cast<std::uint32_t>(result_.size() - 1);
  }

  std::uint32_t repeated(std::uint32_t i, std::uint32_t level) {
    const auto known = repeated_.find({i, level});
    if (known != repeated_.end()) return known->second;
    const std::uint32_t again = add(i, level);
    result_[again].late = true;
    return repeated_[{i, level}] = again;
  }

  const std::vector<Item>& items_;
  std::vector<std::uint32_t> level_;
  std::vector<std::uint32_t> last_use_;      // the last level that reads an item
  std::vector<std::uint32_t> last_row_use_;  // the last level that reads it other than strip by strip
  std::vector<std::uint32_t> number_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> repeated_;
  std::vector<Item> result_;
};

}  // namespace

std::vector<Item> rematerialise(const std::vector<Item>& items) { return Rematerialiser(items).run(); }

}  // namespace ansatz::ad
