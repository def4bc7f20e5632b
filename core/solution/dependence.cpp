#include "solution/dependence.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace ansatz {
namespace {

Dependence either(const Dependence& a, const Dependence& b) {
  if (a.always || b.always) return {true, {}};
  if (!a.where.valid()) return b;
  if (!b.where.valid() || a.where == b.where) return a;
  return {false, ad::logical_or(a.where, b.where)};
}

/// That of what `condition` chooses.
Dependence chosen(ad::Expr condition, const Dependence& yes, const Dependence& no) {
  if (yes.always && no.always) return yes;
  const ad::Expr zero = condition.graph().constant(0), one = condition.graph().constant(1);
  const auto number = [&](const Dependence& d) { return d.always ? one : d.where.valid() ? d.where : zero; };
  if (number(yes) == zero && number(no) == zero) return {};
  return {false, ad::select(condition, number(yes), number(no))};
}

}  // namespace

Dependence dependence(ad::Expr e, std::span<const std::uint32_t> leaves) {
  ad::Graph& graph = e.graph();
  std::map<std::uint32_t, Dependence> known;
  for (const std::uint32_t id : ad::reachable(std::span(&e, 1))) {
    Dependence& own = known[id];
    own.always = std::binary_search(leaves.begin(), leaves.end(), id);
    const auto operands = graph.operands(id);
    const std::vector<std::uint32_t> of(operands.begin(), operands.end());  // what is made below moves them
    if (graph.node(id).op == ad::Op::select)
      own = either(known[of[0]], chosen(graph.at(of[0]), known[of[1]], known[of[2]]));
    else
      for (const std::uint32_t operand : of) own = either(own, known[operand]);
  }
  return known[e.id()];
}

}  // namespace ansatz
