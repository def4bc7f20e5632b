#include "problem/contents.hpp"

#include <algorithm>
#include <span>

namespace ansatz {
namespace {

using ad::Op;

constexpr Op pieces[] = {Op::abs,    Op::sign,        Op::step,       Op::floor,      Op::max, Op::min,
                         Op::lt,     Op::le,          Op::gt,         Op::ge,         Op::eq,  Op::ne,
                         Op::select, Op::logical_and, Op::logical_or, Op::logical_not};

/// Whether `e` has an operation of which `asked` is true.
template <class Asked>
bool has(ad::Expr e, const Asked& asked) {
  const std::vector<std::uint32_t> parts = ad::reachable(std::span(&e, 1));
  return std::any_of(parts.begin(), parts.end(), [&](std::uint32_t id) { return asked(e.graph().node(id).op); });
}

}  // namespace

bool has_pieces(ad::Expr e) {
  return has(e, [](Op op) { return std::find(std::begin(pieces), std::end(pieces), op) != std::end(pieces); });
}

bool has_own_functions(ad::Expr e) {
  return has(e, [](Op op) { return op == Op::apply_function; });
}

std::optional<double> number_in(ad::Expr e) {
  const ad::Graph& graph = e.graph();
  std::uint32_t id = e.id();
  while (graph.node(id).op == Op::broadcast) id = graph.operands(id)[0];
  if (graph.node(id).op != Op::constant) return std::nullopt;
  return graph.constant_values(id)[0];
}

}  // namespace ansatz
