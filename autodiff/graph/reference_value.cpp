#include "graph/reference_value.hpp"

#include <algorithm>

#include "graph/scalar_math.hpp"

namespace ansatz::ad {
namespace {

// Calls `body(row, col, point)` for every component at every point.
template <class Body>
void for_each(const ReferenceValue& value, Body body) {
  for (std::size_t row = 0; row < value.shape.rows; ++row)
    for (std::size_t col = 0; col < value.shape.cols; ++col)
      for (std::size_t point = 0; point < value.points; ++point) body(row, col, point);
}

void concat_values(ReferenceValue& y, std::span<const ReferenceValue* const> parts) {
  std::size_t first = 0;
  for (const ReferenceValue* part : parts) {
    for (std::size_t row = 0; row < part->shape.rows; ++row)
      for (std::size_t col = 0; col < y.shape.cols; ++col)
        for (std::size_t p = 0; p < y.points; ++p) y.at(first + row, col, p) = part->repeated(row, col, p);
    first += part->shape.rows;
  }
}

}  // namespace

ReferenceValue reference_value(const Node& node, std::size_t points, std::span<const ReferenceValue* const> operands) {
  ReferenceValue y(node.shape, points);
  const ReferenceValue& a = *operands[0];
  const ReferenceValue& b = operands.size() > 1 ? *operands[1] : a;
  switch (node.op) {
    case Op::matmul:
      for_each(y, [&](auto row, auto col, auto p) {
        for (std::size_t k = 0; k < a.shape.cols; ++k)
          y.at(row, col, p) += a.repeated(row, k, 0) * b.repeated(k, col, p);
      });
      break;
    case Op::transpose:
      for_each(y, [&](auto row, auto col, auto p) { y.at(row, col, p) = a.repeated(col, row, p); });
      break;
    case Op::sum_points:
      for_each(a, [&](auto row, auto col, auto p) { y.at(row, 0, 0) += a.repeated(row, col, p); });
      break;
    case Op::sum: for_each(a, [&](auto row, auto col, auto p) { y.at(0, 0, p) += a.repeated(row, col, p); }); break;
    case Op::broadcast:
      for_each(y, [&](auto row, auto col, auto p) { y.at(row, col, p) = a.repeated(row, col, p); });
      break;
    case Op::slice:
      for_each(y, [&](auto row, auto col, auto p) {
        y.at(row, col, p) = a.shape.rows == 1 ? a.repeated(0, col, p) : a.repeated(row + node.attribute, col, p);
      });
      break;
    case Op::pad:
      for_each(a, [&](auto row, auto col, auto p) { y.at(row + node.attribute, col, p) = a.repeated(row, col, p); });
      break;
    case Op::concat: concat_values(y, operands); break;
    case Op::outer_sum:
      for_each(y, [&](auto row, auto col, auto) {
        for (std::size_t p = 0; p < std::max(a.points, b.points); ++p)
          y.at(row, col, 0) += a.repeated(row, 0, p) * b.repeated(col, 0, p);
      });
      break;
    case Op::select:
      for_each(y, [&](auto row, auto col, auto p) {
        y.at(row, col, p) = (a.repeated(row, col, p) != 0 ? b : *operands[2]).repeated(row, col, p);
      });
      break;
    default:
      for_each(y, [&](auto row, auto col, auto p) {
        y.at(row, col, p) = scalar_math::evaluate(node.op, a.repeated(row, col, p), b.repeated(row, col, p));
      });
  }
  return y;
}

}  // namespace ansatz::ad
