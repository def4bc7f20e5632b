#include "derivatives/sensitivity.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {

Expr elementwise_partial(Expr y, std::size_t i) {
  Graph& graph = y.graph();
  [[maybe_unused]] const auto constant = [&graph](double value) { return graph.constant(value); };
  const Expr a = operand_of(y, 0), x = a, b = info(op_of(y)).arity > 1 ? operand_of(y, 1) : a;
  switch (op_of(y)) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name: {                              \
    return partial;                             \
  }
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name: {                                            \
    return i == 0 ? Expr(partial_a) : Expr(partial_b);        \
  }
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: throw InternalFault(fmt::format("{} is not elementwise", info(op_of(y)).name));
  }
}

void check_repeats(Graph& graph, std::string_view what, const Shape& given, const Shape& wanted) {
  if ((given.rows != wanted.rows && given.rows != 1) || (given.cols != wanted.cols && given.cols != 1) ||
      (given.axis != wanted.axis && given.on_axis()))
    throw UserError(fmt::format("{} is a {}, which does not repeat to a {}", what, describe(graph, given),
                                describe(graph, wanted)));
}

}  // namespace ansatz::ad
