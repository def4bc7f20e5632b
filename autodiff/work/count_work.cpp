#include <algorithm>
#include <map>
#include <vector>

#include "ansatz/autodiff/work.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

class Counter {
 public:
  Counter(const Graph& graph, std::span<const PointCount> points) : graph_(graph), points_(graph.axis_count(), 1) {
    for (const PointCount& count : points) points_.at(count.axis.id) = static_cast<double>(count.points);
  }

  void count(std::uint32_t id) {
    const Node& node = graph_.node(id);
    if (const WindowOuterSum* form = form_of<WindowOuterSum>(node.op)) return count_window_outer(id, *form);
    if (form_of<OuterSum>(node.op) != nullptr) return count_outer(id);
    if (!node.shape.on_axis()) return;
    if (const WindowProduct* form = form_of<WindowProduct>(node.op)) return count_windows(id, *form);
    if (form_of<MatrixProduct>(node.op) != nullptr) return count_product(id);
    if (!info(node.op).elementwise) return;
    ++work_.elementwise;
    (is_function(node.op) ? work_.function_values : work_.elementwise_values) +=
        node.shape.rows * points(node.shape.axis);
  }

  const Work& work() const { return work_; }

 private:
  double points(Axis axis) const { return points_[axis.id]; }
  const Shape& shape(std::uint32_t id) const { return graph_.node(id).shape; }

  void count_outer(std::uint32_t id) {
    const auto operands = graph_.operands(id);
    const Shape &a = shape(operands[0]), &b = shape(operands[1]);
    ++work_.outer;
    work_.gradient_flops += 2.0 * a.rows * b.rows * points(a.on_axis() ? a.axis : b.axis);
  }

  /// Places of windows that read a number, not a zero of padding.
  static double places(const Windows& windows) {
    const auto zeros = std::count(windows.rows.begin(), windows.rows.end(), Windows::zeros);
    return static_cast<double>(windows.rows.size()) - static_cast<double>(zeros);
  }

  /// Gathers and pools have no weights: they move numbers.
  void count_windows(std::uint32_t id, const WindowProduct& form) {
    if (graph_.operands(id).size() < 2) return;
    const Windows windows = form.windows(graph_.attributes(id));
    ++work_.products;
    (form.transposed ? work_.transposed_flops : work_.forward_flops) +=
        2.0 * places(windows) * (shape(id).rows / windows.count()) * points(shape(id).axis);
  }

  void count_window_outer(std::uint32_t id, const WindowOuterSum& form) {
    ++work_.outer;
    work_.gradient_flops +=
        2.0 * shape(id).rows * places(form.windows(graph_.attributes(id))) * points(shape(graph_.operands(id)[0]).axis);
  }

  void count_product(std::uint32_t id) {
    const std::uint32_t matrix = graph_.operands(id)[0];
    const Axis axis = shape(id).axis;
    ++work_.products;
    (form_of<FreeTranspose>(graph_.node(matrix).op) != nullptr ? work_.transposed_flops : work_.forward_flops) +=
        2.0 * shape(matrix).rows * shape(matrix).cols * points(axis);
    if (shape(matrix).rows > 1) work_.streams = std::max(work_.streams, ++products_with_[{matrix, axis.id}]);
  }

  const Graph& graph_;
  std::vector<double> points_;  // by axis
  Work work_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> products_with_;  // by matrix and axis
};

}  // namespace

Work count_work(std::span<const Expr> outputs, std::span<const PointCount> points) {
  if (outputs.empty()) return {};
  Counter counter(outputs[0].graph(), points);
  for (const std::uint32_t id : reachable(outputs)) counter.count(id);
  return counter.work();
}

}  // namespace ansatz::ad
