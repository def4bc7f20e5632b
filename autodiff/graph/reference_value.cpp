#include "graph/reference_value.hpp"

#include "ansatz/autodiff/elementwise.hpp"
#include "graph/scalar_math.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {

ReferenceValue reference_value(Op op, Words attributes, const Shape& shape, std::size_t points,
                               std::span<const ReferenceValue* const> operands,
                               std::span<const Elementwise> functions) {
  ReferenceValue y(shape, points);
  if (const StructuralOperation* operation = structural(op)) {
    operation->reference({attributes, y, operands, functions});
    return y;
  }
  const ReferenceValue& a = *operands[0];
  const ReferenceValue& b = operands.size() > 1 ? *operands[1] : a;
  for_each(y, [&](auto row, auto col, auto p) {
    y.at(row, col, p) = scalar_math::evaluate(op, a.repeated(row, col, p), b.repeated(row, col, p));
  });
  return y;
}

}  // namespace ansatz::ad
