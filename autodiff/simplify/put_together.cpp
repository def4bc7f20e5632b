// The loop upwards: rows become expressions again. See collapse.cpp.
#include "graph/identities.hpp"
#include "simplify/rows.hpp"

namespace ansatz::ad {
namespace {

class PutTogether {
 public:
  PutTogether(Graph& graph, Rows rows) : graph_(graph), rows_(std::move(rows)), value_(rows_.row_of.size()) {}

  std::vector<Expr> run(std::span<const Expr> outputs) {
    for (const RowId row : in_order()) write(rows_.rows[row]);
    std::vector<Expr> results;
    for (const Expr& output : outputs) results.push_back(value_[output.id()]);
    return results;
  }

 private:
  Op op(std::uint32_t id) const { return graph_.node(id).op; }
  Shape shape(std::uint32_t id) const { return graph_.node(id).shape; }
  std::uint32_t operand(std::uint32_t id, std::size_t i) const { return graph_.operands(id)[i]; }

  std::vector<RowId> rows_needed_by(const Row& row) const {
    std::vector<RowId> needed;
    if (row.kind == Kind::unchanged)
      for (const std::uint32_t x : graph_.operands(row.node)) needed.push_back(rows_.row_of[x]);
    if (row.kind == Kind::linear && is_product(op(row.node))) needed.push_back(rows_.row_of[operand(row.node, 0)]);
    for (const Term& term : row.terms) {
      needed.push_back(term.is_row ? term.index : rows_.row_of[term.index]);
      for (const Factor& factor : term.coefficient.scalars) needed.push_back(rows_.row_of[factor.node]);
      for (const Factor& factor : term.coefficient.vectors) needed.push_back(rows_.row_of[factor.node]);
    }
    return needed;
  }

  // Each row after those it needs. A scalar that went down through products may have been made after them.
  std::vector<RowId> in_order() const {
    std::vector<RowId> order;
    std::vector<char> entered(rows_.rows.size(), 0), done(rows_.rows.size(), 0);
    for (RowId root = 0; root < rows_.rows.size(); ++root) {
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
        for (const RowId needed : rows_needed_by(rows_.rows[row]))
          if (!entered[needed]) stack.push_back(needed);
      }
    }
    return order;
  }

  Expr value(Factor factor) const { return factor.inverse ? 1.0 / value_[factor.node] : value_[factor.node]; }

  void write(Row& row) {
    if (row.kind == Kind::unchanged) {
      value_[row.node] = with_new_operands(row.node);
      return;
    }
    std::vector<Product> products;
    for (const Term& term : row.terms) products.push_back(product(term));
    if (row.kind == Kind::linear && picks_rows(op(row.node))) cut(products, row.node);
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
    return graph_.make(node.op, operands, graph_.attributes(id), node.shape);
  }

  // The sum inside a linear row goes through the operation; a matmul waits for the factors of its matrix.
  Expr through_operation(std::uint32_t id, Expr inside) {
    const Node node = graph_.node(id);
    if (picks_rows(node.op)) return inside;
    const Shape inner = shape(graph_.operands(id).back());
    inside = fit(inside, {inner.rows, inner.cols, inside.shape().axis});
    if (is_product(node.op) || is_zero(inside)) return inside;
    Shape requested = node.shape;
    requested.axis = inside.shape().axis;
    return graph_.make(node.op, {&inside, 1}, graph_.attributes(id), requested);
  }

  // Rows of a sum of products are sums of products of rows: nothing is computed for rows that are not wanted.
  void cut(std::vector<Product>& products, std::uint32_t id) {
    const Node node = graph_.node(id);
    for (Product& product : products) {
      Product rows{product.number, {}};
      for (const Expr& factor : product.factors)
        rows.multiply(factor.shape().rows == 1 ? factor : graph_.make(node.op, {&factor, 1}, graph_.attributes(id)));
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
    const Row& row = rows_.rows[term.index];
    result.multiply(row.content);
    if (row.kind == Kind::linear && is_product(op(row.node)))
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
    if (const auto scale = rows_.scales.find(id); scale != rows_.scales.end()) {
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
  Rows rows_;
  std::vector<Expr> value_;  // by number of the node as it was
};

}  // namespace

std::vector<Expr> put_together(Rows rows, std::span<const Expr> outputs) {
  return PutTogether(outputs[0].graph(), std::move(rows)).run(outputs);
}

}  // namespace ansatz::ad
