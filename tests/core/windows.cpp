// Windows of time: where they are cut, what they carry on, and which problems have none.
#include "training/windows.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/loss.hpp"
#include "results/evaluation.hpp"
#include "window_problems.hpp"

using namespace ansatz;
using test::wave;

namespace {

/// Terms of the loss at theta.
std::vector<double> terms(const Problem& problem, const Loss& loss, const std::vector<double>& theta) {
  ad::Workers workers(1);
  CompiledLoss compiled(loss, problem.compute.precision, workers);
  compiled.evaluate(theta);
  return {compiled.terms().begin(), compiled.terms().end()};
}

}  // namespace

TEST_CASE("at the seam an initial condition compares with the window before, values and derivatives") {
  const Problem problem = wave(2);
  const std::vector<Window> windows = cut(problem);
  REQUIRE(windows.size() == 2);
  const std::vector<double> before = Loss(windows[0].problem).start();
  const WindowBefore solved{windows[0].problem, before};
  const Loss loss(windows[1].problem, ResidualForm::collapsed, &solved);
  CHECK(loss.start() == before);
  for (const PointGroup& group : loss.groups())
    if (group.kind == ConditionKind::initial)
      for (std::size_t p = 0; p < group.points.count; ++p) CHECK(group.points.points[group.points.count + p] == 0.5);

  // Inputs are scaled to [-1, 1]: the second window reads s - 2 where the first one reads s. Biases of the first layer
  // that make up for that give the same function of x and t.
  std::vector<double> shifted = before;
  for (std::size_t neuron = 0; neuron < 12; ++neuron) shifted[24 + neuron] += 2 * before[2 * neuron + 1];
  const std::vector<double> equal = terms(problem, loss, shifted), other = terms(problem, loss, before);
  for (const std::size_t condition : {1, 2}) {
    CHECK(equal[condition] < 1e-28);
    CHECK(other[condition] > 1e-6);
  }
}

TEST_CASE("windows have the evaluation points of their times, each point once") {
  const Problem problem = wave(4);
  std::vector<std::size_t> seen;
  const PointSet all = evaluation_points(problem);
  std::size_t k = 0;
  for (const Window& window : cut(problem)) {
    const Interval times = window.problem.domain.times;
    CHECK(times.lower == 0.25 * static_cast<double>(k));
    CHECK(times.upper == 0.25 * static_cast<double>(k + 1));
    for (std::size_t i = 0; i < window.members.size(); ++i) {
      const double t = all.points[all.count + window.members[i]];
      CHECK(window.points.points[window.points.count + i] == t);
      CHECK(times.lower <= t);
      CHECK((t < times.upper || t == 1));
      seen.push_back(window.members[i]);
    }
    ++k;
  }
  std::sort(seen.begin(), seen.end());
  REQUIRE(seen.size() == all.count);
  for (std::size_t p = 0; p < seen.size(); ++p) CHECK(seen[p] == p);
}

TEST_CASE("windows are refused where the problem needs all times at once, or none") {
  const auto refused = [](const char* why, const std::function<void(Problem&)>& change) {
    Problem problem = wave(2);
    change(problem);
    CAPTURE(why);
    try {
      Solver solver(problem);
      FAIL_CHECK("not refused");
    } catch (const UserError& error) {
      CHECK_MESSAGE(std::string(error.what()).find(why) != std::string::npos, error.what());
    }
  };
  refused("`windows` must be", [](Problem& p) { p.sampling.windows = 1001; });
  refused("has no time", [](Problem& p) {
    p = test::poisson_1d(10);
    p.sampling.windows = 2;
  });
  refused("no initial condition", [](Problem& p) { p.conditions.erase(p.conditions.begin() + 1, p.conditions.end()); });
  refused("unknowns", [](Problem& p) { p.unknowns = {{"k", 1, std::nullopt}}; });
  refused("ansatz", [](Problem& p) { p.ansatz = {{0, [](const PointScope&, ad::Expr net) { return net; }}}; });
  refused("fitted", [](Problem& p) { p.fit("values", [](const PointScope& at) { return at.field(0); }); });
  refused("`walls` holds at one time",
          [](Problem& p) { p.conditions[3].region = p.conditions[3].region | on(p.coordinate_named("t"), 1); });
  refused("repeat itself", [](Problem& p) { p.networks[0].inputs = {{{1}, Periodic{}}}; });
  refused("another time", [](Problem& p) {
    p.conditions[0].residuals = [](const PointScope& at) {
      const std::vector<ad::Expr> start{at.coordinate(0), at.graph().constant(0)};
      return Residuals{at.field_at(0, start)};
    };
  });
  refused("in window 2 of 2",
          [](Problem& p) { p.conditions[3].region.where = [](const double* at) { return at[1] < 0.25; }; });
}
