// Which points a step with `batch` uses.
//
// Every group gives its share of the batch, in proportion to its points and at least one. A group goes through all its
// points in random order before any comes again; the order is another one each time. A step's points are decided by
// the seed and the number of the step alone, so nothing has to be stored to go on from any step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "points/collocation.hpp"

namespace ansatz {

class Minibatches {
 public:
  /// `groups` must live longer: their names tell the orders apart.
  Minibatches(const std::vector<PointGroup>& groups, std::uint64_t seed);

  /// The numbers of the points of every group, among those of `all` (by group), that step `step` uses: `batch` in all.
  /// With 0, or a batch of as many points or more, all points in their order.
  const std::vector<std::vector<std::size_t>>& select(const std::vector<PointSet>& all, std::size_t batch,
                                                      std::uint64_t step);

 private:
  struct Order {  // of a group's points in one pass through them
    std::uint64_t pass = 0;
    std::vector<std::size_t> points;
  };
  void append(std::size_t group, std::uint64_t pass, std::size_t first, std::size_t last, std::size_t points);

  const std::vector<PointGroup>& groups_;
  std::uint64_t seed_;
  std::vector<Order> orders_;                       // the last ones used, by group
  std::vector<std::vector<std::size_t>> selected_;  // by group
};

}  // namespace ansatz
