// What forward and reverse mode share: where tangents and cotangents are kept, and the partial
// derivatives of elementwise operations.
//
// Tangents and cotangents are kept as small as they are: one that is the same for all points, rows or columns
// stays free, a single row, a single column, and repeats only where an operation needs its size. So the
// tangent of the first layer, W e_i, costs nothing per point. Structural zeros are not stored at all.
#pragma once

#include <string_view>
#include <vector>

#include "graph/identities.hpp"

namespace ansatz::ad {

/// Expressions by node number; what was never set is a structural zero.
class Sensitivities {
 public:
  explicit Sensitivities(std::size_t size) : values_(size) {}
  bool has(std::uint32_t id) const { return id < values_.size() && values_[id].valid(); }
  Expr operator[](std::uint32_t id) const { return values_[id]; }
  void set(std::uint32_t id, Expr value) {
    while (is_repetition(value)) value = operand_of(value, 0);
    if (!is_zero(value)) values_[id] = value;
  }

 private:
  std::vector<Expr> values_;
};

/// dy / d(operand i) of an elementwise y, from elementwise.def.
Expr elementwise_partial(Expr y, std::size_t i);

/// Throws UserError when a tangent or cotangent `given` is neither of the shape `wanted` nor repeats to it.
void check_repeats(Graph& graph, std::string_view what, const Shape& given, const Shape& wanted);

}  // namespace ansatz::ad
