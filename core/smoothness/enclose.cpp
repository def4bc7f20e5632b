#include "smoothness/enclose.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "ansatz/core/smoothness.hpp"

namespace ansatz::smoothness_of {
namespace {

using ad::Op;

/// Two operands are compared by their difference.
bool compares(Op op) {
  return op == Op::max || op == Op::min || op == Op::lt || op == Op::le || op == Op::gt || op == Op::ge ||
         op == Op::eq || op == Op::ne;
}
bool looks_at_sign(Op op) { return op == Op::abs || op == Op::sign || op == Op::step; }

/// c > 0 of a sum u + sqrt(u u + c): what an inverse hyperbolic sine is the logarithm of.
std::optional<double> beyond_root(const ad::Graph& graph, std::uint32_t u, std::uint32_t other) {
  if (graph.node(other).op != Op::sqrt) return std::nullopt;
  const std::uint32_t under = graph.operands(other)[0];
  if (graph.node(under).op != Op::add) return std::nullopt;
  const auto terms = graph.operands(under);
  const ad::Node &c = graph.node(terms[0]), &uu = graph.node(terms[1]);
  if (c.op != Op::constant || uu.op != Op::mul) return std::nullopt;
  const auto factors = graph.operands(terms[1]);
  const double value = graph.constant_values(terms[0])[0];
  if (factors[0] != u || factors[1] != u || !(value > 0)) return std::nullopt;
  return value;
}

}  // namespace

Enclosing::Enclosing(ad::Expr f, ad::Expr x) : f_(f), x_(x) {
  ad::Graph& graph = f.graph();
  for (const std::uint32_t id : ad::reachable(std::span(&f, 1))) {
    const Op op = graph.node(id).op;
    if (!compares(op) && !looks_at_sign(op)) continue;
    const ad::Expr a = graph.at(graph.operands(id)[0]);
    const ad::Expr u = compares(op) ? a - graph.at(graph.operands(id)[1]) : a;
    differences_.emplace(id, u);
    if (std::find(switches_.begin(), switches_.end(), u) == switches_.end()) switches_.push_back(u);
  }
  // A difference may have a greater number than the part that looks at it: it goes before it.
  const auto visit = [&](const auto& self, std::uint32_t id) -> void {
    if (known_.count(id) != 0) return;
    known_.emplace(id, Known{});
    const std::vector<std::uint32_t> operands(graph.operands(id).begin(), graph.operands(id).end());
    for (const std::uint32_t operand : operands) self(self, operand);
    if (const auto u = differences_.find(id); u != differences_.end()) self(self, u->second.id());
    order_.push_back(id);
  };
  visit(visit, f.id());
}

Enclosure Enclosing::switched(ad::Expr u, const SignAt& sign) const {
  Enclosure range = known_.at(u.id()).range;
  if (!sign || range.positive() || range.negative()) return range;
  switch (sign(u)) {
    case 1: return {0, Enclosure::infinity, true};
    case -1: return {-Enclosure::infinity, 0, true};
    default: return range;
  }
}

Known Enclosing::look(std::uint32_t id, const Enclosure& piece, const SignAt& sign) const {
  ad::Graph& graph = f_.graph();
  const ad::Node node = graph.node(id);  // a copy: to tell a sign, derivatives are made
  if (id == x_.id()) return {piece, Smoothness::every, Defined::yes};
  if (node.op == Op::constant) {
    const double value = graph.constant_values(id)[0];
    return std::isfinite(value) ? Known{Enclosure::number(value), Smoothness::every, Defined::yes}
                                : Known{{}, -1, Defined::no};
  }
  std::vector<const Known*> x;
  for (const std::uint32_t operand : graph.operands(id)) x.push_back(&known_.at(operand));
  if (x.empty() || node.shape.size() != 1) return {};
  if (node.op == Op::select) return selection(*x[0], *x[1], *x[2]);
  int order = Smoothness::every;
  for (const Known* operand : x) {
    if (operand->defined != Defined::yes) return *operand;
    order = std::min(order, operand->order);
  }
  if (node.op == Op::broadcast || node.op == Op::held || node.op == Op::reshape) return *x[0];

  Known made;
  if (const auto u = differences_.find(id); u != differences_.end()) {
    made = by_sign(node.op, switched(u->second, sign), x);
  } else if (node.op == Op::apply_function) {
    made = own_function(*ad::function_of(graph.at(id)), graph.at(id), x.back()->range);
  } else {
    const Enclosure &a = x.front()->range, &b = x.back()->range;
    const auto operands = graph.operands(id);
    std::optional<double> c;
    if (node.op == Op::add && !(c = beyond_root(graph, operands[0], operands[1])))
      c = beyond_root(graph, operands[1], operands[0]);
    const bool of_first = c && graph.node(operands[1]).op == Op::sqrt;
    if (c)
      made = sum_with_root(*c, of_first ? a : b);
    else if (node.op == Op::mul && operands[0] == operands[1])
      made = {square(a), Smoothness::every, Defined::yes};
    else
      made = elementwise(node.op, a, b);
  }
  made.order = std::min(made.order, order);
  return made;
}

const Known& Enclosing::of(const Enclosure& piece, const SignAt& sign, const OrderOf& order) {
  for (const std::uint32_t id : order_) {
    Known& known = known_.at(id) = look(id, piece, sign);
    if (order && known.defined == Defined::yes && known.order < Smoothness::every)
      known.order = std::max(known.order, order(f_.graph().at(id)));
  }
  return known_.at(f_.id());
}

}  // namespace ansatz::smoothness_of
