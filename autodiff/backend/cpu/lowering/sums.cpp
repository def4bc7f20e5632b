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

  /// The leaves of a tree of additions from left to right. Trees may be as deep as a sum has terms.
  std::vector<std::uint32_t> collect(std::uint32_t root) {
    std::vector<std::uint32_t> leaves, left{root};
    while (!left.empty()) {
      const std::uint32_t id = left.back();
      left.pop_back();
      const bool inner = is_free_sum(id) && uses_[id] == 1 && graph_.node(id).shape == graph_.node(root).shape;
      if (id != root && !inner) {
        leaves.push_back(id);
        continue;
      }
      if (id != root) inner_[id] = true;
      const auto operands = graph_.operands(id);
      left.insert(left.end(), operands.rbegin(), operands.rend());
    }
    return leaves;
  }

  void join_tree(std::uint32_t root) {
    const Shape& shape = graph_.node(root).shape;
    std::vector<std::uint32_t> terms;
    // Of each axis and phase; matrices also by form, for outer products leave their sums in an order of their own.
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::size_t>, std::uint32_t> first;
    const bool matrix = shape.rows > 1 && shape.cols > 1;
    for (const std::uint32_t leaf : collect(root)) {
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
