// Gradients point by point: the rows of a residual's Jacobian, for optimisers that solve least squares.
//
// The reverse sweep is that of `vjp` but for one thing: the cotangent of a free value is not summed over the
// points. For a column of parameters that is a column at points. For a matrix W, used in products W b with
// cotangents a, it is the sum of outer products a b^T at each point, which has no shape on an axis; it is
// handed out row by row as one column, and only parameters (the inputs asked for) may be used so.
#include <fmt/format.h>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "reverse.hpp"

namespace ansatz::ad {
namespace {

/// One product W b in the formula, seen from W: its cotangent is a b^T at each point.
struct OuterProduct {
  Expr a, b;
};

/// Row i of the sum of outer products is sum_k a_k[i] b_k; all rows below each other.
Expr rows_below_each_other(std::span<const OuterProduct> products, const Shape& matrix) {
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
  if (op_of(y) == Op::sum_points || op_of(y) == Op::outer_sum)
    throw UserError(fmt::format("point_gradients: the value depends on a parameter through {}, which mixes the points",
                                info(op_of(y)).name));
}

[[noreturn]] void not_a_parameter(Expr x) {
  throw UserError(
      fmt::format("point_gradients: a {} that is made by {} and depends on a parameter is used as a matrix; "
                  "only matrices that are parameters themselves have gradients at points",
                  describe(x.graph(), x.shape()), info(op_of(x)).name));
}

class PointSweep {
 public:
  PointSweep(Expr scalar, std::span<const Expr> inputs)
      : scalar_(scalar), ids_(reachable({&scalar, 1}, inputs)), depends_(depends_on(inputs, ids_, scalar.graph())) {
    is_input_.resize(depends_.size());
    cotangents_.resize(depends_.size());
    products_.resize(depends_.size());
    for (const Expr& input : inputs)
      if (input.id() < is_input_.size()) is_input_[input.id()] = 1;
  }

  void run() {
    Graph& graph = scalar_.graph();
    cotangents_[scalar_.id()].push_back(broadcast(graph.constant(1), scalar_.shape()));
    for (auto id = ids_.rbegin(); id != ids_.rend(); ++id)
      if (depends_[*id] && !is_input_[*id] && !cotangents_[*id].empty()) hand_back(graph.at(*id));
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
    if (y.shape().cols > 1) not_a_parameter(y);
    for (std::size_t i = 0; i < y.graph().operands(y.id()).size(); ++i) {
      const Expr operand = operand_of(y, i);
      if (!depends_[operand.id()]) continue;
      if (op_of(y) == Op::matmul && i == 0)
        use_of_matrix(operand, fit_columns(cotangent, y.shape()), operand_of(y, 1));
      else
        cotangents_[operand.id()].push_back(contribution(y, cotangent, i, FreeCotangent::at_points));
    }
  }

  void use_of_matrix(Expr matrix, Expr cotangent, Expr factor) {
    if (!is_input_[matrix.id()]) not_a_parameter(matrix);
    products_[matrix.id()].push_back({cotangent, factor});
  }

  Expr scalar_;
  std::vector<std::uint32_t> ids_;
  std::vector<char> depends_, is_input_;
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
