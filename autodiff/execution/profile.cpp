#include "ansatz/autodiff/profile.hpp"

#include <algorithm>
#include <map>

namespace ansatz::ad {

Work count_work(std::span<const Expr> outputs) {
  Work work;
  if (outputs.empty()) return work;
  const Graph& graph = outputs[0].graph();
  std::map<std::uint32_t, std::size_t> products_with;
  for (const std::uint32_t id : reachable(outputs)) {
    const Node& node = graph.node(id);
    work.outer += node.op == Op::outer_sum;
    if (!node.shape.on_axis()) continue;
    work.elementwise += info(node.op).elementwise;
    if (node.op != Op::matmul) continue;
    ++work.products;
    if (const std::uint32_t matrix = graph.operands(id)[0]; graph.node(matrix).shape.rows > 1)
      work.streams = std::max(work.streams, ++products_with[matrix]);
  }
  return work;
}

}  // namespace ansatz::ad
