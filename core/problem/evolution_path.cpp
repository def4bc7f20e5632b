// A solution of ordinary differential equations, followed from its initial values as roughly as it takes to know how
// far it goes.
//
// The state y is every field with its derivatives below the highest, which F(t, y, w) = 0 gives: w. With the matrix A
// of dy'/dy a step of the linearly implicit Euler method is (1 - h A) k = h y' (Hairer and Wanner 1996, "Solving
// Ordinary Differential Equations II", IV.9); the step is halved for an estimate of its error, so that stiff equations
// are followed in steps of what is seen of them.
#include <Eigen/Dense>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <complex>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "problem/evolution.hpp"
#include "problem/jets.hpp"
#include "problem/lost_derivatives.hpp"

namespace ansatz {
namespace {

constexpr Eigen::Index most_states = 64;
constexpr int most_steps = 4000;
constexpr double tolerance = 3e-3;   // of a step, by the largest value of each state so far
constexpr double furthest_step = 1;  // of its rate: fast decays are followed while they last
constexpr double vanishing = 1e-12;  // steps below this part of all time go nowhere
constexpr double still_moves = 0.1;  // what would go less than this part of its size in all the time stands

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

/// Some residuals and their derivatives by all symbols, in two groups: the state, and the highest derivatives.
class Residual {
 public:
  Residual(const std::vector<ad::Expr>& values, const std::vector<ad::Expr>& state,
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

  struct Values {
    Eigen::VectorXd residual;
    Eigen::MatrixXd by_state, by_highest;
  };
  Values operator()(double time, const Eigen::VectorXd& state, const Eigen::VectorXd& highest) const {
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

 private:
  Eigen::Index rows_, states_, highest_;
  std::optional<ad::Program> program_;
};

/// A motion: y', and how it depends on y.
struct Motion {
  Eigen::VectorXd velocity;
  Eigen::MatrixXd matrix;
};

class Evolution {
 public:
  /// Null where the conditions do not give the state at the start and, from a state, how it goes on.
  static std::unique_ptr<Evolution> of(const Problem& problem) {
    std::unique_ptr<Evolution> evolution(new Evolution(problem));
    return evolution->equations_ && evolution->start_ ? std::move(evolution) : nullptr;
  }

  std::optional<Eigen::VectorXd> start() {
    const Eigen::VectorXd none(0);
    Eigen::VectorXd state = Eigen::VectorXd::Zero(states());
    return solve(state,
                 [&](const Eigen::VectorXd& y) {
                   const Residual::Values found = (*start_)(times_.lower, y, none);
                   return std::pair(found.residual, found.by_state);
                 })
               ? std::optional(state)
               : std::nullopt;
  }

  std::optional<Motion> motion(double time, const Eigen::VectorXd& state) {
    const bool solved = solve(highest_, [&](const Eigen::VectorXd& w) {
      const Residual::Values found = (*equations_)(time, state, w);
      return std::pair(found.residual, found.by_highest);
    });
    if (!solved) return std::nullopt;
    const Residual::Values found = (*equations_)(time, state, highest_);
    const Eigen::MatrixXd by_state = -found.by_highest.fullPivLu().solve(found.by_state);
    Motion motion{Eigen::VectorXd(states()), Eigen::MatrixXd::Zero(states(), states())};
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

  const Interval& times() const { return times_; }

 private:
  explicit Evolution(const Problem& problem) : point_(problem, graph_), times_(problem.domain.times) {
    orders_ = orders_taken(problem);
    std::vector<ad::Expr> equations, start;
    for (const Condition& condition : problem.conditions) {
      const bool everywhere = condition.region.places.empty() && !condition.region.where;
      if (!everywhere || condition.kind == ConditionKind::boundary || condition.kind == ConditionKind::fit) return;
      for (const ad::Expr& residual : condition.residuals(point_)) {
        if (speaks_of_elsewhere(residual)) return;
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

  Eigen::Index states() const { return states_; }

  bool speaks_of_elsewhere(ad::Expr residual) const {
    const auto jets = point_.jets_in(residual);
    return std::any_of(jets.begin(), jets.end(), [](const auto& jet) { return !jet.second.place.empty(); });
  }

  /// By Newton's method from `x`, of which the equations are linear as a rule. Whether it came to an end.
  template <class Residuals>
  static bool solve(Eigen::VectorXd& x, Residuals&& residuals) {
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

  ad::Graph graph_;
  JetPoint point_;
  Interval times_;
  std::vector<std::size_t> orders_;
  std::optional<Residual> equations_, start_;
  Eigen::Index states_ = 0;
  Eigen::VectorXd highest_;  // of the last point, near those of the next
};

std::optional<Eigen::VectorXd> step(Evolution& evolution, const Eigen::VectorXd& state, double time, double h) {
  const std::optional<Motion> motion = evolution.motion(time + h, state);
  if (!motion) return std::nullopt;
  const Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(state.size(), state.size()) - h * motion->matrix;
  const Eigen::VectorXd next = state + matrix.fullPivLu().solve(h * motion->velocity);
  return next.allFinite() ? std::optional(next) : std::nullopt;
}

/// How fast a solution goes at a point of its path, as evolution.hpp of include says. `sizes`: of the state so far.
double rate(const Motion& motion, const Eigen::VectorXd& sizes, double all_time) {
  double fastest = 0;
  const Eigen::VectorXcd eigenvalues = motion.matrix.eigenvalues();
  for (const std::complex<double>& value : eigenvalues)
    if (value.real() > 0 || std::abs(value.imag()) > 0.1 * std::abs(value.real()))
      fastest = std::max(fastest, std::abs(value));
  const auto length = [&](const Eigen::VectorXd& v) {
    return (sizes.array() > 0).select(v.array() / sizes.array(), 0.0).matrix().norm();
  };
  const double velocity = length(motion.velocity);
  if (velocity * all_time <= still_moves) return fastest;
  return std::max(fastest, length(motion.matrix * motion.velocity) / velocity);
}

/// What a step came to, where there is one.
struct Tried {
  Eigen::VectorXd next;
  double error;  // of the largest value of each state, `sizes`, and those that are reached
};

std::optional<Tried> try_step(Evolution& evolution, const Eigen::VectorXd& state, const Eigen::VectorXd& sizes,
                              double time, double h) {
  const auto whole = step(evolution, state, time, h), half = step(evolution, state, time, h / 2);
  const auto next = half ? step(evolution, *half, time + h / 2, h / 2) : std::nullopt;
  if (!whole || !next) return std::nullopt;
  Tried tried{*next, 0};
  const Eigen::VectorXd reached = sizes.cwiseMax(next->cwiseAbs());
  for (Eigen::Index i = 0; i < reached.size(); ++i)
    if (reached[i] > 0) tried.error = std::max(tried.error, std::abs((*next)[i] - (*whole)[i]) / reached[i]);
  return tried;
}

/// Steps until time is over, or so many are taken that the rest is taken to go on as they did.
Path follow(Evolution& evolution, Eigen::VectorXd state) {
  const auto [from, to] = evolution.times();
  Path path{{from}, {0}};
  Eigen::VectorXd sizes = state.cwiseAbs();
  double time = from, h = (to - from) / 100;
  for (int tries = 0; time < to && tries < most_steps; ++tries) {
    if (h < vanishing * (to - from)) return {};  // it becomes infinite, or has no value
    const std::optional<Motion> motion = evolution.motion(time, state);
    if (!motion) return {};
    const double fastest = rate(*motion, sizes, to - from);
    h = std::min(h, to - time);
    if (h * fastest > furthest_step) h = furthest_step / fastest;
    const std::optional<Tried> tried = try_step(evolution, state, sizes, time, h);
    if (tried && tried->error <= tolerance) {
      path.distances.push_back(path.distances.back() + h * fastest);
      time = time + h >= to ? to : time + h;
      path.times.push_back(time);
      state = tried->next;
      sizes = sizes.cwiseMax(state.cwiseAbs());
    }
    h *= tried ? std::clamp(0.9 * std::sqrt(tolerance / std::max(tried->error, 1e-12)), 0.2, 3.0) : 0.25;
  }
  if (time < to) {
    path.distances.push_back(path.distances.back() * (to - from) / (time - from));
    path.times.push_back(to);
  }
  return path;
}

}  // namespace

Path path_of(const Problem& problem) try {
  if (!problem.domain.time || !problem.domain.space.empty()) return {};
  const std::unique_ptr<Evolution> evolution = Evolution::of(problem);
  const std::optional<Eigen::VectorXd> state = evolution ? evolution->start() : std::nullopt;
  return state ? follow(*evolution, *state) : Path{};
} catch (const UserError&) {
  return {};  // a mistake in a formula, which whoever makes a loss of it tells
}

}  // namespace ansatz
