// Places are taken when a value is written and given back behind its last reader, so that arrays are few.
#include "source/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/autodiff/source.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

bool uniform(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(),
                     [&](double v) { return v == values[0] && std::signbit(v) == std::signbit(values[0]); });
}

std::string array_of(std::uint32_t id, const std::vector<double>& values) {
  if (uniform(values)) return {};  // written where it stands
  std::string text = fmt::format("  static constexpr double c{}[] = {{", id);
  for (std::size_t i = 0; i < values.size(); ++i)
    text += fmt::format("{}{}", i == 0 ? "" : i % 6 == 0 ? ",\n      " : ", ", source_of(values[i]));
  return text + "};\n";
}

}  // namespace

SourceValues::SourceValues(Expr point, const std::vector<std::uint32_t>& nodes, std::span<const Expr> outputs)
    : graph_(point.graph()), point_(point.id()) {
  fold(nodes, outputs);
  for (const std::uint32_t id : nodes)
    if (varies(id)) {
      for (const std::uint32_t operand : graph_.operands(id)) last_use_[operand] = id;
    }
  for (const Expr output : outputs) last_use_[output.id()] = graph_.size();
}

/// Computes what does not vary and is spoken of by what does.
void SourceValues::fold(const std::vector<std::uint32_t>& nodes, std::span<const Expr> outputs) {
  std::set<std::uint32_t> wanted;
  for (const std::uint32_t id : nodes)
    if (varies(id))
      for (const std::uint32_t operand : graph_.operands(id))
        if (!varies(operand)) wanted.insert(operand);
  for (const Expr output : outputs)
    if (!varies(output.id())) wanted.insert(output.id());
  std::vector<Expr> free;
  for (const std::uint32_t id : wanted) free.push_back(graph_.at(id));
  if (free.empty()) return;
  const std::vector<std::vector<double>> values = compile({}, free)({});
  for (std::size_t i = 0; i < free.size(); ++i) numbers_[free[i].id()] = values[i];
}

bool SourceValues::is_name(std::uint32_t id) const {
  return varies(id) && form_of<RowsOf>(graph_.node(id).op) != nullptr;
}

std::uint32_t SourceValues::named(std::uint32_t id) const {
  while (is_name(id)) id = graph_.operands(id)[0];
  return id;
}

std::string SourceValues::array(std::uint32_t id) const { return fmt::format("v{}", slot_of_.at(id)); }

std::string SourceValues::access(std::uint32_t id, const std::string& index, std::uint32_t offset) const {
  const Node& node = graph_.node(id);
  if (const auto folded = numbers_.find(id); folded != numbers_.end())
    return uniform(folded->second) ? "(" + source_of(folded->second[0]) + ")"
                                   : element(fmt::format("c{}", id), index, offset);
  if (id == point_) return element("point", index, offset);
  const std::uint32_t operand = graph_.operands(id).empty() ? id : graph_.operands(id)[0];
  if (const RowsOf* form = form_of<RowsOf>(node.op)) {
    const std::uint32_t first = form->first_row == nullptr ? 0 : form->first_row(graph_.attributes(id));
    if (rows(operand) == 1) return access(operand, "", 0);
    return access(operand, node.shape.rows == 1 ? "" : index, offset + first);
  }
  if (node.shape.rows == 1) return fmt::format("t{}", id);
  return element(array(id), index, offset);
}

std::string SourceValues::element(const std::string& array, const std::string& index, std::uint32_t offset) {
  if (index.empty()) return fmt::format("{}[{}]", array, offset);
  return offset == 0 ? fmt::format("{}[{}]", array, index) : fmt::format("{}[{} + {}]", array, index, offset);
}

void SourceValues::begin(std::uint32_t id) {
  if (!is_name(id)) {
    if (rows(id) > 1) slot_of_[id] = take_slot(rows(id));
    return;
  }
  for (std::uint32_t of = id; is_name(of);) {
    of = graph_.operands(of)[0];
    last_use_[of] = std::max(last_use_[of], last_use_[id]);
  }
}

std::size_t SourceValues::take_slot(std::uint32_t size) {
  std::vector<std::size_t>& idle = idle_[size];
  if (idle.empty()) {
    slots_.push_back(size);
    return slots_.size() - 1;
  }
  const std::size_t slot = idle.back();
  idle.pop_back();
  return slot;
}

void SourceValues::release_operands(std::uint32_t user) {
  for (const std::uint32_t operand : graph_.operands(user)) release(operand, user);
}

void SourceValues::release(std::uint32_t id, std::uint32_t user) {
  if (last_use_[id] != user) return;
  if (is_name(id)) return release(graph_.operands(id)[0], user);
  if (slot_of_.count(id) != 0) ended_.insert(id);
}

void SourceValues::reuse() {
  for (const std::uint32_t id : ended_) idle_[rows(id)].push_back(slot_of_.at(id));
  ended_.clear();
}

std::string SourceValues::declarations() const {
  std::string text;
  for (const auto& [id, values] : numbers_) text += array_of(id, values);
  for (std::size_t slot = 0; slot < slots_.size(); ++slot)
    text += fmt::format("  double v{}[{}];\n", slot, slots_[slot]);
  return text;
}

}  // namespace ansatz::ad
