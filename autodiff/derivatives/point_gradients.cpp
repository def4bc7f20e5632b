// Gradients point by point: the rows of a residual's Jacobian, for optimisers that solve least squares.
//
// The reverse sweep is that of `vjp` but for one thing: the cotangent of a free value is not summed over the
// points. For a column of parameters that is a column at points. For a matrix W, used in products W b with
// cotangents a, it is the sum of outer products a b^T at each point, which has no shape on an axis: it is kept
// as its factors. Scaling the rows of W by a column s keeps that form,
//
//     cotangent of W: sum_k (s a_k) b_k^T        cotangent of s: sum_k a_k * (W b_k)
//
// and other ways to make a matrix are refused. A matrix of one column is a column at points like any other: it may be
// made in any way. At the end the matrix is written out row by row, as one column.
#include <fmt/format.h>

#include <optional>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "derivatives/compositions.hpp"
#include "derivatives/reverse.hpp"

namespace ansatz::ad {
namespace {

/// Row i of the sum of outer products is sum_k a_k[i] b_k; all rows below each other.
Expr rows_below_each_other(std::span<const OuterProduct> products, Shape matrix) {  // a copy: making nodes moves shapes
  std::vector<Expr> rows;
  for (std::uint32_t i = 0; i < matrix.rows; ++i) {
    Expr row;
    for (const auto& [a, b] : products) {
      const Expr term = a[i] * b;
      row = row.valid() ? row + term : term;
    }
    rows.push_back(fit(row, {matrix.cols, 1, row.shape().axis}));
  }
  return concat(rows);
}

// A sum over points mixes them: what depends on it has no gradient at one point.
void check_keeps_points(Expr y) {
  if (sums_over_points(op_of(y)))
    throw UserError(fmt::format("point_gradients: the value depends on a parameter through {}, which mixes the points",
                                info(op_of(y)).name));
}

// A matrix as factor * matrix, with a column or scalar for a factor.
struct ScaledRows {
  Expr factor, matrix;
};

std::optional<ScaledRows> as_scaled_rows(Expr y) {
  if (op_of(y) != Op::mul) return std::nullopt;
  const Expr a = operand_of(y, 0), b = operand_of(y, 1);
  if (a.shape().cols == 1 && b.shape() == y.shape()) return ScaledRows{a, b};
  if (b.shape().cols == 1 && a.shape() == y.shape()) return ScaledRows{b, a};
  return std::nullopt;
}

ScaledRows scaled_rows(Expr y) {
  if (const auto scaled = as_scaled_rows(y)) return *scaled;
  throw UserError(
      fmt::format("point_gradients: a {} made by {} depends on a parameter; matrices must be parameters, "
                  "or parameters whose rows are scaled",
                  describe(y.graph(), y.shape()), info(op_of(y)).name));
}

/// What operand i, if it is a matrix in a product, receives: its cotangent is a sum of a b^T at each point.
std::vector<OuterProduct> outer_products(Expr y, Expr cotangent, std::size_t i) {
  const StructuralOperation* operation = structural(op_of(y));
  if (operation == nullptr || operation->outer_products == nullptr) return {};
  return operation->outer_products(y, cotangent, i);
}

class PointSweep {
 public:
  PointSweep(Expr scalar, std::span<const Expr> inputs)
      : scalar_(scalar),
        ids_(reachable({&scalar, 1}, inputs)),
        depends_(depends_on(inputs, ids_, scalar.graph())),
        compositions_(scalar.graph(), ids_, inputs) {
    is_input_.resize(depends_.size());
    cotangents_.resize(depends_.size());
    products_.resize(depends_.size());
    for (const Expr& input : inputs)
      if (input.id() < is_input_.size()) is_input_[input.id()] = 1;
  }

  void run() {
    Graph& graph = scalar_.graph();
    cotangents_[scalar_.id()].push_back(broadcast(graph.constant(1), scalar_.shape()));
    for (auto id = ids_.rbegin(); id != ids_.rend(); ++id) {
      if (!depends_[*id] || is_input_[*id]) continue;
      if (graph.at(*id).shape().cols == 1 && !as_scaled_rows(graph.at(*id))) write_out_products(*id);
      if (!cotangents_[*id].empty()) hand_back(graph.at(*id));
      if (!products_[*id].empty()) hand_back_products(graph.at(*id));
    }
  }

  Expr gradient(Expr input) {
    const Shape shape{input.shape().rows * input.shape().cols, 1, scalar_.shape().axis};
    const bool reached = input.id() < depends_.size();
    if (reached && !products_[input.id()].empty())
      return fit(rows_below_each_other(products_[input.id()], input.shape()), shape);
    if (!reached || cotangents_[input.id()].empty()) return broadcast(scalar_.graph().constant(0), shape);
    return fit(total(cotangents_[input.id()]), shape);
  }

 private:
  void hand_back(Expr y) {
    const Expr cotangent = total(cotangents_[y.id()]);
    if (is_zero(cotangent)) return;
    check_keeps_points(y);
    if (y.shape().cols > 1) scaled_rows(y);
    if (compositions_.contains(y.id())) {
      if (const Expr derivative = compositions_.derivative(y.id()); derivative.valid())
        cotangents_[compositions_.argument(y.id())].push_back(derivative * cotangent);
      return;
    }
    for (std::size_t i = 0; i < operand_count(y); ++i) {
      const Expr operand = operand_of(y, i);
      if (!depends_[operand.id()]) continue;
      const std::vector<OuterProduct> products = outer_products(y, cotangent, i);
      if (products.empty())
        cotangents_[operand.id()].push_back(contribution(y, cotangent, i, FreeCotangent::at_points));
      products_[operand.id()].insert(products_[operand.id()].end(), products.begin(), products.end());
    }
  }

  /// Of a matrix of one column: a b, b being a number at each point.
  void write_out_products(std::uint32_t id) {
    for (const auto& [a, b] : products_[id]) {
      const Shape shape{a.shape().rows, 1, scalar_.shape().axis};
      cotangents_[id].push_back(broadcast(a, shape) * broadcast(b, shape));
    }
    products_[id].clear();
  }

  void hand_back_products(Expr y) {
    const auto [factor, matrix] = scaled_rows(y);
    for (const auto& [a, b] : products_[y.id()]) {
      if (depends_[matrix.id()]) products_[matrix.id()].push_back({factor * a, b});
      if (!depends_[factor.id()]) continue;
      const Expr rows = a * matmul(matrix, b);
      cotangents_[factor.id()].push_back(factor.shape().rows == 1 ? sum(rows) : rows);
    }
  }

  Expr scalar_;
  std::vector<std::uint32_t> ids_;
  std::vector<char> depends_, is_input_;
  Compositions compositions_;
  std::vector<std::vector<Expr>> cotangents_;
  std::vector<std::vector<OuterProduct>> products_;
};

}  // namespace

std::vector<Expr> point_gradients(Expr scalar, std::span<const Expr> inputs) {
  if (scalar.shape().size() != 1 || !scalar.shape().on_axis())
    throw UserError(fmt::format("point_gradients: a scalar at points is needed, not a {}",
                                describe(scalar.graph(), scalar.shape())));
  PointSweep sweep(scalar, inputs);
  sweep.run();
  std::vector<Expr> gradients;
  for (const Expr& input : inputs) gradients.push_back(sweep.gradient(input));
  return gradients;
}

}  // namespace ansatz::ad
