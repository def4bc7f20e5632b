// Whether the trivial solution is one, found by putting 0 for every field and letting formulas simplify: no points, no
// numbers, so that it can be asked before anything is trained. After training verify.cpp asks the same of numbers.
#include <algorithm>
#include <span>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/core/verification.hpp"
#include "problem/jets.hpp"
#include "verification/scopes.hpp"

namespace ansatz {
namespace {

/// Whether an expression has simplified to 0, or to 0 repeated over points or rows.
bool vanishes(ad::Expr e) {
  const ad::Graph& graph = e.graph();
  for (const std::uint32_t id : ad::reachable(std::span(&e, 1))) {
    const bool repeats = graph.operands(id).size() == 1;
    if (graph.node(id).op != ad::Op::constant && !repeats) return false;
    if (graph.node(id).op != ad::Op::constant) continue;
    const std::span<const double> values = graph.constant_values(id);
    if (std::any_of(values.begin(), values.end(), [](double value) { return value != 0; })) return false;
  }
  return true;
}

}  // namespace

bool zero_solves(const Problem& problem) {
  ad::Graph graph;
  const JetPoint point(problem, graph);
  const ZeroFields zero(point);
  for (const AnsatzField& ansatz : problem.ansatz)
    if (!vanishes(ansatz.value(zero, graph.constant(0)))) return false;
  return !problem.conditions.empty() &&
         std::all_of(problem.conditions.begin(), problem.conditions.end(), [&](const Condition& condition) {
           const Residuals residuals = condition.residuals(zero);
           return std::all_of(residuals.begin(), residuals.end(), vanishes);
         });
}

}  // namespace ansatz
