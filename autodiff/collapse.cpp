// Pulls linear operations out of sums, so that the streams of a residual that is linear in its highest
// derivatives become one.
//
// The pass walks down from the outputs. A node that is used nonlinearly is *kept*: it gets a row, a sum of
// terms that is its definition. A node that is used only linearly is a contribution to the rows of its users,
// each with a coefficient, a monomial in scalars and in vectors. Going down,
//   - sums, differences, negations and products pass their contribution on to their operands;
//   - a linear operation (matmul, slice, sum, ...) opens a row for its operand and becomes a term itself. Two
//     applications of one operation that contribute in the same proportion to the same rows share that row:
//     this is where W a + c W b becomes W (a + c b). Scalars pass through the operation into the row.
// A node of small number sees all its uses before its turn comes, so one loop downwards suffices, and the
// result serves systems of residuals as well as single ones: streams merge exactly where all residuals agree.
//
// The way back up, a second loop, writes each row as an expression (polynomial.hpp): contents are handed out
// again through the linear operations, common factors are taken out, and free factors of a matmul, such as the
// slopes of adaptive activations, are multiplied into its matrix, once a step.
#include <algorithm>
#include <compare>
#include <map>
#include <tuple>

#include "ansatz/autodiff/simplify.hpp"
#include "identities.hpp"
#include "polynomial.hpp"

namespace ansatz::ad {
namespace {

/// A factor is a node of the graph as it was, or its reciprocal.
struct Factor {
  std::uint32_t node;
  bool inverse = false;
  friend auto operator<=>(const Factor&, const Factor&) = default;
};

/// number * scalars * vectors, both sorted. Scalars pass through linear operations, vectors do not.
struct Monomial {
  double number = 1;
  std::vector<Factor> scalars, vectors;
  friend auto operator<=>(const Monomial&, const Monomial&) = default;

  Monomial times(Factor factor, bool scalar) const {
    Monomial product = *this;
    std::vector<Factor>& list = scalar ? product.scalars : product.vectors;
    list.insert(std::upper_bound(list.begin(), list.end(), factor), factor);
    return product;
  }
};

using RowId = std::uint32_t;

/// A linear use of a node: it contributes coefficient * node to a row.
struct Use {
  RowId row;
  Monomial coefficient;
  friend auto operator<=>(const Use&, const Use&) = default;
};
using Uses = std::vector<Use>;

/// What a row adds up: nodes that are kept, and other rows through their operation.
struct Term {
  Monomial coefficient;
  bool is_row;
  std::uint32_t index;
};

enum class Kind {
  unchanged,  // a node that stays as it is, with new operands
  kept,       // the definition of a node that is needed for itself
  shared,     // a sum that contributes to several rows
  linear,     // the operand of a linear operation
};

struct Row {
  Kind kind;
  std::uint32_t node;  // the node it stands for; of a linear row, one that applies the operation
  std::vector<Term> terms = {};
  Product content = {};  // the value of the row is content * value
  Expr value = {};
};

/// The uses that are common to all members of a shared or linear row, and the operation between.
using Meeting = std::tuple<Op, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, Uses>;

class Collapse {
 public:
  explicit Collapse(std::span<const Expr> outputs)
      : graph_(outputs[0].graph()),
        ids_(reachable(outputs)),
        count_(ids_.back() + 1),
        reaches_product_(ids_.back() + 1),
        needed_(ids_.back() + 1),
        uses_(ids_.back() + 1),
        row_of_(ids_.back() + 1),
        value_(ids_.back() + 1) {
    for (const std::uint32_t id : ids_) {
      for (const std::uint32_t operand : graph_.operands(id)) ++count_[operand];
      reaches_product_[id] = passes_products(id);
    }
    for (const Expr& output : outputs) needed_[output.id()] = 1;
  }

  std::vector<Expr> run(std::span<const Expr> outputs) {
    for (auto id = ids_.rbegin(); id != ids_.rend(); ++id) pull_apart(*id);
    for (const RowId row : in_order()) put_together(rows_[row]);
    std::vector<Expr> results;
    for (const Expr& output : outputs) results.push_back(value_[output.id()]);
    return results;
  }

 private:
  // --- what is known of the graph as it was ---------------------------------------------------------

  Op op(std::uint32_t id) const { return graph_.node(id).op; }
  const Shape& shape(std::uint32_t id) const { return graph_.node(id).shape; }
  std::uint32_t operand(std::uint32_t id, std::size_t i) const { return graph_.operands(id)[i]; }

  static bool is_linear(Op op) {
    return op == Op::matmul || op == Op::slice || op == Op::sum || op == Op::broadcast || op == Op::pad;
  }
  static bool is_sum(Op op) { return op == Op::add || op == Op::sub || op == Op::neg; }

  // Does a matrix product contribute linearly to this value at points?
  bool passes_products(std::uint32_t id) const {
    if (!shape(id).on_axis()) return false;
    const Op o = op(id);
    if (o == Op::matmul) return true;
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

  // --- downwards ------------------------------------------------------------------------------------

  RowId open_row(Kind kind, std::uint32_t node) {
    const auto row = static_cast<RowId>(rows_.size());
    rows_.push_back({kind, node});
    if (kind == Kind::kept || kind == Kind::unchanged) row_of_[node] = row;
    return row;
  }

  void add_terms(const Uses& uses, bool is_row, std::uint32_t index) {
    for (const Use& use : uses) rows_[use.row].terms.push_back({use.coefficient, is_row, index});
  }

  void pull_apart(std::uint32_t id) {
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
      if (op(id) == Op::matmul) {
        needed_[operand(id, 0)] = 1;
        if (rows_[uses[0].row].kind == Kind::kept) note_scale(operand(id, 0), inside.coefficient);
      }
      uses_[graph_.operands(id).back()].push_back(std::move(inside));
    } else {
      pass_on(id, uses.size() == 1 ? uses[0] : meet(id, uses));
    }
  }

  // A factor that varies from point to point may go through a matmul only if it takes the whole stream along.
  bool costs_more_inside(std::uint32_t id, const Uses& uses) const {
    if (op(id) != Op::matmul || count_[operand(id, 1)] == 1) return false;
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
    if (const auto number = uniform_value(graph_.at(factor.node)); number && !factor.inverse) {
      use.coefficient.number *= *number;
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
    const auto [place, is_new] = scales_.try_emplace(matrix, scale);
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
    const Meeting meeting{linear ? op(id) : Op::add,
                          op(id) == Op::matmul ? operand(id, 0) : 0,
                          linear ? node.attribute : 0,
                          linear ? node.shape.rows : 0,
                          inside.rows,
                          linear ? node.attribute2 : 0,
                          uses};
    auto [place, is_new] = meetings_.try_emplace(meeting, 0);
    if (is_new) {
      place->second = open_row(linear ? Kind::linear : Kind::shared, id);
      add_terms(uses, true, place->second);
    }
    return {place->second, std::move(common)};
  }

  // --- upwards --------------------------------------------------------------------------------------

  std::vector<RowId> rows_needed_by(const Row& row) const {
    std::vector<RowId> needed;
    if (row.kind == Kind::unchanged)
      for (const std::uint32_t x : graph_.operands(row.node)) needed.push_back(row_of_[x]);
    if (row.kind == Kind::linear && op(row.node) == Op::matmul) needed.push_back(row_of_[operand(row.node, 0)]);
    for (const Term& term : row.terms) {
      needed.push_back(term.is_row ? term.index : row_of_[term.index]);
      for (const Factor& factor : term.coefficient.scalars) needed.push_back(row_of_[factor.node]);
      for (const Factor& factor : term.coefficient.vectors) needed.push_back(row_of_[factor.node]);
    }
    return needed;
  }

  // Each row after those it needs. A scalar that went down through products may have been made after them.
  std::vector<RowId> in_order() const {
    std::vector<RowId> order;
    std::vector<char> entered(rows_.size(), 0), done(rows_.size(), 0);
    for (RowId root = 0; root < rows_.size(); ++root) {
      std::vector<RowId> stack{root};
      while (!stack.empty()) {
        const RowId row = stack.back();
        if (entered[row]) {
          stack.pop_back();
          if (!done[row]) order.push_back(row);
          done[row] = 1;
          continue;
        }
        entered[row] = 1;
        for (const RowId needed : rows_needed_by(rows_[row]))
          if (!entered[needed]) stack.push_back(needed);
      }
    }
    return order;
  }

  Expr value(Factor factor) const { return factor.inverse ? 1.0 / value_[factor.node] : value_[factor.node]; }

  void put_together(Row& row) {
    if (row.kind == Kind::unchanged) {
      value_[row.node] = with_new_operands(row.node);
      return;
    }
    std::vector<Product> products;
    for (const Term& term : row.terms) products.push_back(product(term));
    if (row.kind == Kind::linear && op(row.node) == Op::slice) cut(products, row.node);
    products = collected(std::move(products));
    if (row.kind != Kind::kept) row.content = extract_content(products);
    const Expr sum = expression(graph_, std::move(products));
    if (row.kind == Kind::kept)
      value_[row.node] = fit(sum, shape(row.node));
    else
      row.value = row.kind == Kind::linear ? through_operation(row.node, sum) : sum;
  }

  Expr with_new_operands(std::uint32_t id) {
    const Node node = graph_.node(id);
    if (node.operand_count == 0) return graph_.at(id);
    std::vector<Expr> operands;
    for (const std::uint32_t x : graph_.operands(id)) operands.push_back(value_[x]);
    return graph_.make(node.op, operands, node.attribute, node.attribute2, node.shape);
  }

  // The sum inside a linear row goes through the operation; a matmul waits for the factors of its matrix.
  Expr through_operation(std::uint32_t id, Expr inside) {
    const Node node = graph_.node(id);
    if (node.op == Op::slice) return inside;
    const Shape inner = shape(graph_.operands(id).back());
    inside = fit(inside, {inner.rows, inner.cols, inside.shape().axis});
    if (node.op == Op::matmul || is_zero(inside)) return inside;
    Shape requested = node.shape;
    requested.axis = inside.shape().axis;
    return graph_.make(node.op, {&inside, 1}, node.attribute, node.attribute2, requested);
  }

  // Rows of a sum of products are sums of products of rows: nothing is computed for rows that are not wanted.
  void cut(std::vector<Product>& products, std::uint32_t id) {
    const Node node = graph_.node(id);
    for (Product& product : products) {
      Product rows{product.number, {}};
      for (const Expr& factor : product.factors)
        rows.multiply(factor.shape().rows == 1 ? factor : slice(factor, node.attribute, node.shape.rows));
      product = std::move(rows);
    }
  }

  Product product(const Term& term) {
    Product result{term.coefficient.number, {}};
    for (const Factor& factor : term.coefficient.scalars) result.multiply(value(factor));
    for (const Factor& factor : term.coefficient.vectors) result.multiply(value(factor));
    if (!term.is_row) {
      result.multiply(value_[term.index]);
      return result;
    }
    const Row& row = rows_[term.index];
    result.multiply(row.content);
    if (row.kind == Kind::linear && op(row.node) == Op::matmul)
      multiply_by_matmul(result, operand(row.node, 0), row.value);
    else
      result.multiply(row.value);
    return result;
  }

  // result * (A x), where the free vectors among the factors, and the scale of A, are multiplied into A.
  void multiply_by_matmul(Product& result, std::uint32_t id, Expr x) {
    Expr matrix = value_[id];
    std::erase_if(result.factors, [&](Expr factor) {
      const bool into_matrix =
          !factor.shape().on_axis() && factor.shape().rows == matrix.shape().rows && factor.shape().rows > 1;
      if (into_matrix) matrix = factor * matrix;
      return into_matrix;
    });
    if (const auto scale = scales_.find(id); scale != scales_.end()) {
      std::vector<Expr> factors;
      for (const Factor& factor : scale->second.scalars) factors.push_back(value(factor));
      const auto less = [](Expr a, Expr b) { return a.id() < b.id(); };
      std::sort(factors.begin(), factors.end(), less);
      if (std::includes(result.factors.begin(), result.factors.end(), factors.begin(), factors.end(), less)) {
        for (const Expr& factor : factors) {
          result.factors.erase(std::find(result.factors.begin(), result.factors.end(), factor));
          matrix = factor * matrix;
        }
        result.number /= scale->second.number;
        matrix = scale->second.number * matrix;
      }
    }
    result.multiply(matmul(matrix, x));
  }

  Graph& graph_;
  std::vector<std::uint32_t> ids_;
  // By node number: uses in the graph as it was, whether a product contributes linearly, whether the value
  // itself is needed, the linear uses found so far, the row of a kept or unchanged node, and the new expression.
  std::vector<std::uint32_t> count_;
  std::vector<char> reaches_product_;
  std::vector<char> needed_;
  std::vector<Uses> uses_;
  std::vector<RowId> row_of_;
  std::vector<Expr> value_;
  std::vector<Row> rows_;
  std::map<Meeting, RowId> meetings_;
  std::map<std::uint32_t, Monomial> scales_;
};

}  // namespace

std::vector<Expr> collapse(std::span<const Expr> outputs) {
  if (outputs.empty()) return {};
  return Collapse(outputs).run(outputs);
}

}  // namespace ansatz::ad
