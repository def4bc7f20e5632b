#include "evaluate/symbolic.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/operation.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "evaluate/evaluate.hpp"

namespace ansatz::dsl {

ad::Expr SymbolicScope::find_or_add(const Key& key, SymbolicLeaf leaf) {
  const auto [place, added] = known_.try_emplace(key, leaves_.size());
  if (added) {
    leaf.leaf = graph_->parameter("symbol");
    by_node_[leaf.leaf.id()] = leaves_.size();
    leaves_.push_back(std::move(leaf));
  }
  return leaves_[place->second].leaf;
}

namespace {

std::vector<std::size_t> key_of(SymbolicLeaf::Kind kind, std::size_t index) {
  return {static_cast<std::size_t>(kind), index};
}

SymbolicLeaf leaf_of(SymbolicLeaf::Kind kind, std::size_t index) {
  SymbolicLeaf leaf;
  leaf.kind = kind;
  leaf.index = index;
  return leaf;
}

}  // namespace

using Kind = SymbolicLeaf::Kind;

ad::Expr SymbolicScope::coordinate(std::size_t i) {
  return find_or_add(key_of(Kind::coordinate, i), leaf_of(Kind::coordinate, i));
}
ad::Expr SymbolicScope::unknown(std::size_t i) {
  return find_or_add(key_of(Kind::unknown, i), leaf_of(Kind::unknown, i));
}
ad::Expr SymbolicScope::integration_variable(std::size_t depth) {
  return find_or_add(key_of(Kind::variable, depth), leaf_of(Kind::variable, depth));
}
ad::Expr SymbolicScope::normal(std::size_t i) {
  if (!normals)
    throw Refusal{Finding(Code::no_normal, {}, "`dn` and `normal` need a boundary")
                      .label("no boundary here")
                      .help("use them in `bc`")};
  return find_or_add(key_of(Kind::normal, i), leaf_of(Kind::normal, i));
}

ad::Expr SymbolicScope::field(std::size_t i, std::span<const std::size_t> derivatives) {
  return with_derivatives(Kind::jet, i, derivatives);
}
ad::Expr SymbolicScope::output(std::size_t i, std::span<const std::size_t> derivatives) {
  return with_derivatives(Kind::output, i, derivatives);
}

ad::Expr SymbolicScope::with_derivatives(Kind kind, std::size_t i, std::span<const std::size_t> derivatives) {
  if (derivatives.size() > 8)
    throw Refusal{Finding(Code::too_large, {}, "derivatives above order 8 are not supported")};
  SymbolicLeaf leaf = leaf_of(kind, i);
  leaf.derivatives.assign(derivatives.begin(), derivatives.end());
  Key key = key_of(kind, i);
  key.insert(key.end(), derivatives.begin(), derivatives.end());
  return find_or_add(key, std::move(leaf));
}

ad::Expr SymbolicScope::field_at(std::size_t i, std::span<const std::size_t> derivatives,
                                 std::span<const ad::Expr> place) {
  SymbolicLeaf leaf = leaf_of(Kind::elsewhere, i);
  leaf.derivatives.assign(derivatives.begin(), derivatives.end());
  leaf.place.assign(place.begin(), place.end());
  Key key = key_of(Kind::elsewhere, i);
  for (const ad::Expr e : place) key.push_back(e.id());
  key.insert(key.end(), derivatives.begin(), derivatives.end());
  return find_or_add(key, std::move(leaf));
}

ad::Expr SymbolicScope::integral(ad::Expr variable, ad::Expr integrand, ad::Expr lower, ad::Expr upper) {
  SymbolicLeaf leaf = leaf_of(Kind::integral, 0);
  leaf.variable = variable;
  leaf.integrand = integrand;
  leaf.lower = lower;
  leaf.upper = upper;
  return find_or_add({static_cast<std::size_t>(Kind::integral), variable.id(), integrand.id(), lower.id(), upper.id()},
                     std::move(leaf));
}

std::vector<std::size_t> SymbolicScope::direct_leaves(ad::Expr e) const {
  std::vector<std::size_t> found;
  for (const std::uint32_t id : ad::reachable(std::span(&e, 1)))
    if (const auto known = by_node_.find(id); known != by_node_.end()) found.push_back(known->second);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::size_t> SymbolicScope::leaves(ad::Expr e) const {
  std::set<std::size_t> found;
  std::vector<ad::Expr> open{e};
  while (!open.empty()) {
    const ad::Expr next = open.back();
    open.pop_back();
    for (const std::size_t number : direct_leaves(next)) {
      const SymbolicLeaf& leaf = leaves_[number];
      if (!found.insert(number).second) continue;
      if (leaf.kind == Kind::integral) open.insert(open.end(), {leaf.integrand, leaf.lower, leaf.upper});
      if (leaf.kind == Kind::elsewhere) open.insert(open.end(), leaf.place.begin(), leaf.place.end());
    }
  }
  return {found.begin(), found.end()};
}

/// d leaf / d coordinate; an invalid expression where it is zero.
ad::Expr SymbolicScope::tangent(std::size_t number, std::size_t by) {
  const SymbolicLeaf leaf = leaves_[number];  // a copy: the table grows below
  switch (leaf.kind) {
    case Kind::coordinate: return leaf.index == by ? graph_->constant(1) : ad::Expr();
    case Kind::unknown:
    case Kind::normal:
    case Kind::variable: return {};
    case Kind::jet:
    case Kind::output: {
      std::vector<std::size_t> next = leaf.derivatives;
      next.insert(std::upper_bound(next.begin(), next.end(), by), by);
      return with_derivatives(leaf.kind, leaf.index, next);
    }
    case Kind::elsewhere: {  // chain rule over the coordinates of the place
      ad::Expr sum = graph_->constant(0);
      for (std::size_t i = 0; i < leaf.place.size(); ++i) {
        const ad::Expr moves = derivative(leaf.place[i], by);
        if (moves == graph_->constant(0)) continue;
        std::vector<std::size_t> next = leaf.derivatives;
        next.insert(std::upper_bound(next.begin(), next.end(), i), i);
        sum = sum + field_at(leaf.index, next, leaf.place) * moves;
      }
      return sum;
    }
    case Kind::integral: break;
  }
  const ad::Expr zero = graph_->constant(0);
  const ad::Expr inside = derivative(leaf.integrand, by);
  ad::Expr sum = inside == zero ? zero : integral(leaf.variable, inside, leaf.lower, leaf.upper);
  const auto end = [&](ad::Expr at) {
    const ad::Expr moves = derivative(at, by);
    return moves == zero ? zero : ad::substitute(leaf.integrand, leaf.variable, at) * moves;
  };
  return sum + end(leaf.upper) - end(leaf.lower);
}

namespace {

/// Operations that are constant but for jumps: their derivative is 0 wherever it is taken.
bool is_jump(ad::Op op) {
  constexpr ad::Op jumps[] = {ad::Op::step, ad::Op::sign, ad::Op::floor, ad::Op::lt, ad::Op::le,
                              ad::Op::gt,   ad::Op::ge,   ad::Op::eq,    ad::Op::ne};
  return std::find(std::begin(jumps), std::end(jumps), op) != std::end(jumps);
}

/// The number that a comparison compares this coordinate with, where it does that.
std::optional<double> place_of_jump(const ad::Graph& graph, ad::Expr comparison, ad::Expr coordinate) {
  const auto operands = graph.operands(comparison.id());
  for (std::size_t k = 0; operands.size() == 2 && k < 2; ++k)
    if (operands[k] == coordinate.id()) return constant_of(comparison.graph().at(operands[1 - k]));
  return std::nullopt;
}

/// `if c then a else b` with a height in the place of c, 1 or 0; nothing where the pieces meet at that place.
std::optional<ad::Expr> as_step(const ad::Graph& graph, ad::Expr choice, ad::Expr coordinate, ad::Expr height) {
  const auto operands = graph.operands(choice.id());
  const ad::Expr yes = choice.graph().at(operands[1]), no = choice.graph().at(operands[2]);
  if (const auto place = place_of_jump(graph, choice.graph().at(operands[0]), coordinate)) {
    const ad::Expr gap = ad::substitute(yes - no, coordinate, choice.graph().constant(*place));
    if (const auto known = constant_of(gap); known && std::abs(*known) < 1e-12) return std::nullopt;
  }
  return no + height * (yes - no);
}

}  // namespace

/// Whether a jump that this coordinate decides multiplies fields, or is added to them. One of known functions alone may
/// be closed by others, as in what is put together of pieces.
bool SymbolicScope::jumps(ad::Expr e, std::size_t by) const {
  const auto any = [&](ad::Expr of, auto&& wanted) {
    const std::vector<std::size_t> numbers = direct_leaves(of);
    return std::any_of(numbers.begin(), numbers.end(), [&](std::size_t number) { return wanted(leaves_[number]); });
  };
  const auto moves = [&](const SymbolicLeaf& leaf) { return leaf.kind == Kind::coordinate && leaf.index == by; };
  const auto is_field = [](const SymbolicLeaf& leaf) { return leaf.kind == Kind::jet || leaf.kind == Kind::elsewhere; };
  if (!any(e, is_field)) return false;
  for (const std::uint32_t id : ad::reachable(std::span(&e, 1))) {
    const ad::Expr part = graph_->at(id);
    if (smooth_.count(id) != 0) continue;
    const bool chooses = graph_->node(id).op == ad::Op::select;
    if ((!chooses && !is_jump(graph_->node(id).op)) || !any(part, moves)) continue;
    const ad::Expr height = graph_->parameter("height");
    std::optional<ad::Expr> replaced = height;
    if (chooses) {
      const ad::Expr condition = graph_->at(graph_->operands(id)[0]);
      if (!any(condition, moves) || smooth_.count(condition.id()) != 0) continue;
      replaced = as_step(*graph_, part, leaves_[known_.at(key_of(Kind::coordinate, by))].leaf, height);
    }
    if (!replaced) continue;
    const ad::Expr with_height = ad::substitute(e, part, *replaced);
    if (any(ad::jvp(with_height, height, graph_->constant(1)), is_field)) return true;
  }
  return false;
}

ad::Expr SymbolicScope::derivative(ad::Expr e, std::size_t by) {
  if (!lost_jump && jumps(e, by)) lost_jump = by;
  std::vector<ad::Direction> directions;
  for (const std::size_t number : direct_leaves(e))
    if (const ad::Expr t = tangent(number, by); t.valid()) directions.push_back({leaves_[number].leaf, t});
  if (directions.empty()) return graph_->constant(0);
  return ad::jvp(std::span(&e, 1), directions)[0];
}

}  // namespace ansatz::dsl
