#include "points/minibatch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "ansatz/core/random.hpp"
#include "points/apportion.hpp"

namespace ansatz {

Minibatches::Minibatches(const std::vector<PointGroup>& groups, std::uint64_t seed)
    : groups_(groups), seed_(seed), orders_(groups.size()), selected_(groups.size()) {}

const std::vector<std::vector<std::size_t>>& Minibatches::select(const std::vector<PointSet>& all, std::size_t batch,
                                                                 std::uint64_t step) {
  std::vector<double> sizes;
  for (const PointSet& set : all) sizes.push_back(static_cast<double>(set.count));
  const double total = std::accumulate(sizes.begin(), sizes.end(), 0.0);
  const bool everything = batch == 0 || static_cast<double>(batch) >= total;
  const std::vector<std::size_t> shares = apportion(everything ? 0 : batch, sizes);
  for (std::size_t g = 0; g < selected_.size(); ++g) {
    const std::size_t points = all[g].count, share = std::min(shares[g], points);
    selected_[g].clear();
    if (everything || share == points) {
      selected_[g].resize(points);
      std::iota(selected_[g].begin(), selected_[g].end(), std::size_t{0});
      continue;
    }
    // All passes laid end to end are cut into shares: the step's one may reach into the next pass.
    const std::uint64_t pass = step * share / points;
    const std::size_t first = step * share % points, last = first + share;
    append(g, pass, first, std::min(last, points), points);
    if (last > points) append(g, pass + 1, 0, last - points, points);
  }
  return selected_;
}

void Minibatches::append(std::size_t group, std::uint64_t pass, std::size_t first, std::size_t last,
                         std::size_t points) {
  Order& order = orders_[group];
  if (order.pass != pass || order.points.size() != points) {
    const Stream random(seed_, fmt::format("batch/{}/pass {}", groups_[group].name, pass));
    order = {pass, random.permutation(points)};
  }
  const auto begin = order.points.begin();
  selected_[group].insert(selected_[group].end(), begin + static_cast<std::ptrdiff_t>(first),
                          begin + static_cast<std::ptrdiff_t>(last));
}

}  // namespace ansatz
