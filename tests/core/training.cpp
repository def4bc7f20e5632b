// Training from end to end: it solves, it repeats, it goes on where it stopped, it stops when it must.
#include "training/training.hpp"

#include <doctest/doctest.h>
#ifdef __linux__
#include <sched.h>
#endif

#include <cmath>
#include <cstring>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "ansatz/core/train.hpp"
#include "problems.hpp"
#include "resumption.hpp"

using namespace ansatz;

using test::numbers, test::same_bits, test::until;

TEST_CASE("Poisson's equation in one dimension is solved to a relative error of 1e-3") {
  Solver solver(test::poisson_1d(2000));
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.last.step == 2000);
  REQUIRE(outcome.last.errors.size() == 1);
  CHECK(outcome.last.errors[0].l2_relative < 1e-3);
  CHECK(outcome.last.errors[0].max < 2e-3);
  CHECK(outcome.last.loss < 1e-2 * outcome.history.front().loss);
  const Evaluation values = solver.evaluate();
  REQUIRE(values.count == 1001);
  CHECK(values.points.front() == 0);
  CHECK(values.points.back() == 1);
  CHECK(values.exact[0][500] == doctest::Approx(1));
  CHECK(std::abs(values.values[0][500] - 1) <= outcome.last.errors[0].max);
}

TEST_CASE("an unknown coefficient is found from data") {
  // u = exp(-k t), k = 1.7, from u' = -k u and values of u
  Problem problem;
  const Coordinate t = problem.time("t", 0, 1);
  const Field u = problem.field("u");
  const Unknown k = problem.unknown("k", 0.5, Interval{0, 4});
  problem.equation("decay", [=](At at) { return at.d(u, t) + at(k) * at(u); });
  problem.fit("data", [=](At at) { return at(u) - ad::exp(-1.7 * at(t)); });
  problem.sampling.equation = 30;
  problem.sampling.fit = 20;
  test::settle(problem, {10, 10}, 2000, 5e-3);
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.last.unknowns[0] == doctest::Approx(1.7).epsilon(0.01));
}

TEST_CASE("the same bits on 1, 2 and 7 threads, and on a second run") {
  for (const Stage& stage : std::vector<Stage>{test::small_burgers().stages[0], Auto{.steps = 140}}) {
    CAPTURE(stage.name());
    std::vector<std::vector<double>> histories, solutions;
    for (const int threads : {1, 1, 2, 7}) {
      Problem problem = test::small_burgers();
      problem.sampling.equation = 700;
      problem.stages = {stage};
      problem.compute.threads = threads;
      Solver solver(problem);
      CHECK(solver.threads() == threads);
      histories.push_back(numbers(solver.train()));
      solutions.push_back(solver.evaluate().values[0]);
    }
    for (std::size_t i = 1; i < histories.size(); ++i) {
      CHECK(same_bits(histories[i], histories[0]));
      CHECK(same_bits(solutions[i], solutions[0]));
    }
  }
}

TEST_CASE("another seed, other points and weights") {
  Problem problem = test::small_burgers();
  const auto first = numbers(Solver(problem).train());
  problem.compute.seed = 1;
  CHECK_FALSE(same_bits(numbers(Solver(problem).train()), first));
}

TEST_CASE("a run that is saved and goes on elsewhere is the run in one go, to the bit") {
  Problem problem = test::small_burgers();
  Adam second = *problem.stages[0].get_if<Adam>();
  second.lr = CosineDecay{.start = 5e-3, .final = 1e-4};
  problem.stages.push_back(second);
  test::check_resumption(problem, {0, 1, 27, 40, 41, 66});
}

TEST_CASE("a finished run can be prolonged") {
  const test::Folder folder;
  Problem problem = test::small_burgers();
  Solver half(problem);
  half.train();
  half.save(folder / "checkpoint");
  problem.stages[0].set("steps", 80.0);
  Solver whole(problem), longer(problem);
  longer.restore(folder / "checkpoint");
  CHECK(longer.train().last.loss == whole.train().last.loss);
}

TEST_CASE("a run goes on with other rates, which count from there on; what an optimiser remembers keeps its shape") {
  const test::Folder folder;
  Problem problem = test::small_burgers();
  problem.stages = {Lbfgs{.steps = 6, .memory = 4}, Adam{.steps = 40}};
  Solver solver(problem);
  solver.train(until(20));
  solver.save(folder / "checkpoint");
  Problem slower = problem;
  slower.stages[1].set("lr", 1e-12);
  Solver stands(slower);
  stands.restore(folder / "checkpoint");
  CHECK(stands.train().last.loss == doctest::Approx(stands.solution().outcome().history[20].loss).epsilon(1e-9));
  CHECK(solver.train().last.loss < 0.999 * stands.solution().outcome().last.loss);
  Problem other = problem;
  other.stages[0].set("memory", 5.0);  // of a stage that is over
  CHECK_NOTHROW(Solver(other).restore(folder / "checkpoint"));
  Solver early(problem);
  early.train(until(3));
  early.save(folder / "checkpoint");
  CHECK_THROWS_AS(Solver(other).restore(folder / "checkpoint"), UserError);
}

TEST_CASE("checkpoints of other problems, and damaged ones, are refused") {
  const test::Folder folder;
  Problem problem = test::small_burgers();
  Solver solver(problem);
  solver.train(until(5));
  solver.save(folder / "checkpoint");
  CHECK(folder.files() == 1);
  const auto refused = [&](auto change) {
    Problem other = problem;
    change(other);
    Solver stranger(other);
    CHECK_THROWS_AS(stranger.restore(folder / "checkpoint"), UserError);
  };
  refused([](Problem& p) { p.compute.seed = 2; });
  refused([](Problem& p) { p.conditions[2].weight = 1; });
  refused([](Problem& p) { p.networks[0].hidden = {6, 6}; });
  refused([](Problem& p) { p.stages[0] = Sgd{.steps = 40}; });
  refused([](Problem& p) { p.stages[0].set("steps", 4.0); });  // fewer than there are
  refused([](Problem& p) { p.compute.precision = ad::Precision::f32; });
  refused([](Problem& p) { p.compute.backend = "reference"; });

  const std::string good = read_whole(folder / "checkpoint");
  for (const std::size_t at : {std::size_t{3}, std::size_t{20}, std::size_t{50}, good.size() / 2, good.size() - 1}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    write_whole(folder / "bad", bad);
    Solver reader(problem);
    CHECK_THROWS(reader.restore(folder / "bad"));
    write_whole(folder / "bad", good.substr(0, at));
    CHECK_THROWS_AS(reader.restore(folder / "bad"), WorldFailure);
  }
  CHECK_THROWS_AS(solver.restore(folder / "nothing"), WorldFailure);
}

TEST_CASE("a run that diverges says when and where, and keeps its last sound state") {
  Problem problem = test::small_burgers();
  problem.conditions[1].residuals = [](const PointScope& at) {  // a start that blows up as the network grows
    return Residuals{ad::exp(ad::exp(at.field(0) * at.field(0))) - 3.0};
  };
  problem.stages[0].set("lr", 50.0);
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::diverged);
  CHECK(outcome.reason.find("`start`") != std::string::npos);
  CHECK(outcome.last.step < 40);
  CHECK(std::isfinite(outcome.last.loss));
  const Evaluation evaluation = solver.evaluate();
  for (const double value : evaluation.values[0]) CHECK(std::isfinite(value));
}

TEST_CASE("where it diverges the point and the parameters are named, and the best of the last rows is kept") {
  Problem problem = test::small_burgers();
  problem.stages = {Sgd{.steps = 200, .lr = 30, .momentum = 0}};
  Solver solver(problem);
  const Outcome outcome = solver.train();
  INFO(outcome.reason);
  REQUIRE(outcome.status == Status::diverged);
  CHECK(outcome.reason.find("`lr`") != std::string::npos);
  CHECK(outcome.reason.find("kept are the parameters after step") != std::string::npos);
  double least = outcome.history[0].loss;  // among the last rows
  for (std::size_t k = outcome.history.size() > 10 ? outcome.history.size() - 10 : 0; k < outcome.history.size(); ++k)
    least = std::min(least, outcome.history[k].loss);
  CHECK(outcome.last.loss <= 1.0001 * least);
}

TEST_CASE("with `retreat` training goes on from the last good parameters at half the rate, and says so") {
  Problem problem = test::small_burgers();
  problem.stages = {Sgd{.steps = 200, .lr = 30, .momentum = 0, .retreat = 20}};
  Solver solver(problem);
  std::vector<std::pair<std::uint64_t, std::string>> told;
  std::uint64_t seen = 0;
  const auto observe = [&](const Progress& row) {
    if (row.step == 100) solver.note("halfway");
    seen = row.step;
    return true;
  };
  const Outcome outcome = solver.train(observe, {}, [&](const Event& event) {
    CHECK(event.step >= seen);  // at once, not when all is over
    told.emplace_back(event.step, event.text);
  });
  INFO(outcome.reason);
  CHECK(outcome.status == Status::finished);
  CHECK(outcome.last.step == 200);
  REQUIRE_FALSE(outcome.events.empty());
  std::vector<std::pair<std::uint64_t, std::string>> kept;
  for (const Event& event : outcome.events)
    if (event.text != "halfway") kept.emplace_back(event.step, event.text);
  CHECK(told == kept);
  CHECK(kept.size() + 1 == outcome.events.size());
  CHECK(outcome.events[0].text.find("at half the rate") != std::string::npos);
  CHECK(outcome.last.loss < outcome.history.front().loss);
  test::check_resumption(problem, {1, 100});
  problem.stages = {Adam{.steps = 200, .lr = 1e120, .retreat = 1000}};
  CHECK(Solver(problem).train().status == Status::finished);
}

TEST_CASE("a residual without a value at the start is reported before the first step") {
  Problem problem = test::small_burgers();
  problem.conditions[0].residuals = [](const PointScope& at) {
    return Residuals{at.unknown(0) * at.field(0) / at.graph().constant(0)};
  };
  Solver solver(problem);
  const Outcome outcome = solver.train();
  CHECK(outcome.status == Status::diverged);
  CHECK(outcome.last.step == 0);
  CHECK(outcome.reason.find("before the first step") != std::string::npos);
  CHECK(outcome.reason.find("`burgers`") != std::string::npos);
}

TEST_CASE("an interrupt ends the run after the step it comes in") {
  int asked = 0;
  Solver solver(test::poisson_1d(5000));
  const Outcome outcome = solver.train({}, [&] { return ++asked == 8; });
  CHECK(outcome.status == Status::interrupted);
  CHECK(outcome.last.step == 7);
  CHECK(outcome.last.errors.size() == 1);
  CHECK(outcome.history.back().step == 7);
  CHECK(outcome.history.size() == 3);  // 0, 5 and the one it stopped at
}

namespace {

std::size_t steps_until_enough(std::size_t grid, const optimise::Cost& cost, std::size_t points,
                               std::size_t parameters) {
  ErrorBudget budget(grid);
  std::size_t steps = 0;
  while (!budget.enough()) budget.earn(cost, points, parameters), ++steps;
  return steps;
}

}  // namespace

TEST_CASE("rows of history: a thousand at most, errors where they cost little") {
  CHECK(steps_of_a_row(2000) == 2);
  CHECK(steps_of_a_row(50) == 1);
  const optimise::Cost gradient{.gradients = 1}, second_order{.values = 5, .normal_equations = 1};
  const std::size_t apart = steps_until_enough(201 * 101, gradient, 10'400, 3'441);
  CHECK(apart >= 16);
  CHECK(apart <= 20);
  CHECK(steps_until_enough(1001, gradient, 100'000, 100) == 1);
  CHECK(steps_until_enough(201 * 101, second_order, 2'000, 1'300) == 1);
}

TEST_CASE("time to accuracy can be read from a history of second order: errors stand in every other row") {
  Problem problem = test::small_burgers();
  problem.exact_of(problem.field_named("u"), [](const Position&) { return 0.0; });
  problem.networks = {NetworkSpec{.hidden = {16, 16}}};
  problem.stages = {Lm{.steps = 20}};
  problem.sampling.equation = 2000;
  Solver solver(problem);
  const Outcome outcome = solver.train();
  std::size_t with_errors = 0;
  for (const Progress& row : outcome.history) with_errors += row.errors.empty() ? 0 : 1;
  CHECK(2 * with_errors >= outcome.history.size() - 1);
}

TEST_CASE("an exact solution that is zero everywhere: the error is the root mean square") {
  Problem problem = test::small_burgers();
  problem.exact_of(problem.field_named("u"), [](const Position&) { return 0.0; });
  Solver solver(problem);
  const Evaluation evaluation = solver.evaluate();
  double square = 0;
  for (const double u : evaluation.values[0]) square += u * u / static_cast<double>(evaluation.count);
  CHECK(solver.errors()[0].l2_relative == doctest::Approx(std::sqrt(square)).epsilon(1e-12));
}

TEST_CASE("single precision finds the same loss to its digits") {
  Problem problem = test::small_burgers();
  Solver exact(problem);
  problem.compute.precision = ad::Precision::f32;
  Solver single(problem);
  const double loss = exact.train(test::until(0)).last.loss, rounded = single.train(test::until(0)).last.loss;
  CHECK(rounded != loss);
  CHECK(rounded == doctest::Approx(loss).epsilon(1e-5));
}

#ifdef __linux__
TEST_CASE("all threads are those that the process may run on") {
  cpu_set_t before, one;
  REQUIRE(sched_getaffinity(0, sizeof before, &before) == 0);
  CHECK(worker_count(0) <= CPU_COUNT(&before));
  int first = 0;
  while (!CPU_ISSET(first, &before)) ++first;
  CPU_ZERO(&one);
  CPU_SET(first, &one);
  REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
  const int all = worker_count(0), asked = worker_count(3);
  REQUIRE(sched_setaffinity(0, sizeof before, &before) == 0);
  CHECK(all == 1);
  CHECK(asked == 3);
}
#endif
