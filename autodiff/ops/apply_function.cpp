// A function of the user's own (elementwise.hpp), component by component. The node holds the number of the function in
// the graph's table.
#include <array>

#include <fmt/format.h>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "graph/identities.hpp"
#include "graph/reference_value.hpp"
#include "ops/table.hpp"

namespace ansatz::ad {
namespace {

struct Attributes {
  std::uint32_t function;
};

std::uint32_t number_in(Words attributes) { return attributes_in<Attributes>(attributes).function; }

Shape shape_of(Graph& g, const Proposal& p) {
  if (p.attributes.empty() || number_in(p.attributes) >= g.functions().size())
    shape_error(g, p, "the graph knows no such function; apply one that `elementwise` made");
  return p.operands[0].shape();
}

/// dy/dx at the operand of y.
Expr slope(Expr y) {
  const Elementwise function = y.graph().functions()[number_in(y.graph().attributes(y.id()))];  // a copy: tables grow
  return function.derivative(operand_of(y, 0), y);
}

Expr tangent(Expr y, std::span<const Expr> tangents) { return slope(y) * tangents[0]; }
Expr transposed(Expr y, Expr cotangent, std::size_t) { return slope(y) * cotangent; }

void reference(const ReferenceCall& call) {
  const Elementwise& function = call.functions[number_in(call.attributes)];
  for_each(call.y, [&](auto row, auto col, auto p) {
    call.y.at(row, col, p) = function.value(call.operands[0]->repeated(row, col, p));
  });
}

void free_value(const FreeCall& call) {
  const Elementwise& function = call.functions[number_in(call.attributes)];
  const FreeNumbers x = call.operand(0);
  for (std::size_t i = 0; i < call.size(); ++i) call.target[i] = function.value(x.at[i]);
}

}  // namespace

constinit const StructuralOperation ops::apply_function{.shape = shape_of,
                                                        .tangent = tangent,
                                                        .transpose = transposed,
                                                        .reference = reference,
                                                        .free = free_value,
                                                        .form = UserFunction{number_in},
                                                        .componentwise = true};

Expr apply_function(const Elementwise& function, Expr x) {
  return make(Op::apply_function, std::array{x}, words(Attributes{x.graph().number_of(function)}));
}

}  // namespace ansatz::ad
