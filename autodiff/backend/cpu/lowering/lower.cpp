// From expressions to a program, in the order of the calls in `Lowering::run`:
//
//   phases    a value that needs a sum over points waits for the phase after the one that computes the sum;
//   sums      sums of sums over points become one (sums.hpp);
//   loops    for each phase and axis: items (items.hpp), their order and storage (schedule.hpp), instructions
//             (emit.hpp); a value at points that several phases need is computed again in each, or kept (kept.hpp);
//   free      what the loops and the outputs need of the free values, and nothing else (free_values.hpp).
#include "backend/cpu/lowering/lower.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "backend/cpu/lowering/emit.hpp"
#include "backend/cpu/lowering/free_values.hpp"
#include "backend/cpu/lowering/kept.hpp"
#include "backend/cpu/lowering/rematerialise.hpp"
#include "backend/cpu/lowering/sums.hpp"
#include "backend/cpu/lowering/tile_size.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

class Lowering {
 public:
  Lowering(const Graph& graph, std::span<const Expr> inputs, std::span<const Expr> outputs,
           const LoweringOptions& options, Code& code)
      : graph_(graph),
        options_(options),
        code_(code),
        ids_(reachable(outputs)),
        phase_(graph.size(), 0),
        input_index_(graph.size(), 0),
        memory_(graph, options.precision, std::max(options.tile, largest_tile), phase_) {
    for (const Expr& output : outputs) outputs_.push_back(output.id());
    for (std::uint32_t i = static_cast<std::uint32_t>(inputs.size()); i-- > 0;) input_index_[inputs[i].id()] = i;
  }

  void run() {
    find_phases();
    sums_ = join_sums(graph_, ids_, outputs_, phase_);
    lower_loops();
    lower_outputs();
    lower_free_values({graph_, ids_, phase_, input_index_, sums_}, memory_, code_);
    memory_.distribute(code_.phases);
    for (FreeConstant& constant : memory_.take_constants()) code_.constants.push_back(std::move(constant));
    code_.free_size = memory_.size();
    code_.prepared_size = memory_.prepared_size();
    for (const FreeBoundary& input : code_.free_inputs) code_.input_numbers += input.size;
    for (const FreeBoundary& output : code_.free_outputs) code_.output_numbers += output.size;
    for (const Phase& phase : code_.phases)
      code_.statistics.instructions += phase.free.size() + phase.scalars.size() + phase.sums.size();
  }

 private:
  bool on_axis(std::uint32_t id) const { return graph_.node(id).shape.on_axis(); }

  void find_phases() {
    std::uint32_t last = 0;
    for (const std::uint32_t id : ids_) {
      for (const std::uint32_t operand : graph_.operands(id)) phase_[id] = std::max(phase_[id], phase_[operand]);
      if (sums_over_points(graph_.node(id).op)) ++phase_[id];
      last = std::max(last, phase_[id]);
    }
    code_.phases.resize(last + 1);
  }

  std::uint32_t summed_axis(std::uint32_t reduction) const {
    std::uint32_t axis = 0;
    for (const std::uint32_t operand : graph_.operands(reduction))
      axis = std::max(axis, graph_.node(operand).shape.axis.id);
    return axis;
  }

  void lower_loops() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, LoopRoots> loops;  // by phase and axis
    for (const std::uint32_t id : ids_)
      if (sums_over_points(graph_.node(id).op)) {
        const auto joined = sums_.target.find(id);
        loops[{phase_[id] - 1, summed_axis(id)}].reductions.emplace_back(
            id, joined == sums_.target.end() ? id : joined->second);
      }
    for (std::uint32_t i = 0; i < outputs_.size(); ++i)
      if (on_axis(outputs_[i]))
        loops[{phase_[outputs_[i]], graph_.node(outputs_[i]).shape.axis.id}].stores.push_back(i);
    std::vector<PlannedLoop> planned;
    for (auto& [place, roots] : loops) {
      roots.axis = Axis{place.second};
      planned.push_back({place.first, std::move(roots)});
    }
    code_.kept_rows = plan_kept(graph_, outputs_, planned);
    for (const auto& [phase, roots] : planned) {
      const std::vector<Item> items = rematerialise(translate(graph_, roots, outputs_, input_index_));
      code_.phases[phase].loops.push_back(
          emit(roots.axis, items, {options_.precision, options_.tile}, memory_, code_.statistics));
    }
    code_.statistics.kept_rows = std::accumulate(code_.kept_rows.begin(), code_.kept_rows.end(), std::size_t{0});
  }

  void lower_outputs() {
    for (std::uint32_t i = 0; i < outputs_.size(); ++i)
      if (!on_axis(outputs_[i]))
        code_.free_outputs.push_back({i, memory_.value(outputs_[i]).offset, graph_.node(outputs_[i]).shape.size()});
  }

  const Graph& graph_;
  const LoweringOptions& options_;
  Code& code_;
  std::vector<std::uint32_t> ids_, phase_, input_index_, outputs_;
  FreeMemory memory_;
  SumPlan sums_;
};

}  // namespace

Code lower(std::span<const Expr> inputs, std::span<const Expr> outputs, const LoweringOptions& options) {
  Code code;
  code.precision = options.precision;
  code.set = options.set;
  const Graph& graph = (outputs.empty() ? inputs : outputs)[0].graph();
  code.functions.assign(graph.functions().begin(), graph.functions().end());
  Lowering(graph, inputs, outputs, options, code).run();
  return code;
}

}  // namespace ansatz::ad
