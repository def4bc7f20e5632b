// The condition of the matrix that slopes put before the gradient: against the eigenvalues of J J^T, J being
// differences of the weights that a plain network would have; and against what a step of gradient descent does to
// these.
#include "ansatz/core/slope_conditioning.hpp"

#include <doctest/doctest.h>

#include <Eigen/Dense>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "../folder.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"

using namespace ansatz;

namespace {

/// Values of a function at 21 points, by a network of two hidden layers.
Problem fitted(Adaptation adaptive, std::uint64_t steps = 30) {
  Problem p("fitted");
  const Coordinate x = p.space("x", interval(-1, 1));
  const Field u = p.field("u");
  p.fit("values", [=](At at) { return at(u) - at(x) * at(x); });
  p.network({.hidden = {3, 2}, .adaptive = std::move(adaptive)});
  p.sampling.fit = 21;
  p.sampling.method = GridPoints{};
  p.train(Sgd{.steps = steps, .lr = 0.05, .momentum = 0});
  p.compute.threads = 1;
  return p;
}

/// The slope of row `row` of layer `layer` (from 0) of theta, by the way slopes adapt; W1 b1 W2 b2 W3 b3 stand first.
using SlopeOf = std::function<double(const std::vector<double>& theta, int layer, int row)>;
constexpr int first_slope = 6 + 8 + 3;

/// The weights of the plain network that is the same function: rows of W and b of hidden layers, times n a.
std::vector<double> plain_weights(const std::vector<double>& theta, const SlopeOf& slope) {
  std::vector<double> plain(theta.begin(), theta.begin() + first_slope);
  const auto scale = [&](int weights, int columns, int biases, int layer, int rows) {
    for (int r = 0; r < rows; ++r) {
      for (int c = 0; c < columns; ++c)
        plain[static_cast<std::size_t>(weights + r * columns + c)] *= slope(theta, layer, r);
      plain[static_cast<std::size_t>(biases + r)] *= slope(theta, layer, r);
    }
  };
  scale(0, 1, 3, 0, 3);
  scale(6, 3, 12, 1, 2);
  return plain;
}

/// By differences.
Eigen::MatrixXd jacobian(const std::vector<double>& theta, const SlopeOf& slope) {
  Eigen::MatrixXd found(first_slope, static_cast<Eigen::Index>(theta.size()));
  const double h = 1e-4;
  for (std::size_t k = 0; k < theta.size(); ++k) {
    std::vector<double> above = theta, below = theta;
    above[k] += h;
    below[k] -= h;
    const std::vector<double> one = plain_weights(above, slope), other = plain_weights(below, slope);
    for (std::size_t i = 0; i < one.size(); ++i)
      found(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = (one[i] - other[i]) / (2 * h);
  }
  return found;
}

double condition_of(const Eigen::MatrixXd& symmetric) {
  const Eigen::VectorXd values = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(symmetric).eigenvalues();
  return values.maxCoeff() / values.minCoeff();
}

struct Case {
  const char* name;
  Adaptation adaptive;
  SlopeOf slope;
  bool by_layer;
};

std::vector<Case> cases() {
  const auto at = [](const std::vector<double>& theta, int k) {
    return theta[static_cast<std::size_t>(first_slope + k)];
  };
  return {
      {"gaaf", Gaaf{.n = 10}, [=](const auto& theta, int, int) { return 10 * at(theta, 0); }, false},
      {"llaaf", Llaaf{.n = 3}, [=](const auto& theta, int layer, int) { return 3 * at(theta, layer); }, true},
      {"nlaaf", Nlaaf{.n = 2}, [=](const auto& theta, int layer, int row) { return 2 * at(theta, 3 * layer + row); },
       true},
  };
}

std::vector<double> theta_of(const Solution& solution) { return {solution.theta().begin(), solution.theta().end()}; }

}  // namespace

TEST_CASE("condition numbers of slopes are those of J J^T, and of its block for each layer") {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    const Solution solution = solve(fitted(one.adaptive));
    const std::vector<SlopeConditioning> found = slope_conditioning(solution);
    REQUIRE(found.size() == 1);
    const Eigen::MatrixXd J = jacobian(theta_of(solution), one.slope);
    const Eigen::MatrixXd G = J * J.transpose();
    CHECK(found[0].all == doctest::Approx(condition_of(G)).epsilon(1e-6));
    if (one.by_layer) {
      REQUIRE(found[0].layers.size() == 2);
      CHECK(found[0].layers[0] == doctest::Approx(condition_of(G.topLeftCorner(6, 6))).epsilon(1e-6));
      CHECK(found[0].layers[1] == doctest::Approx(condition_of(G.block(6, 6, 8, 8))).epsilon(1e-6));
    } else {
      REQUIRE(found[0].layers.size() == 1);
      CHECK(found[0].layers[0] == doctest::Approx(condition_of(G.topLeftCorner(14, 14))).epsilon(1e-6));
    }
  }
}

TEST_CASE("a step of gradient descent moves the plain weights by J J^T times their gradient") {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    // Of the plain network with the weights V the gradient is (dL/dW) / (n a), which is what the step of W shows.
    Problem problem = fitted(one.adaptive, 1);
    const double rate = 1e-7;
    problem.stages = {Sgd{.steps = 1, .lr = rate, .momentum = 0}};
    Solver solver(problem);
    const std::vector<double> before = theta_of(solver.solution());
    solver.train();
    const std::vector<double> after = theta_of(solver.solution());
    const std::vector<double> from = plain_weights(before, one.slope), to = plain_weights(after, one.slope);
    std::vector<double> ones(before.size(), 1);
    for (std::size_t i = first_slope; i < ones.size(); ++i) ones[i] = before[i];
    const std::vector<double> factors = plain_weights(ones, one.slope);
    Eigen::VectorXd gradient(first_slope), moved(first_slope);
    for (int i = 0; i < first_slope; ++i) {
      const auto k = static_cast<std::size_t>(i);
      gradient[i] = (before[k] - after[k]) / rate / factors[k];
      moved[i] = to[k] - from[k];
    }
    const Eigen::MatrixXd J = jacobian(before, one.slope);
    const Eigen::VectorXd expected = -rate * (J * (J.transpose() * gradient));
    CHECK((moved - expected).norm() < 1e-5 * expected.norm());
  }
}

TEST_CASE("without slopes the condition is 1; of sums of functions and of slopes that meet points it is not known") {
  const std::vector<SlopeConditioning> fixed = slope_conditioning(solve(fitted(FixedSlopes{}, 1)));
  REQUIRE(fixed.size() == 1);
  CHECK(fixed[0].all == 1);
  CHECK(fixed[0].layers.empty());
  CHECK(slope_conditioning(solve(fitted(Rowdy{.terms = 2}, 1))).empty());
  Problem residual = fitted(Llaaf{}, 1);
  residual.networks[0].hidden = NetworkSpec{}.hidden;
  residual.networks[0].layers = {Dense{4}, ResidualBlock{4}, Act{}};
  CHECK(slope_conditioning(solve(residual)).empty());
  residual.networks[0].layers = {Dense{4}, Act{}};
  CHECK(slope_conditioning(solve(residual)).size() == 1);
}

TEST_CASE("condition numbers over the steps are drawn and written, at the steps that were kept and at the last") {
  Problem problem = fitted(Llaaf{.n = 10}, 20);
  Plot plot{plots::Conditioning{}};
  CHECK_THROWS_AS(draw(plot, solve(problem)), UserError);  // names no steps
  plot.steps = {10, 0, 10};
  problem.plots = {plot};
  std::vector<std::pair<std::uint64_t, Solution>> kept;
  Solver solver(problem);
  solver.train([&](const Progress& progress) {
    kept.emplace_back(progress.step, solver.solution());
    return true;
  });
  const Snapshots snapshots = [&](std::uint64_t step) {
    for (const auto& [at, solution] : kept)
      if (at == step) return solution;
    throw UserError("not kept");
  };
  const figures::Figure figure = draw(plot, solver.solution(), snapshots);
  REQUIRE(figure.panels.size() == 1);
  REQUIRE(figure.panels[0].layers.size() == 3);  // all, and two layers
  const auto& all = std::get<figures::Line>(figure.panels[0].layers[0]);
  CHECK(all.x == std::vector<double>{0, 10, 20});
  CHECK(all.y.back() == slope_conditioning(solver.solution())[0].all);
  CHECK(all.y.front() == slope_conditioning(snapshots(0))[0].all);
  CHECK_THROWS_AS(draw(plot, solver.solution()), UserError);  // nothing was kept

  const test::Folder folder;
  const auto rows = conditioning_along(plot.steps, solver.solution(), snapshots);
  write_conditioning(folder.path() / "conditioning.csv", problem, rows);
  const std::string text = read_whole(folder.path() / "conditioning.csv");
  CHECK(text.starts_with("step,layer,condition\n0,1,"));
  CHECK(std::count(text.begin(), text.end(), '\n') == 1 + 3 * 3);
}
