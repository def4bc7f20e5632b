#include "backend/cpu/lowering/kept.hpp"

#include <map>
#include <set>

#include "backend/cpu/lowering/row_pool.hpp"

namespace ansatz::ad {
namespace {

bool worth_keeping(const Graph& graph, std::uint32_t id) {
  return form_of<WindowProduct>(graph.node(id).op) != nullptr && graph.operands(id).size() > 1;
}

class Planner {
 public:
  Planner(const Graph& graph, const std::vector<std::uint32_t>& outputs, std::vector<PlannedLoop>& loops)
      : graph_(graph), outputs_(outputs), loops_(loops) {}

  std::vector<std::uint32_t> run() {
    for (std::size_t i = 0; i < loops_.size(); ++i) follow(i);
    return assign();
  }

 private:
  struct Life {
    std::size_t first, last;  // loops, first == last: nobody else needs it
    std::uint32_t row = 0;
  };

  /// What loop `i` needs, down to inputs and to what an earlier loop has.
  void follow(std::size_t i) {
    std::vector<std::uint32_t> stack;
    for (const std::uint32_t output : loops_[i].roots.stores) stack.push_back(outputs_[output]);
    for (const auto& [reduction, target] : loops_[i].roots.reductions)
      for (const std::uint32_t operand : graph_.operands(reduction)) stack.push_back(operand);
    std::set<std::uint32_t> seen, needs;
    while (!stack.empty()) {
      const std::uint32_t id = stack.back();
      stack.pop_back();
      if (!graph_.node(id).shape.on_axis() || !seen.insert(id).second) continue;
      if (worth_keeping(graph_, id)) {
        needs.insert(id);
        Life& life = lives_.try_emplace(id, Life{i, i}).first->second;
        life.last = i;
        if (life.first != i) continue;
      }
      for (const std::uint32_t operand : graph_.operands(id)) stack.push_back(operand);
    }
    needs_.push_back(std::move(needs));
  }

  /// Rows are given back after the last loop that reads them: a loop writes no row that its other tiles still read.
  std::vector<std::uint32_t> assign() {
    std::map<std::uint32_t, RowPool> pools;  // by axis
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      RowPool& pool = pools[loops_[i].roots.axis.id];
      for (const std::uint32_t id : needs_[i]) {
        Life& life = lives_.at(id);
        if (life.first == life.last) continue;
        const bool first = life.first == i;
        if (first) life.row = pool.take(graph_.node(id).shape.rows);
        (first ? loops_[i].roots.keeps : loops_[i].roots.recalls).push_back({id, life.row});
      }
      for (const std::uint32_t id : needs_[i])
        if (const Life& life = lives_.at(id); life.last == i && life.first != i) pool.give_back(life.row);
    }
    std::vector<std::uint32_t> rows;
    for (const auto& [axis, pool] : pools) {
      rows.resize(axis + 1, 0);
      rows[axis] = pool.end();
    }
    return rows;
  }

  const Graph& graph_;
  const std::vector<std::uint32_t>& outputs_;
  std::vector<PlannedLoop>& loops_;
  std::map<std::uint32_t, Life> lives_;
  std::vector<std::set<std::uint32_t>> needs_;  // by loop, of what is worth keeping
};

}  // namespace

std::vector<std::uint32_t> plan_kept(const Graph& graph, const std::vector<std::uint32_t>& outputs,
                                     std::vector<PlannedLoop>& loops) {
  return Planner(graph, outputs, loops).run();
}

}  // namespace ansatz::ad
