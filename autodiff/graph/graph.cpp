// The arena of nodes. Everything is appended, nothing is ever changed: nodes, their operands, the values of
// constants, leaves, axes. A hash table of node numbers finds the node that has a given content.
//
// Read next: structural.hpp (shapes), identities.hpp (what `make` simplifies).
#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "graph/identities.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

/// What tells nodes apart.
struct Content {
  Op op;
  Shape shape;
  std::uint32_t leaf = 0;  // Node::leaf; of a constant its values instead
  std::span<const Expr> operands{};
  Words attributes{};
  std::span<const double> values{};
};

}  // namespace

struct Graph::Arena {
  std::vector<Node> nodes;
  std::vector<std::uint64_t> hashes;  // of the node with the same number
  std::vector<std::uint32_t> operand_pool;
  std::vector<std::uint32_t> attribute_pool;
  std::vector<double> value_pool;
  std::vector<Leaf> leaves;
  std::vector<Elementwise> functions;
  std::vector<std::string> axes{"free"};
  std::vector<std::uint32_t> table = std::vector<std::uint32_t>(1024, empty);  // open addressing, size a power of 2

  static constexpr std::uint32_t empty = 0xFFFFFFFF;

  std::span<const std::uint32_t> operands(const Node& node) const {
    return {operand_pool.data() + node.first_operand, node.operand_count};
  }
  std::span<const double> values(const Node& node) const { return {value_pool.data() + node.leaf, node.shape.size()}; }
  Words attributes(const Node& node) const {
    return {attribute_pool.data() + node.first_attribute, node.attribute_count};
  }

  // Finds the node with this content or appends it. Constants are told apart by their values, which are in the
  // pool only once; where the node's content stands in the pools is filled in here.
  std::uint32_t intern(const Content& content) {
    const std::uint64_t hash = hash_of(content);
    std::size_t slot = hash & (table.size() - 1);
    for (; table[slot] != empty; slot = (slot + 1) & (table.size() - 1))
      if (hashes[table[slot]] == hash && same(nodes[table[slot]], content)) return table[slot];
    if (nodes.size() == empty) throw WorldFailure("the expression graph is full: it holds 2^32 - 1 nodes");
    const auto id = static_cast<std::uint32_t>(nodes.size());
    Node node{content.op,          content.shape,
              end(operand_pool),   count(content.operands),
              end(attribute_pool), count(content.attributes),
              content.leaf};
    if (node.op == Op::constant) {
      node.leaf = end(value_pool);
      value_pool.insert(value_pool.end(), content.values.begin(), content.values.end());
    }
    for (const Expr& operand : content.operands) operand_pool.push_back(operand.id());
    attribute_pool.insert(attribute_pool.end(), content.attributes.begin(), content.attributes.end());
    nodes.push_back(node);
    hashes.push_back(hash);
    table[slot] = id;
    if (nodes.size() * 2 > table.size()) grow();
    return id;
  }

 private:
  template <class T>
  static std::uint32_t end(const std::vector<T>& pool) {
    return static_cast<std::uint32_t>(pool.size());
  }
  template <class T>
  static std::uint32_t count(std::span<const T> part) {
    return static_cast<std::uint32_t>(part.size());
  }

  static std::uint64_t hash_of(const Content& content) {
    std::uint64_t hash = mix(static_cast<std::uint64_t>(content.op), content.shape.axis.id);
    hash = mix(hash, (std::uint64_t{content.shape.rows} << 32) | content.shape.cols);
    hash = mix(hash, content.leaf);
    if (content.shape.extents.given())
      for (const std::uint32_t size : content.shape.extents.sizes) hash = mix(hash, size);
    for (const std::uint32_t word : content.attributes) hash = mix(hash, word);
    for (const Expr& operand : content.operands) hash = mix(hash, operand.id());
    for (const double value : content.values) hash = mix(hash, std::bit_cast<std::uint64_t>(value));
    return hash;
  }

  bool same(const Node& old, const Content& content) const {
    if (old.op != content.op || old.shape != content.shape || old.shape.extents != content.shape.extents) return false;
    if (old.op == Op::constant)
      return std::ranges::equal(content.values, values(old), [](double a, double b) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
      });
    return old.leaf == content.leaf && std::ranges::equal(attributes(old), content.attributes) &&
           std::ranges::equal(operands(old), content.operands,
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

std::unique_ptr<Graph> Graph::clone() const {
  auto copy = std::make_unique<Graph>();
  *copy->arena_ = *arena_;
  return copy;
}

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
  return at(arena_->intern({.op = Op::constant, .shape = {}, .values = {&canonical, 1}}));
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
  return at(arena_->intern({.op = Op::constant, .shape = shape, .values = canonical}));
}

Expr Graph::parameter(std::string_view name, std::uint32_t rows, std::uint32_t cols) {
  if (rows == 0 || cols == 0)
    throw UserError(fmt::format("parameter `{}`: a value needs at least one row and one column", name));
  const auto index = static_cast<std::uint32_t>(arena_->leaves.size());
  const Shape shape{rows, cols, free_axis};
  const std::uint32_t id = arena_->intern({.op = Op::input, .shape = shape, .leaf = index});
  arena_->leaves.push_back({std::string(name), shape, id});
  return at(id);
}

Expr Graph::input(std::string_view name, std::uint32_t rows, Axis axis) {
  if (rows == 0) throw UserError(fmt::format("input `{}`: a value needs at least one row", name));
  return new_input(name, {rows, 1, axis});
}

Expr Graph::input(std::string_view name, Extents extents, Axis axis) {
  if (extents.rows() == 0)
    throw UserError(
        fmt::format("input `{}`: {} is no size of an array; every extent must be positive, and their "
                    "product less than 2^32",
                    name, fmt::join(extents.sizes, "x")));
  return new_input(name, {extents.rows(), 1, axis, extents});
}

Expr Graph::new_input(std::string_view name, const Shape& shape) {
  if (!shape.on_axis()) throw UserError(fmt::format("input `{}`: it needs an axis; a free input is a parameter", name));
  axis_name(shape.axis);  // throws when the axis is unknown
  const auto index = static_cast<std::uint32_t>(arena_->leaves.size());
  const std::uint32_t id = arena_->intern({.op = Op::input, .shape = shape, .leaf = index});
  arena_->leaves.push_back({std::string(name), shape, id});
  return at(id);
}

Expr Graph::count(Axis axis) {
  if (axis == free_axis) throw UserError("count: the free axis has no points");
  axis_name(axis);  // throws when the axis is unknown
  return at(arena_->intern({.op = Op::count, .shape = {}, .leaf = axis.id}));
}

Expr Graph::make(Op op, std::span<const Expr> operands, std::span<const std::uint32_t> given, Shape requested) {
  const OperationInfo& entry = info(op);
  if (entry.arity == 0) throw UserError(fmt::format("{}: leaves are made by the graph's own functions", entry.name));
  if (entry.arity > 0 && operands.size() != static_cast<std::size_t>(entry.arity))
    throw UserError(fmt::format("{}: takes {} operand{}, not {}", entry.name, entry.arity, entry.arity == 1 ? "" : "s",
                                operands.size()));
  for (const Expr& operand : operands)
    if (!operand.valid() || &operand.graph() != this)
      throw UserError(fmt::format("{}: {}", entry.name,
                                  operand.valid() ? "the operands belong to different graphs"
                                                  : "an operand is empty; it was never given a formula"));
  const std::vector<std::uint32_t> attributes(given.begin(), given.end());  // those of a node move as nodes are made
  const Proposal proposal{op, operands, attributes, requested};
  const StructuralOperation* operation = structural(op);
  const Shape shape = operation != nullptr ? operation->shape(*this, proposal) : elementwise_shape(*this, op, operands);
  if (const Expr simpler = simplify(*this, proposal, shape); simpler.valid())
    return shape.extents.given() && !simpler.shape().extents.given() ? reshape(simpler, shape.extents) : simpler;
  return at(arena_->intern({.op = op, .shape = shape, .operands = operands, .attributes = attributes}));
}

std::uint32_t Graph::size() const { return static_cast<std::uint32_t>(arena_->nodes.size()); }
const Node& Graph::node(std::uint32_t id) const { return arena_->nodes[id]; }
std::span<const std::uint32_t> Graph::operands(std::uint32_t id) const { return arena_->operands(node(id)); }
std::span<const std::uint32_t> Graph::attributes(std::uint32_t id) const { return arena_->attributes(node(id)); }
const Leaf& Graph::leaf(std::uint32_t index) const { return arena_->leaves[index]; }
std::span<const double> Graph::constant_values(std::uint32_t id) const { return arena_->values(node(id)); }

std::uint32_t Graph::number_of(const Elementwise& function) {
  const auto known = std::find(arena_->functions.begin(), arena_->functions.end(), function);
  const auto number = static_cast<std::uint32_t>(known - arena_->functions.begin());
  if (known == arena_->functions.end()) arena_->functions.push_back(function);
  return number;
}

std::span<const Elementwise> Graph::functions() const { return arena_->functions; }

std::vector<std::uint32_t> reachable(std::span<const Expr> outputs, std::span<const Expr> leaves) {
  if (outputs.empty()) return {};
  const Graph& graph = outputs[0].graph();
  for (const std::span<const Expr> list : {outputs, leaves})
    for (const Expr& e : list)
      if (&e.graph() != &graph) throw UserError("the expressions belong to different graphs");
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
