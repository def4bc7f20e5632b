// Leaves first, then phase by phase in the order of free_order.hpp. Neighbours of one kind share a run.
#include "backend/cpu/lowering/free_values.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "backend/cpu/lowering/free_order.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

using Kind = FreeRun::Kind;

/// Positions and offsets of single numbers have 32 bits.
std::uint32_t narrow(std::size_t position) {
  if (position > std::numeric_limits<std::uint32_t>::max())
    throw WorldFailure("compile: the program has more than 2^32 numbers that are the same at all points");
  return static_cast<std::uint32_t>(position);
}

/// Appends an instruction to the last run if it is of that kind, or begins another.
void extend(std::vector<FreeRun>& runs, const FreeRun& one) {
  const bool same =
      !runs.empty() && runs.back().kind == one.kind && (one.kind != Kind::scalars || runs.back().op == one.op);
  if (same)
    ++runs.back().count;
  else
    runs.push_back(one);
}

class FreeLowering {
 public:
  FreeLowering(const FreeSource& source, FreeMemory& memory, Code& code)
      : source_(source), graph_(source.graph), memory_(memory), code_(code) {}

  void run() {
    std::vector<std::vector<std::uint32_t>> computed(code_.phases.size());
    for (const std::uint32_t id : needed())
      if (graph_.operands(id).empty())
        lower_leaf(id);
      else
        computed[source_.phase[id]].push_back(id);
    for (std::size_t phase = 0; phase < computed.size(); ++phase)
      for (const std::uint32_t id : in_order(computed[phase])) lower(id, code_.phases[phase]);
  }

 private:
  std::span<const std::uint32_t> operands(std::uint32_t id) const {
    const auto changed = source_.sums.terms.find(id);
    return changed == source_.sums.terms.end() ? graph_.operands(id) : std::span<const std::uint32_t>(changed->second);
  }

  /// Operands first; without those that a loop computes.
  std::vector<std::uint32_t> needed() const {
    std::vector<char> read(graph_.size(), 0);
    std::vector<std::uint32_t> result;
    for (auto id = source_.ids.rbegin(); id != source_.ids.rend(); ++id) {
      const Node& node = graph_.node(*id);
      if (node.shape.on_axis() || sums_over_points(node.op) || !(read[*id] || memory_.needed(*id))) continue;
      result.push_back(*id);
      for (const std::uint32_t operand : operands(*id)) read[operand] = 1;
    }
    std::reverse(result.begin(), result.end());
    return result;
  }

  std::vector<std::uint32_t> in_order(std::span<const std::uint32_t> ids) const {
    const auto kinds = static_cast<std::uint32_t>(operations().size());
    const auto kind_number = [&](std::uint32_t id) {
      switch (kind(id)) {
        case Kind::scalars: return static_cast<std::uint32_t>(graph_.node(id).op);
        case Kind::sums: return kinds;
        case Kind::others: break;
      }
      return kinds + 1;
    };
    return in_runs({ids, [&](std::uint32_t id) { return operands(id); }, kind_number, kinds + 2});
  }

  /// Only sums have more operands than their operation takes (sums.hpp).
  Kind kind(std::uint32_t id) const {
    const std::span<const std::uint32_t> read = operands(id);
    const auto is_number = [&](std::uint32_t of) { return graph_.node(of).shape.size() == 1; };
    const OperationInfo& entry = info(graph_.node(id).op);
    if (!entry.elementwise || !is_number(id) || !std::all_of(read.begin(), read.end(), is_number)) return Kind::others;
    return read.size() == static_cast<std::size_t>(entry.arity) ? Kind::scalars : Kind::sums;
  }

  void lower_leaf(std::uint32_t id) {
    const Node& node = graph_.node(id);
    const FreeOperand target = memory_.value(id);
    switch (node.op) {
      case Op::input: code_.free_inputs.push_back({source_.input_index[id], target.offset, node.shape.size()}); return;
      case Op::count: code_.counts.push_back({target.offset, node.leaf}); return;
      case Op::constant: {
        const auto values = graph_.constant_values(id);
        code_.constants.push_back({target.offset, {values.begin(), values.end()}});
        return;
      }
      default: throw InternalFault(fmt::format("compile: {} has no operands", info(node.op).name));
    }
  }

  std::uint32_t offset(std::uint32_t id) { return narrow(memory_.value(id).offset); }

  void lower(std::uint32_t id, Phase& phase) {
    const Op op = graph_.node(id).op;
    const std::span<const std::uint32_t> read = operands(id);
    switch (const Kind of = kind(id)) {
      case Kind::scalars:
        extend(phase.runs, {of, op, narrow(phase.scalars.size()), 1});
        phase.scalars.push_back({offset(id), offset(read.front()), offset(read.back())});
        return;
      case Kind::sums:
        extend(phase.runs, {of, op, narrow(phase.sums.size()), 1});
        phase.sums.push_back({offset(id), narrow(phase.summed.size()), narrow(read.size())});
        for (const std::uint32_t operand : read) phase.summed.push_back(offset(operand));
        return;
      case Kind::others:
        extend(phase.runs, {of, op, narrow(phase.free.size()), 1});
        phase.free.push_back(instruction(id));
    }
  }

  FreeInstruction instruction(std::uint32_t id) {
    const Node& node = graph_.node(id);
    const std::span<const std::uint32_t> read = operands(id);
    const auto attributes = graph_.attributes(id);
    const FreeInstruction made{node.op,
                               memory_.value(id),
                               narrow(code_.free_operands.size()),
                               narrow(read.size()),
                               narrow(code_.free_attributes.size()),
                               node.attribute_count};
    for (const std::uint32_t operand : read) code_.free_operands.push_back(memory_.value(operand));
    code_.free_attributes.insert(code_.free_attributes.end(), attributes.begin(), attributes.end());
    return made;
  }

  const FreeSource& source_;
  const Graph& graph_;
  FreeMemory& memory_;
  Code& code_;
};

}  // namespace

void lower_free_values(const FreeSource& source, FreeMemory& memory, Code& code) {
  FreeLowering(source, memory, code).run();
}

}  // namespace ansatz::ad
