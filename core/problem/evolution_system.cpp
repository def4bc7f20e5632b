#include "problem/evolution_system.hpp"

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/derivatives.hpp"
#include "problem/lost_derivatives.hpp"

namespace ansatz {
namespace {

constexpr Eigen::Index most_states = 64;

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

/// By Newton's method from `x`, of which the equations are linear as a rule. Whether it came to an end.
template <class Residuals>
bool solve(Eigen::VectorXd& x, Residuals&& residuals) {
  constexpr int most = 20;
  constexpr double done = 1e-10;
  for (int k = 0; k < most; ++k) {
    const auto [value, matrix] = residuals(x);
    const Eigen::FullPivLU<Eigen::MatrixXd> factors(matrix);
    if (!value.allFinite() || !matrix.allFinite() || !factors.isInvertible()) return false;
    const Eigen::VectorXd step = factors.solve(value);
    x -= step;
    if (!x.allFinite()) return false;
    if (step.cwiseAbs().maxCoeff() <= done * (1 + x.cwiseAbs().maxCoeff())) return true;
  }
  return false;
}

}  // namespace

Evolution::Compiled::Compiled(const std::vector<ad::Expr>& values, const std::vector<ad::Expr>& state,
                              const std::vector<ad::Expr>& highest, const JetPoint& point)
    : rows_(index(values.size())), states_(index(state.size())), highest_(index(highest.size())) {
  std::vector<ad::Expr> inputs = state;
  inputs.insert(inputs.end(), highest.begin(), highest.end());
  std::vector<ad::Expr> outputs = values;
  for (const ad::Expr& symbol : inputs)
    for (const ad::Expr& value : values) outputs.push_back(ad::partial(value, symbol));
  inputs.push_back(point.coordinates());
  program_.emplace(ad::compile(inputs, outputs));
}

Evolution::Compiled::Values Evolution::Compiled::operator()(double time, const Eigen::VectorXd& state,
                                                            const Eigen::VectorXd& highest) const {
  std::vector<std::vector<double>> inputs;
  for (const double value : state) inputs.push_back({value});
  for (const double value : highest) inputs.push_back({value});
  inputs.push_back({time});
  const std::vector<std::vector<double>> found = (*program_)(inputs);
  Values values{Eigen::VectorXd(rows_), Eigen::MatrixXd(rows_, states_), Eigen::MatrixXd(rows_, highest_)};
  std::size_t next = 0;
  for (Eigen::Index k = 0; k < rows_; ++k) values.residual[k] = found[next++][0];
  for (Eigen::Index i = 0; i < states_ + highest_; ++i)
    for (Eigen::Index k = 0; k < rows_; ++k)
      (i < states_ ? values.by_state(k, i) : values.by_highest(k, i - states_)) = found[next++][0];
  return values;
}

std::unique_ptr<Evolution> Evolution::of(const Problem& problem) {
  std::unique_ptr<Evolution> evolution(new Evolution(problem));
  return evolution->equations_ && evolution->start_ ? std::move(evolution) : nullptr;
}

Evolution::Evolution(const Problem& problem) : point_(problem, graph_), times_(problem.domain.times) {
  orders_ = orders_taken(problem);
  std::vector<ad::Expr> equations, start;
  for (const Condition& condition : problem.conditions) {
    const bool everywhere = condition.region.places.empty() && !condition.region.where;
    if (!everywhere || condition.kind == ConditionKind::boundary || condition.kind == ConditionKind::fit) return;
    for (const ad::Expr& residual : condition.residuals(point_)) {
      if (!is_of_the_point(residual)) return;
      (condition.kind == ConditionKind::initial ? start : equations).push_back(residual);
    }
  }
  std::vector<ad::Expr> state, highest;
  for (std::size_t f = 0; f < orders_.size(); ++f) {
    if (orders_[f] == 0) return;  // an equation without a derivative binds a field, and no state
    ad::Expr symbol = point_.field(f);
    for (std::size_t order = 0; order < orders_[f]; ++order, symbol = point_.derivative(symbol, 0))
      state.push_back(symbol);
    highest.push_back(symbol);
  }
  highest_ = Eigen::VectorXd::Zero(index(highest.size()));
  const bool square = equations.size() == highest.size() && start.size() == state.size();
  if (!square || index(state.size()) > most_states) return;
  equations_.emplace(equations, state, highest, point_);
  start_.emplace(start, state, std::vector<ad::Expr>{}, point_);
  states_ = index(state.size());
}

/// A scalar that speaks of no other place; mistakes are told by whoever makes a loss of it.
bool Evolution::is_of_the_point(ad::Expr residual) const {
  if (!residual.valid() || &residual.graph() != &graph_ || residual.shape().size() != 1) return false;
  const auto jets = point_.jets_in(residual);
  return std::all_of(jets.begin(), jets.end(), [](const auto& jet) { return jet.second.place.empty(); });
}

std::optional<Eigen::VectorXd> Evolution::start() {
  const Eigen::VectorXd none(0);
  Eigen::VectorXd state = Eigen::VectorXd::Zero(states_);
  return solve(state,
               [&](const Eigen::VectorXd& y) {
                 const Compiled::Values found = (*start_)(times_.lower, y, none);
                 return std::pair(found.residual, found.by_state);
               })
             ? std::optional(state)
             : std::nullopt;
}

std::optional<Motion> Evolution::motion(double time, const Eigen::VectorXd& state) {
  const bool solved = solve(highest_, [&](const Eigen::VectorXd& w) {
    const Compiled::Values found = (*equations_)(time, state, w);
    return std::pair(found.residual, found.by_highest);
  });
  if (!solved) return std::nullopt;
  const Compiled::Values found = (*equations_)(time, state, highest_);
  const Eigen::MatrixXd by_state = -found.by_highest.fullPivLu().solve(found.by_state);
  Motion motion{Eigen::VectorXd(states_), Eigen::MatrixXd::Zero(states_, states_)};
  Eigen::Index row = 0;
  for (std::size_t f = 0; f < orders_.size(); ++f)
    for (std::size_t order = 1; order <= orders_[f]; ++order, ++row) {
      const bool last = order == orders_[f];
      motion.velocity[row] = last ? highest_[index(f)] : state[row + 1];
      if (last)
        motion.matrix.row(row) = by_state.row(index(f));
      else
        motion.matrix(row, row + 1) = 1;
    }
  return motion;
}

}  // namespace ansatz
