#include "lowering/schedule.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace ansatz::ad {
namespace {

using Kind = Item::Kind;

bool is_strip(const Item& item) { return item.kind == Kind::strip || item.kind == Kind::reduce; }

std::vector<std::uint32_t> find_levels(const std::vector<Item>& items) {
  std::vector<std::uint32_t> level(items.size(), 0), latest(items.size(), ~std::uint32_t{0});
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const Ref& operand : items[i].operands)
      if (!operand.free) {
        const bool joins = is_strip(items[i]) && reads_in_place(items, operand, items[i].rows);
        level[i] = std::max(level[i], level[operand.index] + (joins ? 0 : 1));
      }
  for (std::size_t i = items.size(); i-- > 0;) {
    if (items[i].kind == Kind::strip && latest[i] != ~std::uint32_t{0}) level[i] = latest[i];
    for (const Ref& operand : items[i].operands)
      if (!operand.free) {
        const bool joins = is_strip(items[i]) && reads_in_place(items, operand, items[i].rows);
        latest[operand.index] = std::min(latest[operand.index], level[i] - (joins ? 0 : 1));
      }
  }
  return level;
}

/// Finds the lowest gap of free rows. Values are few (some hundreds a stage), so a plain list serves.
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
  void give_back(std::uint32_t first) {
    taken_.erase(std::find_if(taken_.begin(), taken_.end(), [&](const auto& t) { return t.first == first; }));
  }
  std::uint32_t end() const { return end_; }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> taken_;  // first row and rows, ascending
  std::uint32_t end_ = 0;
};

}  // namespace

bool reads_in_place(const std::vector<Item>& items, const Ref& ref, std::uint32_t rows) {
  return !ref.free && items[ref.index].kind == Kind::strip && items[ref.index].rows == rows && ref.first == 0 &&
         (ref.step == 1 || rows == 1);
}

std::vector<Step> schedule(const std::vector<Item>& items) {
  const std::vector<std::uint32_t> level = find_levels(items);
  // Level first; then single items in their order, groups by rows, weight gradients by their targets.
  std::map<std::tuple<std::uint32_t, int, std::uint32_t>, Step> steps;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    const auto key = is_strip(item)             ? std::tuple(level[i], 1, item.rows)
                     : item.kind == Kind::outer ? std::tuple(level[i], 2, item.number)
                                                : std::tuple(level[i], 0, i);
    Step& step = steps[key];
    step.group = is_strip(item);
    step.items.push_back(i);
  }
  std::vector<Step> order;
  for (auto& [key, step] : steps) order.push_back(std::move(step));
  return order;
}

Storage assign_rows(const std::vector<Item>& items, const std::vector<Step>& steps) {
  std::vector<std::uint32_t> step_of(items.size()), last_use(items.size(), 0);
  std::vector<bool> kept(items.size(), false);
  for (std::uint32_t s = 0; s < steps.size(); ++s)
    for (const std::uint32_t i : steps[s].items) {
      step_of[i] = s;
      kept[i] = kept[i] || (items[i].kind < Kind::reduce && items[i].kind != Kind::strip);
      for (const Ref& operand : items[i].operands)
        if (!operand.free) {
          last_use[operand.index] = std::max(last_use[operand.index], s);
          if (step_of[operand.index] != s || !steps[s].group) kept[operand.index] = true;
        }
    }
  std::vector<std::vector<std::uint32_t>> ends(steps.size());
  for (std::uint32_t i = 0; i < items.size(); ++i)
    if (kept[i]) ends[std::max(last_use[i], step_of[i])].push_back(i);

  Storage storage{std::vector<std::uint32_t>(items.size(), Storage::none), 0};
  RowPool pool;
  for (std::uint32_t s = 0; s < steps.size(); ++s) {
    for (const std::uint32_t i : steps[s].items)
      if (kept[i]) storage.row[i] = pool.take(items[i].rows);
    for (const std::uint32_t i : ends[s]) pool.give_back(storage.row[i]);
  }
  storage.rows = pool.end();
  return storage;
}

}  // namespace ansatz::ad
