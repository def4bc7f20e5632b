#include "backend/cpu/lowering/sums.hpp"

#include <tuple>

#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

/// The axis that a reduction sums over.
std::uint32_t summed_axis(const Graph& graph, std::uint32_t id) {
  const auto operands = graph.operands(id);
  const Axis first = graph.node(operands[0]).shape.axis;
  return first != free_axis ? first.id : graph.node(operands[1]).shape.axis.id;
}

class SumJoiner {
 public:
  SumJoiner(const Graph& graph, const std::vector<std::uint32_t>& ids, const std::vector<std::uint32_t>& outputs,
            const std::vector<std::uint32_t>& phase)
      : graph_(graph), phase_(phase), uses_(graph.size(), 0), inner_(graph.size(), false) {
    for (const std::uint32_t id : ids)
      for (const std::uint32_t operand : graph.operands(id)) ++uses_[operand];
    for (const std::uint32_t output : outputs) ++uses_[output];
    for (auto id = ids.rbegin(); id != ids.rend(); ++id)  // roots come before what hangs below them
      if (is_free_sum(*id) && !inner_[*id]) join_tree(*id);
  }

  SumPlan plan;

 private:
  bool is_free_sum(std::uint32_t id) const { return graph_.node(id).op == Op::add && !graph_.node(id).shape.on_axis(); }

  void collect(std::uint32_t id, const Shape& shape, std::vector<std::uint32_t>& leaves) {
    for (const std::uint32_t operand : graph_.operands(id))
      if (is_free_sum(operand) && uses_[operand] == 1 && graph_.node(operand).shape == shape) {
        inner_[operand] = true;
        collect(operand, shape, leaves);
      } else {
        leaves.push_back(operand);
      }
  }

  void join_tree(std::uint32_t root) {
    const Shape& shape = graph_.node(root).shape;
    std::vector<std::uint32_t> leaves, terms;
    collect(root, shape, leaves);
    // Of each axis and phase; matrices also by form, for outer products leave their sums in an order of their own.
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::size_t>, std::uint32_t> first;
    const bool matrix = shape.rows > 1 && shape.cols > 1;
    for (const std::uint32_t leaf : leaves) {
      if (sums_over_points(graph_.node(leaf).op) && uses_[leaf] == 1 && graph_.node(leaf).shape == shape) {
        const std::size_t kind = matrix ? structural(graph_.node(leaf).op)->form.index() : 0;
        const auto [entry, added] = first.try_emplace({summed_axis(graph_, leaf), phase_[leaf], kind}, leaf);
        if (!added) {
          plan.target[leaf] = entry->second;
          continue;
        }
      }
      terms.push_back(leaf);
    }
    plan.terms[root] = std::move(terms);
  }

  const Graph& graph_;
  const std::vector<std::uint32_t>& phase_;
  std::vector<std::uint32_t> uses_;
  std::vector<bool> inner_;
};

}  // namespace

SumPlan join_sums(const Graph& graph, const std::vector<std::uint32_t>& ids, const std::vector<std::uint32_t>& outputs,
                  const std::vector<std::uint32_t>& phase) {
  return SumJoiner(graph, ids, outputs, phase).plan;
}

}  // namespace ansatz::ad
