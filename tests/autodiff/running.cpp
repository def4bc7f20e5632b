// What a running program promises: the same bits for any number of workers, no allocation, no shared state between
// workspaces, sums that do not depend on how points are cut beyond rounding, and errors that say what is wrong.
#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <thread>

#include "aligned.hpp"
#include "ansatz/autodiff.hpp"
#include "ansatz/autodiff/profile.hpp"

namespace {
std::atomic<std::size_t> allocations = 0;

void* counted(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

// Counts every allocation of this test program; the aligned forms are used by workspaces only, never by `run`.
void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return ++allocations, std::malloc(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return ++allocations, std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

using namespace ansatz::ad;

namespace {

/// Loss and gradients of a small Burgers network: two axes, second derivatives, sums over points.
struct Step {
  Graph graph;
  std::vector<Expr> inputs, outputs;
  std::vector<PointCount> points;
  std::vector<std::vector<double>> values;

  Step(std::size_t interior, std::size_t boundary, std::uint32_t width, std::uint32_t layers) {
    const Axis inside = graph.axis("interior"), data = graph.axis("data");
    std::vector<Expr> weights, biases;
    for (std::uint32_t layer = 0; layer <= layers; ++layer) {
      weights.push_back(graph.parameter("W", layer == layers ? 1 : width, layer == 0 ? 2 : width));
      biases.push_back(graph.parameter("b", layer == layers ? 1 : width));
    }
    const auto network = [&](Expr x) {
      for (std::uint32_t layer = 0; layer < layers; ++layer) x = tanh(matmul(weights[layer], x) + biases[layer]);
      return matmul(weights[layers], x) + biases[layers];
    };
    const Expr x = graph.input("x", 2, inside), xd = graph.input("xd", 2, data);
    const Expr u = network(x), u_x = partial(u, x, 1);
    const Expr residual = collapse(std::vector<Expr>{partial(u, x, 0) + u * u_x - 0.01 * partial(u_x, x, 1)})[0];
    const Expr misfit = network(xd);
    const Expr loss = mean_points(residual * residual) + mean_points(misfit * misfit);
    inputs = weights;
    inputs.insert(inputs.end(), biases.begin(), biases.end());
    outputs = grad(loss, inputs);
    outputs.push_back(loss);
    outputs.push_back(residual);
    inputs.insert(inputs.end(), {x, xd});
    points = {{inside, interior}, {data, boundary}};
    const Noise noise{3};
    for (const Expr& input : inputs) {
      values.emplace_back();
      for (std::size_t i = 0; i < size(input); ++i) values.back().push_back(noise(values.size() * 100000 + i));
    }
  }

  std::size_t size(Expr expression) const {
    const Shape& shape = expression.shape();
    return shape.size() * (shape.on_axis() ? points[shape.axis.id - 1].points : 1);
  }
};

/// Memory for one running program.
struct Runner {
  const Step& step;
  const Program& program;
  Workers workers;
  Workspace workspace;
  std::vector<std::vector<double>> results;
  std::vector<const double*> sources;
  std::vector<double*> targets;

  Runner(const Step& of, const Program& compiled, int threads)
      : step(of), program(compiled), workers(threads), workspace(compiled, workers) {
    for (const std::vector<double>& value : step.values) sources.push_back(value.data());
    for (const Expr& output : step.outputs) results.emplace_back(step.size(output));
    for (std::vector<double>& result : results) targets.push_back(result.data());
  }
  void run() { program.run(workspace, step.points, sources, targets); }
};

void check_workers(const Step& step) {
  for (const Precision precision : {Precision::f64, Precision::f32}) {
    const Program program = compile(step.inputs, step.outputs, {.precision = precision, .cpu = {.tile = 64}});
    Runner one(step, program, 1), two(step, program, 2), seven(step, program, 7);
    one.run();
    for (int repeat = 0; repeat < 5; ++repeat) {
      two.run();
      seven.run();
      CHECK(one.results == two.results);
      CHECK(one.results == seven.results);
    }
  }
}

void check_against_reference(const Step& step) {
  const auto expected = evaluate_reference(step.inputs, step.outputs, step.values);
  for (const std::uint32_t tile : {0u, 64u, 192u})
    for (const Precision precision : {Precision::f64, Precision::f32}) {
      const Program program = compile(step.inputs, step.outputs, {.precision = precision, .cpu = {.tile = tile}});
      const auto results = program(step.values);
      const double tolerance = precision == Precision::f64 ? 1e-12 : 1e-4;
      for (std::size_t k = 0; k < expected.size(); ++k)
        for (std::size_t i = 0; i < expected[k].size(); ++i)
          CHECK(results[k][i] == doctest::Approx(expected[k][i]).epsilon(tolerance).scale(1));
    }
}

}  // namespace

TEST_CASE("any number of workers gives the same bits") { check_workers(Step(3001, 77, 20, 3)); }

TEST_CASE("any number of workers gives the same bits where sums are large and chunks few") {
  check_workers(Step(3001, 77, 64, 3));
}

TEST_CASE("a step of a network agrees with the reference executor in both precisions and for every tile") {
  check_against_reference(Step(301, 77, 20, 3));
}

TEST_CASE("so does one whose weight gradients are summed by columns and whose values stand apart") {
  check_against_reference(Step(301, 77, 64, 2));
}

TEST_CASE("a profile has the results of a run, and its parts are all of its time") {
  const Step step(2000, 77, 20, 3);
  for (const Precision precision : {Precision::f64, Precision::f32})
    for (const int threads : {1, 3}) {
      const Program program = compile(step.inputs, step.outputs, {.precision = precision});
      Runner plain(step, program, threads), timed(step, program, threads);
      plain.run();
      const Profile profile = timed.program.profile(timed.workspace, step.points, timed.sources, timed.targets);
      CHECK(timed.results == plain.results);
      CHECK(profile.workers == threads);
      double all = 0;
      for (std::size_t part = 0; part < profile.parts.size(); ++part) {
        CAPTURE(part_names[part]);
        CHECK(profile.parts[part] >= 0);
        if (static_cast<Part>(part) != Part::idle) CHECK(profile.parts[part] > 0);
        all += profile.parts[part];
      }
      CHECK(all == doctest::Approx(threads * profile.seconds));
    }
}

TEST_CASE("what expressions ask for is counted before and after collapse") {
  Graph graph;
  const Expr x = graph.input("x", 2, graph.axis("points"));
  const Expr w = graph.parameter("w", 5, 2), v = graph.parameter("v", 5, 5), last = graph.parameter("last", 1, 5);
  const Expr u = matmul(last, tanh(matmul(v, tanh(matmul(w, x)))));
  const Expr residual = partial(u, x, 1) + u * partial(u, x, 0) - 0.1 * partial(partial(u, x, 0), x, 0);
  CHECK(count_work(std::vector<Expr>{residual}).streams == 4);
  const Work after = count_work(collapse(std::vector<Expr>{residual}));
  CHECK(after.streams == 3);
  CHECK(after.products == 1 + 3 + 3);
  CHECK(after.outer == 0);
  CHECK(count_work({}).products == 0);
}

TEST_CASE("run allocates nothing") {
  const Step step(500, 77, 8, 2);
  const Program program = compile(step.inputs, step.outputs);
  Runner runner(step, program, 2);
  const std::size_t before = allocations;
  for (int repeat = 0; repeat < 3; ++repeat) runner.run();
  CHECK(allocations == before);
}

TEST_CASE("one program runs in several workspaces at a time") {
  const Step step(500, 77, 8, 2);
  const Program program = compile(step.inputs, step.outputs);
  Runner first(step, program, 2), second(step, program, 1);
  std::thread other([&] {
    for (int repeat = 0; repeat < 20; ++repeat) second.run();
  });
  for (int repeat = 0; repeat < 20; ++repeat) first.run();
  other.join();
  CHECK(first.results == second.results);
}

TEST_CASE("Burgers carries three derivative streams through every hidden layer, forward and reverse") {
  const Step step(100, 10, 20, 4);
  const ProgramStatistics statistics = compile(step.inputs, step.outputs).statistics();
  // Interior: the first layer carries its value only, three hidden ones and the output three streams each, and the
  // hidden ones as many in reverse; data: five layers forward, three in reverse. The column of the last layer times the
  // one row behind it is no matrix product.
  CHECK(statistics.point_products == 1 + 3 * 3 + 3 + 3 * 3 + 5 + 3);
  CHECK(statistics.outer_products == 1 + 3 * 3 + 3 + 5);
  CHECK(statistics.gemm_flops_per_point == 2 * (40 + 3 * 3 * 400 + 3 * 20 + 3 * 3 * 400 + 40 + 3 * 3 * 400 + 3 * 20));
  // Five rows a neuron must last from the forward to the reverse sweep; the rest is what two layers need at a time.
  CHECK(statistics.tile_bytes / (statistics.tile_points + 8) / sizeof(double) < 5 * 80 + 80);
}

TEST_CASE("what cannot be compiled or run is an error that names it") {
  Graph graph;
  const Axis axis = graph.axis("wall");
  const Expr w = graph.parameter("weight"), x = graph.input("x", 1, axis);
  CHECK_THROWS_WITH_AS(compile({x}, {w * x}), "compile: the outputs depend on `weight`, which is not among the inputs",
                       ansatz::UserError);
  CHECK_THROWS_AS(compile({w, x}, {w * x}, {.cpu = {.tile = 63}}), ansatz::UserError);
  CHECK_THROWS_AS(compile({w * x}, {x}), ansatz::UserError);
  CHECK_THROWS_WITH_AS(compile({x, w, x}, {w * x}), "compile: input `x` is named twice; it has one value",
                       ansatz::UserError);
  CHECK_THROWS_WITH_AS(compile({x}, {}), "compile: there is no output; a program needs something to compute",
                       ansatz::UserError);
  const Program program = compile({w, x}, {sum_points(w * x)});
  CHECK(program({{{2.0}, {1.0, 3.0}}})[0][0] == 8.0);
  CHECK_THROWS_AS(program({{{2.0}}}), ansatz::UserError);
  CHECK_THROWS_AS(program({{{2.0}, {}}}), ansatz::UserError);
  CHECK_THROWS_AS(Workers(0), ansatz::UserError);
  const Program other = compile({w, x}, {w * x});
  Workers workers;
  Workspace workspace(other, workers);
  CHECK_THROWS_AS(program.run(workspace, std::array{PointCount{axis, 1}}, {}, {}), ansatz::InternalFault);
}
