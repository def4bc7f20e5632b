// A function of the user's own (elementwise.hpp), component by component of its operands. The node holds the number of
// the function in the graph's table.
#include <array>

#include <fmt/format.h>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "graph/identities.hpp"
#include "graph/reference_value.hpp"
#include "ops/table.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {
namespace {

struct Attributes {
  std::uint32_t function;
};

std::uint32_t number_in(Words attributes) { return attributes_in<Attributes>(attributes).function; }

Shape shape_of(Graph& g, const Proposal& p) {
  if (p.attributes.empty() || number_in(p.attributes) >= g.functions().size())
    shape_error(g, p, "the graph knows no such function; apply one that `elementwise` made");
  const Elementwise& function = g.functions()[number_in(p.attributes)];
  if (p.operands.size() != function.arguments())
    throw UserError(fmt::format("`{}` takes {} argument{}, not {}", function.name(), function.arguments(),
                                function.arguments() == 1 ? "" : "s", p.operands.size()));
  return elementwise_shape(g, p.op, p.operands);
}

/// dy/dx[i] at the operands of y.
Expr slope(Expr y, std::size_t i) {
  const Elementwise function = *function_of(y);  // a copy: tables grow
  return function.derivative(operands_of(y), y, i);
}

Expr tangent(Expr y, std::span<const Expr> tangents) {
  Expr sum = y.graph().constant(0);
  for (std::size_t i = 0; i < tangents.size(); ++i)
    if (tangents[i].valid()) sum = sum + slope(y, i) * tangents[i];
  return sum;
}
Expr transposed(Expr y, Expr cotangent, std::size_t i) { return slope(y, i) * cotangent; }
Shape used_as(Expr y, std::size_t) { return y.shape(); }

using Arguments = std::array<double, FunctionOfSeveral::most_arguments>;

void reference(const ReferenceCall& call) {
  const Elementwise& function = call.functions[number_in(call.attributes)];
  const std::size_t count = call.operands.size();
  Arguments x{};
  for_each(call.y, [&](auto row, auto col, auto p) {
    for (std::size_t k = 0; k < count; ++k) x[k] = call.operands[k]->repeated(row, col, p);
    call.y.at(row, col, p) = function.value(std::span(x).first(count));
  });
}

void free_value(const FreeCall& call) {
  const Elementwise& function = call.functions[number_in(call.attributes)];
  const std::size_t count = call.operands.size();
  Arguments x{};
  double* out = call.target;
  for (std::size_t row = 0; row < call.rows; ++row)
    for (std::size_t col = 0; col < call.cols; ++col) {
      for (std::size_t k = 0; k < count; ++k) x[k] = call.operand(k).repeated(row, col);
      *out++ = function.value(std::span(x).first(count));
    }
}

}  // namespace

constinit const StructuralOperation ops::apply_function{.shape = shape_of,
                                                        .tangent = tangent,
                                                        .transpose = transposed,
                                                        .used_as = used_as,
                                                        .reference = reference,
                                                        .free = free_value,
                                                        .form = UserFunction{number_in},
                                                        .componentwise = true};

Expr apply_function(const Elementwise& function, std::span<const Expr> x) {
  if (x.empty()) throw UserError(fmt::format("`{}` takes arguments; none are given", function.name()));
  return make(Op::apply_function, x, words(Attributes{x[0].graph().number_of(function)}));
}

const Elementwise* function_of(Expr y) {
  const Graph& graph = y.graph();
  if (op_of(y) != Op::apply_function) return nullptr;
  return &graph.functions()[number_in(graph.attributes(y.id()))];
}

Expr applied_again(Expr y, std::span<const Expr> x) {
  const Elementwise* function = function_of(y);
  if (function == nullptr) throw UserError("applied_again: this is no value of a function of the user's own");
  return apply_function(Elementwise(*function), x);
}

}  // namespace ansatz::ad
