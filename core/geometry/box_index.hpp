// Bounding boxes, and which of many of them are near a point: a tree of boxes around boxes, so that a shape with a
// thousand holes is asked about the few that matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ansatz {

/// A bounding box: what can be said of a shape without asking it.
struct Surroundings {
  std::vector<double> lower, upper;

  /// No point of the shape is nearer than this; below 0 within the box.
  double gap(const double* point) const;
  /// Its longest side.
  double size() const;
};

class BoxIndex {
 public:
  /// All of the same dimension; at least one.
  explicit BoxIndex(const std::vector<const Surroundings*>& boxes);

  /// The numbers of the boxes whose gap is at most `reach`, ascending.
  std::vector<std::uint32_t> near(const double* point, double reach) const;

 private:
  struct Node {
    Surroundings around;
    std::uint32_t first = 0, count = 0;  // of `order_`; nodes without children
    std::uint32_t left = 0, right = 0;   // of `nodes_`; 0: none
  };
  std::uint32_t build(std::uint32_t first, std::uint32_t count);
  void collect(std::uint32_t node, const double* point, double reach, std::vector<std::uint32_t>& found) const;

  std::vector<Node> nodes_;           // the root first
  std::vector<std::uint32_t> order_;  // numbers of the boxes, those of a node beside each other
  std::vector<Surroundings> boxes_;
};

}  // namespace ansatz
