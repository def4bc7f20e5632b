// Back ends: every one of the list agrees with the reference on random expressions and promises what programs promise.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "aligned.hpp"
#include "ansatz/autodiff.hpp"
#include "random_graph.hpp"

using namespace ansatz::ad;

namespace {

using Values = std::vector<std::vector<double>>;

/// The largest difference relative to the largest value of each output, plus one.
double difference(const Values& a, const Values& b) {
  REQUIRE(a.size() == b.size());
  double worst = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    REQUIRE(a[k].size() == b[k].size());
    double scale = 1;
    for (const double value : b[k]) scale = std::max(scale, std::isfinite(value) ? std::abs(value) : 0.0);
    for (std::size_t i = 0; i < a[k].size(); ++i) {
      const bool same = a[k][i] == b[k][i] || (std::isnan(a[k][i]) && std::isnan(b[k][i]));
      const double error = same ? 0 : std::abs(a[k][i] - b[k][i]) / scale;
      worst = std::max(worst, std::isnan(error) ? HUGE_VAL : error);
    }
  }
  return worst;
}

/// A loss at the points of two axes and its gradient, in a graph that can be thrown away.
struct Step {
  std::unique_ptr<Graph> graph = std::make_unique<Graph>();
  Axis inside = graph->axis("inside"), wall = graph->axis("wall");
  Expr w = graph->parameter("w", 5, 2), v = graph->parameter("v", 1, 5);
  Expr x = graph->input("x", 2, inside), y = graph->input("y", 2, wall);
  std::vector<Expr> inputs{w, v, x, y}, outputs;
  Values values;

  Step() {
    const auto u = [&](Expr at) { return matmul(v, tanh(matmul(w, at))); };
    const Expr residual = laplacian(u(x), x) + exp(u(x));
    outputs = grad(mean_points(residual * residual) + mean_points(u(y) * u(y)), std::array{w, v});
    outputs.push_back(residual);
    const Noise noise{5};
    for (const std::size_t size : {10, 5, 2 * 300, 2 * 33}) {
      values.emplace_back();
      for (std::size_t i = 0; i < size; ++i) values.back().push_back(noise(1000 * values.size() + i));
    }
  }
};

/// One run in memory of its own.
Values run(const Program& program, const Step& step, int threads, Profile* profile = nullptr) {
  Workers workers(threads);
  Workspace workspace(program, workers);
  const std::array points{PointCount{step.inside, 300}, PointCount{step.wall, 33}};
  std::vector<const double*> sources;
  for (const std::vector<double>& value : step.values) sources.push_back(value.data());
  Values results{std::vector<double>(10), std::vector<double>(5), std::vector<double>(300)};
  std::vector<double*> targets;
  for (std::vector<double>& result : results) targets.push_back(result.data());
  if (profile != nullptr)
    *profile = program.profile(workspace, points, sources, targets);
  else
    program.run(workspace, points, sources, targets);
  return results;
}

}  // namespace

TEST_CASE("back ends have names of their own, and the default is one of them") {
  std::set<std::string_view> names;
  for (const BackendInfo& backend : backends()) {
    CHECK(names.insert(backend.name).second);
    CHECK_FALSE(backend.doc.empty());
  }
  CHECK(names.contains(default_backend));
  CHECK(names.contains("reference"));
  CHECK(CompileOptions().backend == default_backend);
}

TEST_CASE("every back end agrees with the reference on random expressions") {
  const std::size_t counts[] = {1, 2, 7, 64, 65, 200};
  for (std::uint64_t seed = 1000; seed < 1050; ++seed) {
    RandomGraph random(seed, {counts[seed % std::size(counts)], counts[seed * 5 % std::size(counts)]}, 4 + seed % 30);
    const Values expected = evaluate_reference(random.inputs, random.outputs, random.values);
    for (const BackendInfo& backend : backends()) {
      CAPTURE(seed);
      CAPTURE(backend.name);
      const Program program = compile(random.inputs, random.outputs, {.backend = std::string(backend.name)});
      CHECK(difference(program(random.values), expected) < 1e-11);
    }
  }
}

TEST_CASE("whatever the back end: programs outlive graphs, threads change no bit, profiles have the results of runs") {
  for (const BackendInfo& backend : backends()) {
    CAPTURE(backend.name);
    Step step;
    const Values expected = evaluate_reference(step.inputs, step.outputs, step.values);
    const Program program = compile(step.inputs, step.outputs, {.backend = std::string(backend.name)});
    step.graph.reset();
    const Values once = run(program, step, 1);
    CHECK(difference(once, expected) < 1e-12);
    CHECK(run(program, step, 3) == once);
    Profile profile;
    CHECK(run(program, step, 2, &profile) == once);
    double all = 0;
    for (const double seconds : profile.parts) all += seconds;
    CHECK(all == doctest::Approx(profile.workers * profile.seconds));
    CHECK(profile.parts[static_cast<std::size_t>(Part::functions)] > 0);
    const ProgramStatistics& statistics = program.statistics();
    CHECK(statistics.instructions > 0);
    CHECK(statistics.point_products > 0);
    CHECK(statistics.outer_products > 0);
    CHECK(statistics.elementwise > 0);
    CHECK(statistics.gemm_flops_per_point > 0);
  }
}

TEST_CASE("a back end that does not exist, or cannot do what is asked, is an error that says so") {
  Graph graph;
  const Expr x = graph.parameter("x");
  CHECK_THROWS_WITH_AS(compile({x}, {x}, {.backend = "abacus"}),
                       "compile: there is no back end `abacus`; there are `cpu`, `reference`", ansatz::UserError);
  CHECK_THROWS_WITH_AS(compile({x}, {x}, {.precision = Precision::f32, .backend = "reference"}),
                       "compile: the back end `reference` computes in double precision; f32 needs another one",
                       ansatz::UserError);
}
