#include "problem/contents.hpp"

#include <algorithm>
#include <span>

#include "smoothness/pieces.hpp"

namespace ansatz {
namespace {

/// Whether `e` has an operation of which `asked` is true.
template <class Asked>
bool has(ad::Expr e, const Asked& asked) {
  const std::vector<std::uint32_t> parts = ad::reachable(std::span(&e, 1));
  return std::any_of(parts.begin(), parts.end(), [&](std::uint32_t id) { return asked(e.graph().node(id).op); });
}

}  // namespace

bool has_pieces(ad::Expr e) { return has(e, joins_pieces); }

bool has_own_functions(ad::Expr e) {
  return has(e, [](ad::Op op) { return op == ad::Op::apply_function; });
}

std::optional<double> number_in(ad::Expr e) {
  const ad::Graph& graph = e.graph();
  std::uint32_t id = e.id();
  while (graph.node(id).op == ad::Op::broadcast) id = graph.operands(id)[0];
  if (graph.node(id).op != ad::Op::constant) return std::nullopt;
  return graph.constant_values(id)[0];
}

}  // namespace ansatz
