// Nodes become items in the order of their numbers, operands first, each in the way of the form that its operation has
// (structural.hpp). Then products take up sums, and what nobody reads any more is left out.
#include "backend/cpu/lowering/items.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz::ad {
namespace {

constexpr std::uint32_t untranslated = ~std::uint32_t{0};

class Translator {
 public:
  Translator(const Graph& graph, const std::vector<std::uint32_t>& input_index)
      : graph_(graph), input_index_(input_index), refs_(graph.size(), Ref{false, untranslated, 0, 1}) {}

  /// Instead of what `kept` depends on.
  void recall(const Kept& kept) {
    refs_[kept.node] = add({.kind = Item::Kind::recall, .rows = rows(kept.node), .first = kept.row});
  }

  void keep(const Kept& kept) {
    add({.kind = Item::Kind::keep, .rows = rows(kept.node), .operands = {refs_[kept.node]}, .first = kept.row});
  }

  /// All points values that `root` depends on, `root` included.
  void translate_below(std::uint32_t root) {
    std::vector<std::uint32_t> stack{root}, nodes;
    while (!stack.empty()) {
      const std::uint32_t id = stack.back();
      stack.pop_back();
      if (!graph_.node(id).shape.on_axis() || seen(id)) continue;
      refs_[id].index = untranslated - 1;  // on its way
      nodes.push_back(id);
      for (const std::uint32_t operand : graph_.operands(id)) stack.push_back(operand);
    }
    std::sort(nodes.begin(), nodes.end());
    for (const std::uint32_t id : nodes) refs_[id] = translate_node(id);
  }

  /// Parts that stand below each other are stored one by one, and not assembled first.
  void store(std::uint32_t output, std::uint32_t node) {
    if (form_of<RowsBelow>(graph_.node(node).op) == nullptr) return store_rows(output, node, 0);
    std::uint32_t first = 0;
    for (const std::uint32_t part : graph_.operands(node)) {
      store_rows(output, part, first);
      first += rows(part);
    }
  }

  void reduce(std::uint32_t reduction, std::uint32_t target) {
    const auto operands = graph_.operands(reduction);
    for (const std::uint32_t operand : operands) translate_below(operand);
    const Op op = graph_.node(reduction).op;
    if (const WindowOuterSum* form = form_of<WindowOuterSum>(op))
      add({.kind = Item::Kind::window_outer,
           .rows = graph_.node(reduction).shape.rows,
           .cols = graph_.node(reduction).shape.cols,
           .operands = {at_points(operands[0]), at_points(operands[1])},
           .number = target,
           .windows = std::make_shared<const Windows>(form->windows(graph_.attributes(reduction)))});
    else if (form_of<PointSum>(op) != nullptr)
      add({.kind = Item::Kind::reduce, .rows = rows(operands[0]), .operands = {ref(operands[0])}, .number = target});
    else
      add({.kind = Item::Kind::outer,
           .rows = rows(operands[0]),
           .cols = rows(operands[1]),
           .operands = {at_points(operands[0]), at_points(operands[1])},
           .number = target});
  }

  std::vector<Item> take() { return std::move(items_); }

 private:
  bool seen(std::uint32_t id) const { return refs_[id].index != untranslated; }
  std::uint32_t rows(std::uint32_t id) const { return graph_.node(id).shape.rows; }

  void store_rows(std::uint32_t output, std::uint32_t node, std::uint32_t first) {
    translate_below(node);
    add({.kind = Item::Kind::store, .rows = rows(node), .operands = {ref(node)}, .number = output, .first = first});
  }

  Ref add(Item item) {
    items_.push_back(std::move(item));
    return {false, static_cast<std::uint32_t>(items_.size() - 1), 0, 1};
  }

  /// The value of a node; a single row repeats.
  Ref ref(std::uint32_t id) const {
    const Shape& shape = graph_.node(id).shape;
    Ref result = shape.on_axis() ? refs_[id] : Ref{true, id, 0, 1};
    if (shape.rows == 1) result.step = 0;
    return result;
  }

  /// The same as rows of the tile: free values are copied to the points.
  Ref at_points(std::uint32_t id) {
    const Ref value = ref(id);
    if (!value.free) return value;
    Ref copy = add({.kind = Item::Kind::strip, .code = copy_code, .rows = rows(id), .operands = {value}});
    if (rows(id) == 1) copy.step = 0;
    return copy;
  }

  Ref translate_node(std::uint32_t id) {
    const Node& node = graph_.node(id);
    if (node.op == Op::input)
      return add({.kind = Item::Kind::load, .rows = node.shape.rows, .number = input_index_[id]});
    if (const StructuralOperation* operation = structural(node.op))
      return std::visit([&](const auto& form) { return translate(id, form); }, operation->form);
    return strip(id, table_code(node.op));
  }

  Ref strip(std::uint32_t id, StripCode code) {
    Item item{.kind = Item::Kind::strip, .code = code, .rows = rows(id)};
    for (const std::uint32_t operand : graph_.operands(id)) item.operands.push_back(ref(operand));
    return add(std::move(item));
  }

  Ref translate(std::uint32_t id, const RowsOf& form) {
    Ref result = ref(graph_.operands(id)[0]);
    if (form.first_row != nullptr) result.first += form.first_row(graph_.attributes(id)) * result.step;
    return result;
  }

  Ref translate(std::uint32_t id, const RowsWithin& form) {
    return translate_parts(id, form.first_row(graph_.attributes(id)));
  }
  Ref translate(std::uint32_t id, const RowsBelow&) { return translate_parts(id, 0); }

  Ref translate(std::uint32_t id, const Choice&) { return strip(id, select_code); }

  Ref translate(std::uint32_t id, const MatrixProduct&) {
    return translate_product(graph_.operands(id)[0], graph_.operands(id)[1]);
  }

  Ref translate(std::uint32_t id, const RowSum&) {
    const std::uint32_t x = graph_.operands(id)[0];
    if (rows(x) == 1) return ref(x);
    return add({.kind = Item::Kind::gemm, .rows = 1, .cols = rows(x), .operands = {at_points(x)}});
  }

  Ref translate(std::uint32_t id, const WindowProduct& form) {
    const auto operands = graph_.operands(id);
    const auto windows = std::make_shared<const Windows>(form.windows(graph_.attributes(id)));
    Item item{.kind = Item::Kind::windows, .rows = rows(id), .cols = windows->size, .windows = windows};
    item.operands.push_back(at_points(operands[0]));
    if (operands.size() > 1) item.weights = operands[1];
    if (form.weight != nullptr) item.equal_weight = form.weight(graph_.attributes(id));
    item.reverse = form.transposed;
    return add(std::move(item));
  }

  Ref translate(std::uint32_t id, const WindowMaximum& form) {
    Item item{.kind = Item::Kind::maximum, .rows = rows(id), .maximum = form.value};
    for (const std::uint32_t operand : graph_.operands(id)) item.operands.push_back(at_points(operand));
    item.windows = std::make_shared<const Windows>(form.windows(graph_.attributes(id)));
    return add(std::move(item));
  }

  Ref translate(std::uint32_t id, const UserFunction& form) {
    Item item{.kind = Item::Kind::function, .rows = rows(id), .number = form.number(graph_.attributes(id))};
    for (const std::uint32_t operand : graph_.operands(id)) item.operands.push_back(at_points(operand));
    return add(std::move(item));
  }

  /// Forms whose values are free, and so never asked for here.
  template <class FreeForm>
  Ref translate(std::uint32_t id, const FreeForm&) {
    throw InternalFault(fmt::format("lowering: {} has no value at points", info(graph_.node(id).op).name));
  }

  /// A column times a single row is no more than a product of numbers: as a strip it joins what reads it, and is not
  /// written out and fetched again. So begins the reverse sweep through the last layer of a network with one output.
  Ref translate_product(std::uint32_t w, std::uint32_t x) {
    if (rows(x) == 1)
      return add(
          {.kind = Item::Kind::strip, .code = table_code(Op::mul), .rows = rows(w), .operands = {ref(w), ref(x)}});
    Item item{.kind = Item::Kind::gemm, .rows = rows(w), .cols = rows(x), .operands = {at_points(x)}};
    item.transposed = form_of<FreeTranspose>(graph_.node(w).op) != nullptr;
    item.weights = item.transposed ? graph_.operands(w)[0] : w;
    return add(std::move(item));
  }

  Ref translate_parts(std::uint32_t id, std::uint32_t first) {
    const auto operands = graph_.operands(id);
    Item item{.kind = Item::Kind::assemble, .rows = rows(id)};
    for (const std::uint32_t part : operands) {
      item.operands.push_back(ref(part));
      item.parts.push_back({first, rows(part)});
      first += rows(part);
    }
    return add(std::move(item));
  }

  const Graph& graph_;
  const std::vector<std::uint32_t>& input_index_;
  std::vector<Ref> refs_;
  std::vector<Item> items_;
};

std::vector<std::uint32_t> count_uses(const std::vector<Item>& items) {
  std::vector<std::uint32_t> uses(items.size(), 0);
  for (std::size_t i = items.size(); i-- > 0;)
    if (has_effect(items[i]) || uses[i] != 0)
      for (const Ref& operand : items[i].operands)
        if (!operand.free) ++uses[operand.index];
  return uses;
}

/// Wx + b and Wx + Vy: the product starts its sums from the other summand. A strip is not taken in that way: the
/// product would have to wait for its group, and the streams of a layer would no longer meet in one.
void join_products(std::vector<Item>& items) {
  const std::vector<std::uint32_t> uses = count_uses(items);
  for (Item& item : items) {
    if (item.kind != Item::Kind::strip || item.code != table_code(Op::add)) continue;
    for (std::size_t side = 0; side < 2; ++side) {
      const Ref product = item.operands[side], other = item.operands[1 - side];
      if (!other.free && items[other.index].kind == Item::Kind::strip) continue;
      if (product.free || uses[product.index] != 1 || product.first != 0) continue;
      const Item& source = items[product.index];
      if (source.kind != Item::Kind::gemm || source.operands.size() != 1 || source.rows != item.rows) continue;
      Item joined = source;
      joined.operands.push_back(other);
      item = std::move(joined);
      break;
    }
  }
}

}  // namespace

std::vector<Item> without_unused(std::vector<Item> items) {
  const std::vector<std::uint32_t> uses = count_uses(items);
  std::vector<std::uint32_t> number(items.size());
  std::vector<Item> kept;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!has_effect(items[i]) && uses[i] == 0) continue;
    for (Ref& operand : items[i].operands)
      if (!operand.free) operand.index = number[operand.index];
    number[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(items[i]));
  }
  return kept;
}

std::vector<Item> translate(const Graph& graph, const LoopRoots& roots, const std::vector<std::uint32_t>& outputs,
                            const std::vector<std::uint32_t>& input_index) {
  Translator translator(graph, input_index);
  for (const Kept& kept : roots.recalls) translator.recall(kept);
  for (const auto& [reduction, target] : roots.reductions) translator.reduce(reduction, target);
  for (const std::uint32_t output : roots.stores) translator.store(output, outputs[output]);
  for (const Kept& kept : roots.keeps) translator.keep(kept);
  std::vector<Item> items = translator.take();
  join_products(items);
  return without_unused(std::move(items));
}

}  // namespace ansatz::ad
