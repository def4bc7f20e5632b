// A solution of ordinary differential equations, followed from its initial values as roughly as it takes to know how
// far it goes.
//
// With the matrix A of dy'/dy (evolution_system.hpp) a step of the linearly implicit Euler method is
// (1 - h A) k = h y' (Hairer and Wanner 1996, "Solving Ordinary Differential Equations II", IV.9); the step is halved
// for an estimate of its error, so that stiff equations are followed in steps of what is seen of them.
#include <Eigen/Dense>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <complex>
#include <memory>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "problem/evolution.hpp"
#include "problem/evolution_system.hpp"

namespace ansatz {
namespace {

constexpr int most_steps = 4000;
constexpr double tolerance = 3e-3;   // of a step, by the largest value of each state so far
constexpr double furthest_step = 1;  // of its rate: fast decays are followed while they last
constexpr double vanishing = 1e-12;  // steps below this part of all time go nowhere
constexpr double still_moves = 0.1;  // what would go less than this part of its size in all the time stands

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
