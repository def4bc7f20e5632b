// The arena of nodes. Everything is appended, nothing is ever changed: nodes, their operands, the values of
// constants, leaves, axes. A hash table of node numbers finds the node that has a given content.
//
// Read next: structural.hpp (shapes), identities.hpp (what `make` simplifies).
#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/expression.hpp"
#include "graph/identities.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

}  // namespace

struct Graph::Arena {
  std::vector<Node> nodes;
  std::vector<std::uint64_t> hashes;  // of the node with the same number
  std::vector<std::uint32_t> operand_pool;
  std::vector<double> value_pool;
  std::vector<Leaf> leaves;
  std::vector<std::string> axes{"free"};
  std::vector<std::uint32_t> table = std::vector<std::uint32_t>(1024, empty);  // open addressing, size a power of 2

  static constexpr std::uint32_t empty = 0xFFFFFFFF;

  std::span<const std::uint32_t> operands(const Node& node) const {
    return {operand_pool.data() + node.first_operand, node.operand_count};
  }
  std::span<const double> values(const Node& node) const {
    return {value_pool.data() + node.attribute, node.shape.size()};
  }

  // Finds the node with this content or appends it. Constants are told apart by their values, which are in the
  // pool only once; `node.first_operand`, and the attribute of a constant, are filled in here.
  std::uint32_t intern(Node node, std::span<const Expr> operands_of_node, std::span<const double> values_of_node) {
    const std::uint64_t hash = hash_of(node, operands_of_node, values_of_node);
    std::size_t slot = hash & (table.size() - 1);
    for (; table[slot] != empty; slot = (slot + 1) & (table.size() - 1))
      if (hashes[table[slot]] == hash && same(nodes[table[slot]], node, operands_of_node, values_of_node))
        return table[slot];
    if (nodes.size() == empty) throw WorldFailure("the expression graph is full: it holds 2^32 - 1 nodes");
    const auto id = static_cast<std::uint32_t>(nodes.size());
    if (node.op == Op::constant) {
      node.attribute = static_cast<std::uint32_t>(value_pool.size());
      value_pool.insert(value_pool.end(), values_of_node.begin(), values_of_node.end());
    }
    node.first_operand = static_cast<std::uint32_t>(operand_pool.size());
    for (const Expr& operand : operands_of_node) operand_pool.push_back(operand.id());
    nodes.push_back(node);
    hashes.push_back(hash);
    table[slot] = id;
    if (nodes.size() * 2 > table.size()) grow();
    return id;
  }

 private:
  static std::uint64_t hash_of(const Node& node, std::span<const Expr> operands_of_node,
                               std::span<const double> values_of_node) {
    std::uint64_t hash = mix(static_cast<std::uint64_t>(node.op), node.shape.axis.id);
    hash = mix(hash, (std::uint64_t{node.shape.rows} << 32) | node.shape.cols);
    if (node.op != Op::constant) hash = mix(hash, (std::uint64_t{node.attribute} << 32) | node.attribute2);
    for (const Expr& operand : operands_of_node) hash = mix(hash, operand.id());
    for (const double value : values_of_node) hash = mix(hash, std::bit_cast<std::uint64_t>(value));
    return hash;
  }

  bool same(const Node& old, const Node& node, std::span<const Expr> operands_of_node,
            std::span<const double> values_of_node) const {
    if (old.op != node.op || old.shape != node.shape) return false;
    if (node.op == Op::constant)
      return std::equal(values_of_node.begin(), values_of_node.end(), values(old).begin(), [](double a, double b) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
      });
    const auto ids = operands(old);
    return old.attribute == node.attribute && old.attribute2 == node.attribute2 &&
           std::equal(ids.begin(), ids.end(), operands_of_node.begin(), operands_of_node.end(),
                      [](std::uint32_t id, const Expr& operand) { return id == operand.id(); });
  }

  void grow() {
    table.assign(table.size() * 2, empty);
    for (std::uint32_t id = 0; id < nodes.size(); ++id) {
      std::size_t slot = hashes[id] & (table.size() - 1);
      while (table[slot] != empty) slot = (slot + 1) & (table.size() - 1);
      table[slot] = id;
    }
  }
};

Graph::Graph() : arena_(std::make_unique<Arena>()) {}
Graph::~Graph() = default;

Axis Graph::axis(std::string_view name) {
  arena_->axes.emplace_back(name);
  return Axis{static_cast<std::uint32_t>(arena_->axes.size() - 1)};
}

const std::string& Graph::axis_name(Axis axis) const {
  if (axis.id >= arena_->axes.size()) throw UserError(fmt::format("axis {} does not belong to this graph", axis.id));
  return arena_->axes[axis.id];
}

std::uint32_t Graph::axis_count() const { return static_cast<std::uint32_t>(arena_->axes.size()); }

Expr Graph::constant(double value) {
  const double canonical = value == 0 ? 0.0 : value;  // one zero: -0 is 0
  return at(arena_->intern({Op::constant, {}, 0, 0, 0, 0}, {}, {&canonical, 1}));
}

Expr Graph::constant(std::uint32_t rows, std::uint32_t cols, std::span<const double> values) {
  const Shape shape{rows, cols, free_axis};
  if (rows == 0 || cols == 0) throw UserError("constant: a value needs at least one row and one column");
  if (values.size() != shape.size())
    throw UserError(fmt::format("constant: {} values were given for a {}", values.size(), describe(*this, shape)));
  if (std::all_of(values.begin(), values.end(), [&](double value) { return value == values[0]; }))
    return broadcast(constant(values[0]), shape);
  std::vector<double> canonical(values.begin(), values.end());
  for (double& value : canonical) value = value == 0 ? 0.0 : value;
  return at(arena_->intern({Op::constant, shape, 0, 0, 0, 0}, {}, canonical));
}

Expr Graph::parameter(std::string_view name, std::uint32_t rows, std::uint32_t cols) {
  if (rows == 0 || cols == 0)
    throw UserError(fmt::format("parameter `{}`: a value needs at least one row and one column", name));
  const auto index = static_cast<std::uint32_t>(arena_->leaves.size());
  const Shape shape{rows, cols, free_axis};
  const std::uint32_t id = arena_->intern({Op::input, shape, 0, 0, index, 0}, {}, {});
  arena_->leaves.push_back({std::string(name), shape, id});
  return at(id);
}

Expr Graph::input(std::string_view name, std::uint32_t rows, Axis axis) {
  if (rows == 0) throw UserError(fmt::format("input `{}`: a value needs at least one row", name));
  if (axis == free_axis)
    throw UserError(fmt::format("input `{}`: it needs an axis; a free input is a parameter", name));
  axis_name(axis);  // throws when the axis is unknown
  const auto index = static_cast<std::uint32_t>(arena_->leaves.size());
  const Shape shape{rows, 1, axis};
  const std::uint32_t id = arena_->intern({Op::input, shape, 0, 0, index, 0}, {}, {});
  arena_->leaves.push_back({std::string(name), shape, id});
  return at(id);
}

Expr Graph::count(Axis axis) {
  if (axis == free_axis) throw UserError("count: the free axis has no points");
  axis_name(axis);  // throws when the axis is unknown
  return at(arena_->intern({Op::count, {}, 0, 0, axis.id, 0}, {}, {}));
}

Expr Graph::make(Op op, std::span<const Expr> operands, std::uint32_t attribute, std::uint32_t attribute2,
                 Shape requested) {
  const OperationInfo& entry = info(op);
  if (entry.arity == 0) throw UserError(fmt::format("{}: leaves are made by the graph's own functions", entry.name));
  if (entry.arity > 0 && operands.size() != static_cast<std::size_t>(entry.arity))
    throw UserError(fmt::format("{}: takes {} operands, not {}", entry.name, entry.arity, operands.size()));
  for (const Expr& operand : operands)
    if (!operand.valid() || &operand.graph() != this)
      throw UserError(fmt::format("{}: {}", entry.name,
                                  operand.valid() ? "the operands belong to different graphs"
                                                  : "an operand is empty; it was never given a formula"));
  const Proposal proposal{op, operands, attribute, attribute2, requested};
  const Shape shape =
      entry.elementwise ? elementwise_shape(*this, op, operands) : structural_rule(op)->shape(*this, proposal);
  if (const Expr simpler = simplify(*this, proposal, shape); simpler.valid()) return simpler;
  return at(
      arena_->intern({op, shape, 0, static_cast<std::uint32_t>(operands.size()), attribute, attribute2}, operands, {}));
}

std::uint32_t Graph::size() const { return static_cast<std::uint32_t>(arena_->nodes.size()); }
const Node& Graph::node(std::uint32_t id) const { return arena_->nodes[id]; }
std::span<const std::uint32_t> Graph::operands(std::uint32_t id) const { return arena_->operands(node(id)); }
const Leaf& Graph::leaf(std::uint32_t index) const { return arena_->leaves[index]; }
std::span<const double> Graph::constant_values(std::uint32_t id) const { return arena_->values(node(id)); }

std::vector<std::uint32_t> reachable(std::span<const Expr> outputs, std::span<const Expr> leaves) {
  if (outputs.empty()) return {};
  const Graph& graph = outputs[0].graph();
  std::uint32_t last = 0;
  for (const Expr& output : outputs) last = std::max(last, output.id());
  std::vector<char> wanted(last + 1, 0), stop(last + 1, 0);
  for (const Expr& output : outputs) wanted[output.id()] = 1;
  for (const Expr& leaf : leaves)
    if (leaf.id() <= last) stop[leaf.id()] = 1;
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = last + 1; id-- > 0;) {
    if (!wanted[id]) continue;
    ids.push_back(id);
    if (stop[id]) continue;
    for (const std::uint32_t operand : graph.operands(id)) wanted[operand] = 1;
  }
  std::reverse(ids.begin(), ids.end());
  return ids;
}

}  // namespace ansatz::ad
