// Values of nodes by one plain loop an operation: the meaning of every operation, stated as simply as it can
// be (elementwise.def, ops/). Constant folding and the reference executor are made of it.
#pragma once

#include <span>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "graph/attributes.hpp"

namespace ansatz::ad {

/// The values of a node: free ones row by row, those on an axis row by row with their points contiguous.
struct ReferenceValue {
  Shape shape;
  std::size_t points = 1;  // of the axis; 1 for a free value
  std::vector<double> values;

  ReferenceValue() = default;
  ReferenceValue(const Shape& of, std::size_t count) : shape(of), points(count), values(of.size() * count) {}
  double& at(std::size_t row, std::size_t col, std::size_t point) {
    return values[shape.on_axis() ? row * points + point : row * shape.cols + col];
  }
  /// Where the shape has a single row, column or no axis, that value repeats.
  double repeated(std::size_t row, std::size_t col, std::size_t point) const {
    const std::size_t r = shape.rows == 1 ? 0 : row;
    return shape.on_axis() ? values[r * points + point] : values[r * shape.cols + (shape.cols == 1 ? 0 : col)];
  }
};

/// Calls `body(row, col, point)` for every component at every point.
template <class Body>
void for_each(const ReferenceValue& value, Body body) {
  for (std::size_t row = 0; row < value.shape.rows; ++row)
    for (std::size_t col = 0; col < value.shape.cols; ++col)
      for (std::size_t point = 0; point < value.points; ++point) body(row, col, point);
}

/// The value of an operation that is no leaf, of the shape `shape`, on `points` points of its axis; `functions`
/// are those of the graph.
ReferenceValue reference_value(Op op, Words attributes, const Shape& shape, std::size_t points,
                               std::span<const ReferenceValue* const> operands,
                               std::span<const Elementwise> functions = {});

}  // namespace ansatz::ad
