// The loop downwards: who contributes what to whom. See collapse.cpp.
#include <cmath>
#include <tuple>

#include "graph/identities.hpp"
#include "simplify/rows.hpp"

namespace ansatz::ad {
namespace {

/// The uses that are common to all members of a shared or linear row, and the operation between.
using Meeting = std::tuple<Op, std::uint32_t, std::vector<std::uint32_t>, std::uint32_t, std::uint32_t, Uses>;

bool is_sum(Op op) { return op == Op::add || op == Op::sub || op == Op::neg; }

class PullApart {
 public:
  explicit PullApart(std::span<const Expr> outputs)
      : graph_(outputs[0].graph()),
        ids_(reachable(outputs)),
        count_(ids_.back() + 1),
        reaches_product_(ids_.back() + 1),
        needed_(ids_.back() + 1),
        uses_(ids_.back() + 1) {
    rows_.row_of.resize(ids_.back() + 1);
    for (const std::uint32_t id : ids_) {
      for (const std::uint32_t operand : graph_.operands(id)) ++count_[operand];
      reaches_product_[id] = passes_products(id);
    }
    for (const Expr& output : outputs) needed_[output.id()] = 1;
  }

  Rows run() {
    for (auto id = ids_.rbegin(); id != ids_.rend(); ++id) visit(*id);
    return std::move(rows_);
  }

 private:
  Op op(std::uint32_t id) const { return graph_.node(id).op; }
  const Shape& shape(std::uint32_t id) const { return graph_.node(id).shape; }
  std::uint32_t operand(std::uint32_t id, std::size_t i) const { return graph_.operands(id)[i]; }

  // Does a matrix product contribute linearly to this value at points?
  bool passes_products(std::uint32_t id) const {
    if (!shape(id).on_axis()) return false;
    const Op o = op(id);
    if (is_product(o)) return true;
    if (o == Op::div) return reaches_product_[operand(id, 0)];
    if (!is_sum(o) && !is_linear(o) && o != Op::mul) return false;
    const auto operands = graph_.operands(id);
    return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t x) { return reaches_product_[x]; });
  }

  bool can_be_pulled_apart(std::uint32_t id) const {
    if (!shape(id).on_axis()) return false;
    return reaches_product_[id] || is_sum(op(id)) || is_linear(op(id));
  }

  // Which factor of a product passes its contribution on: one that a matrix product reaches, if possible one
  // that is used nowhere else, of two such the one made last, which is the higher derivative.
  std::size_t stream_of(std::uint32_t id) const {
    const auto rank = [&](std::uint32_t x) {
      return std::tuple(static_cast<bool>(reaches_product_[x]), count_[x] == 1, shape(x).rows, x);
    };
    return rank(operand(id, 0)) > rank(operand(id, 1)) ? 0 : 1;
  }

  RowId open_row(Kind kind, std::uint32_t node) {
    const auto row = static_cast<RowId>(rows_.rows.size());
    rows_.rows.push_back({kind, node});
    if (kind == Kind::kept || kind == Kind::unchanged) rows_.row_of[node] = row;
    return row;
  }

  void add_terms(const Uses& uses, bool is_row, std::uint32_t index) {
    for (const Use& use : uses) rows_.rows[use.row].terms.push_back({use.coefficient, is_row, index});
  }

  void visit(std::uint32_t id) {
    Uses uses = std::move(uses_[id]);
    if (!needed_[id] && uses.empty()) return;
    if (!can_be_pulled_apart(id)) {
      add_terms(uses, false, id);
      open_row(Kind::unchanged, id);
      for (const std::uint32_t x : graph_.operands(id)) needed_[x] = 1;
      return;
    }
    std::sort(uses.begin(), uses.end());
    if (needed_[id] || costs_more_inside(id, uses)) {
      add_terms(uses, false, id);
      uses = {{open_row(Kind::kept, id), {}}};
    }
    if (is_linear(op(id))) {
      Use inside = meet(id, uses);
      if (is_product(op(id))) {
        needed_[operand(id, 0)] = 1;
        if (rows_.rows[uses[0].row].kind == Kind::kept) note_scale(operand(id, 0), inside.coefficient);
      }
      uses_[graph_.operands(id).back()].push_back(std::move(inside));
    } else {
      pass_on(id, uses.size() == 1 ? uses[0] : meet(id, uses));
    }
  }

  // A factor that varies from point to point may go through a matmul only if it takes the whole stream along.
  bool costs_more_inside(std::uint32_t id, const Uses& uses) const {
    if (!is_product(op(id)) || count_[operand(id, 1)] == 1) return false;
    const Monomial common = common_scalars(uses);
    return std::any_of(common.scalars.begin(), common.scalars.end(),
                       [&](Factor factor) { return shape(factor.node).on_axis(); });
  }

  void pass_on(std::uint32_t id, const Use& use) {
    const auto contribute = [&](std::uint32_t x, double sign) {
      Use passed = use;
      passed.coefficient.number *= sign;
      uses_[x].push_back(std::move(passed));
    };
    switch (op(id)) {
      case Op::neg: contribute(operand(id, 0), -1); break;
      case Op::add:
      case Op::sub:
        contribute(operand(id, 0), 1);
        contribute(operand(id, 1), op(id) == Op::add ? 1 : -1);
        break;
      default: pass_product(id, use);
    }
  }

  void pass_product(std::uint32_t id, Use use) {
    const std::size_t stream = op(id) == Op::div ? 0 : stream_of(id);
    const Factor factor{operand(id, 1 - stream), op(id) == Op::div};
    const double number = uniform_value(graph_.at(factor.node)).value_or(0) * use.coefficient.number;
    if (std::isnormal(number) && !factor.inverse) {
      use.coefficient.number = number;
    } else {
      needed_[factor.node] = 1;
      use.coefficient = use.coefficient.times(factor, shape(factor.node).size() == 1);
    }
    uses_[operand(id, stream)].push_back(std::move(use));
  }

  // The scalar that multiplies a matrix wherever a kept value is made with it, like the slope of a layer: the
  // other streams will multiply it into the matrix too, and all of them share the product. A matrix of a single
  // row has nothing to gain.
  void note_scale(std::uint32_t matrix, Monomial scale) {
    if (shape(matrix).rows == 1) return;
    std::erase_if(scale.scalars, [&](Factor factor) { return shape(factor.node).on_axis(); });
    const auto [place, is_new] = rows_.scales.try_emplace(matrix, scale);
    if (!is_new && place->second != scale) place->second = Monomial{};
  }

  // What all coefficients have in common: the scalars, and the number of the first.
  static Monomial common_scalars(const Uses& uses) {
    Monomial common{uses[0].coefficient.number, uses[0].coefficient.scalars, {}};
    for (const Use& use : uses) {
      std::vector<Factor> both;
      std::set_intersection(common.scalars.begin(), common.scalars.end(), use.coefficient.scalars.begin(),
                            use.coefficient.scalars.end(), std::back_inserter(both));
      common.scalars = std::move(both);
    }
    return common;
  }

  // Joins, or opens, the row of everything that goes through this operation to the same rows in the same
  // proportion. Returns the use of the operand (of the node itself, for a sum) in that row.
  Use meet(std::uint32_t id, Uses uses) {
    Monomial common = common_scalars(uses);
    for (Use& use : uses) {
      std::vector<Factor> rest;
      std::set_difference(use.coefficient.scalars.begin(), use.coefficient.scalars.end(), common.scalars.begin(),
                          common.scalars.end(), std::back_inserter(rest));
      use.coefficient.scalars = std::move(rest);
      use.coefficient.number /= common.number;
    }
    const bool linear = is_linear(op(id));
    const Node& node = graph_.node(id);
    const Shape& inside = linear ? shape(graph_.operands(id).back()) : node.shape;
    const auto attributes = graph_.attributes(id);
    const Meeting meeting{linear ? op(id) : Op::add,
                          is_product(op(id)) ? operand(id, 0) : 0,
                          {attributes.begin(), attributes.end()},
                          linear ? node.shape.rows : 0,
                          inside.rows,
                          uses};
    auto [place, is_new] = meetings_.try_emplace(meeting, 0);
    if (is_new) {
      place->second = open_row(linear ? Kind::linear : Kind::shared, id);
      add_terms(uses, true, place->second);
    }
    return {place->second, std::move(common)};
  }

  Graph& graph_;
  std::vector<std::uint32_t> ids_;
  // By node number: uses in the graph as it was, whether a product contributes linearly, whether the value
  // itself is needed, the linear uses found so far.
  std::vector<std::uint32_t> count_;
  std::vector<char> reaches_product_;
  std::vector<char> needed_;
  std::vector<Uses> uses_;
  std::map<Meeting, RowId> meetings_;
  Rows rows_;
};

}  // namespace

Rows pull_apart(std::span<const Expr> outputs) { return PullApart(outputs).run(); }

}  // namespace ansatz::ad
