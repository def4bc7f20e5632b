// Everything is written as bytes, of which the hash is taken. Below it what a trial solution is in words, for messages.
#include "checkpoint/fingerprint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/core/automatic.hpp"
#include "checkpoint/bytes.hpp"
#include "checkpoint/trial_mark.hpp"
#include "loss/trial.hpp"
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
  for (const ad::Elementwise& function : graph.functions()) out.text(function.identity());
}

void put(ByteWriter& out, const Choice& choice);

void put(ByteWriter& out, const SettingData& value) {
  out.number(std::uint64_t{value.index()});
  if (const auto* truth = std::get_if<bool>(&value)) out.number(std::uint64_t{*truth});
  if (const auto* number = std::get_if<double>(&value)) out.number(*number);
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) out.numbers(*numbers);
  if (const auto* word = std::get_if<std::string>(&value)) out.text(*word);
  if (const auto* choice = std::get_if<Choice>(&value)) put(out, *choice);
  if (const auto* choices = std::get_if<std::vector<Choice>>(&value))
    for (const Choice& choice : *choices) put(out, choice);
}

/// A method by its name and all its settings.
void put(ByteWriter& out, const Choice& choice) {
  out.text(choice.name());
  for (const Setting& setting : choice.method().settings()) {
    out.text(setting.name);
    put(out, setting.read(choice.settings()));
  }
}

/// A stage, without what may be another one when a run goes on: numbers, and rates that change. Where a number decides
/// the shape of what an optimiser remembers, the optimiser refuses another shape.
void put_stage(ByteWriter& out, const Stage& stage) {
  out.text(stage.name());
  for (const Setting& setting : stage.method().settings()) {
    const SettingData value = setting.read(stage.settings());
    const bool may_change = setting.name == "epochs" ||  // of images alone
                            std::holds_alternative<double>(value) ||
                            std::holds_alternative<std::vector<double>>(value) || std::holds_alternative<Choice>(value);
    if (may_change) continue;
    out.text(setting.name);
    put(out, value);
  }
}

/// All settings of a block but those whose defaults the problem decides: of these the outcome is written elsewhere.
template <class Settings>
void put_block(ByteWriter& out, const Settings& settings, const std::vector<std::string_view>& decided) {
  for (const Setting& setting : method_of(settings)->settings()) {
    if (std::find(decided.begin(), decided.end(), setting.name) != decided.end()) continue;
    out.text(setting.name);
    put(out, setting.read(&settings));
  }
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
  if (problem.compute.backend != ad::default_backend) out.text(problem.compute.backend);  // it rounds in its own way
  out.number(resampling_steps(problem));
  put(out, resampling_places(problem));
  put_block(out, problem.sampling, {"eq", "boundary", "fit", "resample", "adapt"});  // the points, and the lines above
  put_block(out, problem.weighting, {"conditions"});  // the graph has what became of them
  for (const Stage& stage : problem.stages) put_stage(out, stage);
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

/// "20-20" of layers that are dense ones, each with its activation, as those of `hidden`.
std::optional<std::string> widths_of(const std::vector<Layer>& layers) {
  std::string widths;
  for (std::size_t k = 0; k < layers.size(); ++k) {
    const auto* dense = layers[k].get_if<Dense>();
    const auto* act = layers[k].get_if<Act>();
    if (k % 2 == 0 ? dense == nullptr : act == nullptr || !act->function.empty()) return std::nullopt;
    if (dense != nullptr) widths += fmt::format("{}{}", widths.empty() ? "" : "-", dense->neurons);
  }
  return widths;
}

std::string describe(const NetworkSpec& network) {
  const std::vector<Layer> layers = layers_of(network);
  const std::optional<std::string> widths = widths_of(layers);
  const std::string made_of = widths ? *widths : written(std::vector<Choice>(layers.begin(), layers.end()));
  return fmt::format("network `{}` {} {}", network.name, layers.empty() ? "linear" : made_of, network.activation.name);
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
