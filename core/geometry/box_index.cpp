#include "geometry/box_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ansatz {
namespace {

constexpr std::uint32_t few = 4;  // boxes that are looked at one by one

double centre(const Surroundings& box, std::size_t i) { return 0.5 * (box.lower[i] + box.upper[i]); }

void enclose(Surroundings& around, const Surroundings& box) {
  for (std::size_t i = 0; i < around.lower.size(); ++i) {
    around.lower[i] = std::min(around.lower[i], box.lower[i]);
    around.upper[i] = std::max(around.upper[i], box.upper[i]);
  }
}

std::size_t longest_side(const Surroundings& box) {
  std::size_t longest = 0;
  for (std::size_t i = 1; i < box.lower.size(); ++i)
    if (box.upper[i] - box.lower[i] > box.upper[longest] - box.lower[longest]) longest = i;
  return longest;
}

}  // namespace

double Surroundings::gap(const double* point) const {
  double gap = -HUGE_VAL;
  for (std::size_t i = 0; i < lower.size(); ++i) gap = std::max({gap, lower[i] - point[i], point[i] - upper[i]});
  return gap;
}

double Surroundings::size() const {
  const std::size_t along = longest_side(*this);
  return upper[along] - lower[along];
}

BoxIndex::BoxIndex(const std::vector<const Surroundings*>& boxes) : order_(boxes.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  for (const Surroundings* box : boxes) boxes_.push_back(*box);
  build(0, static_cast<std::uint32_t>(boxes.size()));
}

std::uint32_t BoxIndex::build(std::uint32_t first, std::uint32_t count) {
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  const auto begin = order_.begin() + first, end = begin + count;
  Node node{boxes_[*begin], first, count};
  for (auto box = begin; box != end; ++box) enclose(node.around, boxes_[*box]);
  const std::size_t along = longest_side(node.around);
  nodes_.push_back(std::move(node));
  if (count <= few) return number;
  const std::uint32_t half = count / 2;
  std::nth_element(begin, begin + half, end, [&](std::uint32_t a, std::uint32_t b) {
    return centre(boxes_[a], along) < centre(boxes_[b], along);
  });
  const std::uint32_t left = build(first, half), right = build(first + half, count - half);
  nodes_[number].left = left;
  nodes_[number].right = right;
  return number;
}

std::vector<std::uint32_t> BoxIndex::near(const double* point, double reach) const {
  std::vector<std::uint32_t> found;
  collect(0, point, reach, found);
  std::sort(found.begin(), found.end());
  return found;
}

void BoxIndex::collect(std::uint32_t number, const double* point, double reach,
                       std::vector<std::uint32_t>& found) const {
  const Node& node = nodes_[number];
  if (node.around.gap(point) > reach) return;
  if (node.left != 0) {
    collect(node.left, point, reach, found);
    collect(node.right, point, reach, found);
    return;
  }
  for (std::uint32_t i = node.first; i < node.first + node.count; ++i)
    if (boxes_[order_[i]].gap(point) <= reach) found.push_back(order_[i]);
}

}  // namespace ansatz
