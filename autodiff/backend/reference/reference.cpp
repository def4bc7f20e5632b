// It keeps a copy of the graph and walks it in number order, one thread and one node at a time;
// `reference_value` is the definition of each operation. A value is dropped behind its last reader, so that a
// training step fits into memory.
#include "backend/reference/reference.hpp"

#include <algorithm>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/work.hpp"
#include "backend/interface/stopwatch.hpp"
#include "graph/reference_value.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

class ReferenceExecutable final : public Executable {
 public:
  ReferenceExecutable(std::span<const Expr> inputs, std::span<const Expr> outputs)
      : graph_((outputs.empty() ? inputs : outputs)[0].graph().clone()), order_(reachable(outputs)) {
    for (const Expr& input : inputs) inputs_.push_back(input.id());
    for (const Expr& output : outputs) outputs_.push_back(output.id());
    find_last_readers();
    count(outputs);
  }

  std::unique_ptr<Memory> make_memory(Workers&) const override { return std::make_unique<Memory>(); }

  void run(Memory&, const Boundary& boundary) const override {
    Stopwatch ignored;
    evaluate(boundary, ignored);
  }

  Profile profile(Memory&, const Boundary& boundary) const override {
    Stopwatch stopwatch;
    evaluate(boundary, stopwatch);
    Profile profile;
    profile.parts = stopwatch.parts();
    for (const double seconds : profile.parts) profile.seconds += seconds;
    return profile;
  }

  const ProgramStatistics& statistics() const override { return statistics_; }

 private:
  void find_last_readers() {
    last_reader_.assign(graph_->size(), never);
    for (const std::uint32_t id : order_)
      for (const std::uint32_t operand : graph_->operands(id)) last_reader_[operand] = id;
    for (const std::uint32_t output : outputs_) last_reader_[output] = never;
  }

  void count(std::span<const Expr> outputs) {
    const Work work = count_work(outputs);
    statistics_.instructions = order_.size();
    statistics_.point_products = work.products;
    statistics_.outer_products = work.outer;
    statistics_.elementwise = work.elementwise;
    for (std::uint32_t axis = 1; axis < graph_->axis_count(); ++axis) {
      std::vector<PointCount> alone;
      for (std::uint32_t other = 1; other < graph_->axis_count(); ++other)
        alone.push_back({{other}, other == axis ? std::size_t{1} : 0});
      statistics_.gemm_flops_per_point =
          std::max(statistics_.gemm_flops_per_point, count_work(outputs, alone).gemm_flops());
    }
  }

  void evaluate(const Boundary& boundary, Stopwatch& stopwatch) const {
    stopwatch.start();
    std::vector<ReferenceValue> values(graph_->size());
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const Shape& shape = graph_->node(inputs_[i]).shape;
      ReferenceValue& value = values[inputs_[i]] = ReferenceValue(shape, boundary.points[shape.axis.id]);
      std::copy_n(boundary.inputs[i], value.values.size(), value.values.begin());
    }
    stopwatch.charge(Part::transfers);
    for (const std::uint32_t id : order_) {
      if (graph_->node(id).op != Op::input) values[id] = value_of(id, values, boundary);
      for (const std::uint32_t operand : graph_->operands(id))
        if (last_reader_[operand] == id) values[operand] = {};
      stopwatch.charge(part_of(id));
    }
    for (std::size_t k = 0; k < outputs_.size(); ++k)
      std::copy(values[outputs_[k]].values.begin(), values[outputs_[k]].values.end(), boundary.outputs[k]);
    stopwatch.charge(Part::transfers);
  }

  ReferenceValue value_of(std::uint32_t id, const std::vector<ReferenceValue>& values, const Boundary& boundary) const {
    const Node& node = graph_->node(id);
    ReferenceValue leaf(node.shape, 1);
    if (node.op == Op::count) {
      leaf.values[0] = static_cast<double>(boundary.points[node.leaf]);
      return leaf;
    }
    if (node.op == Op::constant) {
      leaf.values.assign(graph_->constant_values(id).begin(), graph_->constant_values(id).end());
      return leaf;
    }
    std::vector<const ReferenceValue*> operands;
    for (const std::uint32_t operand : graph_->operands(id)) operands.push_back(&values[operand]);
    return reference_value(node.op, graph_->attributes(id), node.shape, boundary.points[node.shape.axis.id], operands,
                           graph_->functions());
  }

  Part part_of(std::uint32_t id) const {
    const Node& node = graph_->node(id);
    if (form_of<OuterSum>(node.op) != nullptr) return Part::weight_gradients;
    if (form_of<PointSum>(node.op) != nullptr) return Part::reductions;
    if (!node.shape.on_axis()) return Part::free_values;
    if (form_of<MatrixProduct>(node.op) != nullptr)
      return form_of<FreeTranspose>(graph_->node(graph_->operands(id)[0]).op) != nullptr ? Part::transposed_products
                                                                                         : Part::forward_products;
    return info(node.op).elementwise && is_function(node.op) ? Part::functions : Part::elementwise;
  }

  static constexpr std::uint32_t never = ~std::uint32_t{0};

  std::unique_ptr<const Graph> graph_;
  std::vector<std::uint32_t> order_;        // the nodes that outputs depend on, ascending
  std::vector<std::uint32_t> last_reader_;  // by node
  std::vector<std::uint32_t> inputs_, outputs_;
  ProgramStatistics statistics_;
};

}  // namespace

std::unique_ptr<const Executable> compile_for_reference(std::span<const Expr> inputs, std::span<const Expr> outputs,
                                                        const CompileOptions& options) {
  if (options.precision != Precision::f64)
    throw UserError("compile: the back end `reference` computes in double precision; f32 needs another one");
  return std::make_unique<ReferenceExecutable>(inputs, outputs);
}

}  // namespace ansatz::ad
