#include "checkpoint/fingerprint.hpp"
#include "ansatz/autodiff/elementwise.hpp"

#include <fmt/format.h>

#include <string>

#include "ansatz/autodiff/elementwise.hpp"
#include "checkpoint/bytes.hpp"
#include "checkpoint/trial_mark.hpp"
#include "loss/trial.hpp"
#include "optimise/stage.hpp"
#include "points/domain.hpp"
#include "points/time_slices.hpp"

namespace ansatz {
namespace {

void put(ByteWriter& out, const ad::Shape& shape) {
  for (const std::uint32_t part : {shape.rows, shape.cols, shape.axis.id}) out.number(std::uint64_t{part});
}

/// All nodes of the graph so far, in order: the order of construction decides the order of summation.
void put(ByteWriter& out, ad::Graph& graph) {
  for (std::uint32_t id = 0; id < graph.size(); ++id) {
    const ad::Node& node = graph.node(id);
    out.text(ad::info(node.op).name);
    put(out, node.shape);
    for (const std::uint32_t operand : graph.operands(id)) out.number(std::uint64_t{operand});
    if (node.op == ad::Op::constant)
      out.numbers(graph.constant_values(id));
    else if (node.op == ad::Op::input)
      out.text(graph.leaf(node.leaf).name);
    else
      out.number(std::uint64_t{node.leaf});
    for (const std::uint32_t attribute : graph.attributes(id)) out.number(std::uint64_t{attribute});
  }
  for (const ad::Elementwise& function : graph.functions()) out.text(function.name());
}

void put(ByteWriter& out, const Schedule& schedule) {
  out.number(static_cast<std::uint64_t>(schedule.kind));
  for (const double value : {schedule.rate, schedule.factor, schedule.every, schedule.final_rate}) out.number(value);
  out.numbers(schedule.at);
}

void put(ByteWriter& out, const AdamStage& stage) {
  put(out, stage.rate);
  out.number(std::uint64_t{stage.batch});
  for (const double value : {stage.beta1, stage.beta2, stage.epsilon}) out.number(value);
}

void put(ByteWriter& out, const LmStage& stage) {
  for (const double value :
       {stage.damping, stage.lower, stage.raise, stage.acceleration_limit, stage.gradient_tolerance})
    out.number(value);
  for (const bool value : {stage.acceleration, stage.orthogonal}) out.number(std::uint64_t{value});
}

void put(ByteWriter& out, const SsBroydenStage& stage) {
  out.number(static_cast<std::uint64_t>(stage.update));
  for (const double value : {stage.decrease, stage.curvature, stage.gradient_tolerance}) out.number(value);
}

void put(ByteWriter& out, const LbfgsStage& stage) {
  out.number(stage.memory);
  for (const double value : {stage.decrease, stage.curvature, stage.gradient_tolerance}) out.number(value);
}

void put(ByteWriter& out, const NewtonCgStage& stage) {
  for (const std::uint64_t value : {stage.inner, stage.rank, stage.refresh}) out.number(value);
  for (const double value : {stage.damping, stage.gradient_tolerance}) out.number(value);
}

void put(ByteWriter& out, const SgdStage& stage) {
  for (const double value : {stage.rate, stage.momentum}) out.number(value);
  out.number(std::uint64_t{stage.nesterov});
  out.number(std::uint64_t{stage.batch});
}

void put(ByteWriter& out, const Sampling& sampling) {
  const Adapt& adapt = sampling.adapt;
  out.number(sampling.resample);
  out.number(static_cast<std::uint64_t>(adapt.kind));
  for (const double value : {adapt.k, adapt.c}) out.number(value);
  for (const std::size_t value : {adapt.add, adapt.candidates}) out.number(std::uint64_t{value});
  out.number(std::uint64_t{sampling.windows});
}

void put(ByteWriter& out, const Weighting& weighting) {
  const Balance& balance = weighting.balance;
  out.number(static_cast<std::uint64_t>(balance.kind));
  out.number(balance.every);
  for (const double value : {balance.decay, balance.rate, weighting.causal}) out.number(value);
  out.number(std::uint64_t{weighting.slices});
}

}  // namespace

std::uint64_t fingerprint(const Problem& problem, const Loss& loss) {
  ByteWriter out;
  put(out, loss.graph());
  for (const PointGroup& group : loss.groups()) {
    out.numbers(group.points.points);
    if (!group.points.measured.empty()) out.numbers(group.points.measured);
  }
  out.numbers(loss.trial().parameters().start());
  out.number(static_cast<std::uint64_t>(problem.compute.precision));
  put(out, problem.sampling);
  put(out, problem.weighting);
  for (std::size_t i = 0; i < problem.stages.size(); ++i) {
    out.number(std::uint64_t{problem.stages[i].index()});
    std::visit([&](const auto& stage) { put(out, stage); }, problem.stages[i]);
    if (i + 1 < problem.stages.size()) out.number(optimise::steps_of(problem.stages[i]));
  }
  Hash hash;
  hash.add(out.bytes());
  return hash.value();
}

namespace {

/// "u, v"
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string describe(const NetworkSpec& network) {
  std::string widths;
  for (const std::uint32_t width : network.hidden) widths += fmt::format("{}{}", widths.empty() ? "" : "-", width);
  return fmt::format("network `{}` {} {}", network.name, widths.empty() ? "linear" : widths, network.activation.name);
}

/// "u of (x, t) in [-1, 1], t in [0, 1], network `network` 20-20 tanh".
std::string describe_trial(const Problem& problem) {
  const Domain& domain = problem.domain;
  std::string text = fmt::format("{} in {}", listed(problem.fields), describe(domain));
  if (problem.sampling.windows > 1) text += fmt::format(" in {} windows", problem.sampling.windows);
  if (!problem.unknowns.empty()) text += ", unknown";
  for (const UnknownSpec& unknown : problem.unknowns) text += " " + unknown.name;
  for (const NetworkSpec& network : problem.networks) text += ", " + describe(network);
  return text;
}

}  // namespace

TrialMark mark_of(const Problem& problem) {
  ad::Graph graph;
  const Trial trial(problem, graph);
  const PointBatch batch(trial, "points", false);
  for (std::size_t i = 0; i < problem.fields.size(); ++i) batch.field(i);
  TrialMark mark{0, describe_trial(problem)};
  ByteWriter out;
  out.text(mark.description);
  put(out, graph);
  for (const std::size_t k : {std::size_t{0}, problem.sampling.windows - 1}) {
    const Interval slice = time_slice(problem, k);
    out.number(slice.lower);
    out.number(slice.upper);
  }
  Hash hash;
  hash.add(out.bytes());
  mark.fingerprint = hash.value();
  return mark;
}

}  // namespace ansatz
