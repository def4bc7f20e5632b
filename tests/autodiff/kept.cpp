// Products with the windows of images that several phases need: computed once, kept, and the same numbers (kept.hpp).
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "aligned.hpp"
#include "ansatz/autodiff.hpp"

using namespace ansatz::ad;

namespace {

constexpr std::uint32_t channels = 3, pixels = 20;

/// Convolutions, each behind statistics of the batch, which are a phase of their own; loss and gradient.
struct Normalised {
  Graph graph;
  Axis batch = graph.axis("batch");
  std::vector<Expr> inputs, outputs;

  explicit Normalised(std::size_t layers) {
    const Expr image = graph.input("image", Extents(channels, 5, 4), batch);
    Expr x = image;
    for (std::size_t layer = 0; layer < layers; ++layer) {
      inputs.push_back(graph.parameter("w", channels, channels * 9));
      const Expr y = conv2d(x, inputs.back(), Window2d{3, 3, 1, 1, 1, 1});
      const Expr centred = y - mean_points(sum(y)) / double{channels * pixels};
      x = reshape(tanh(centred / sqrt(mean_points(sum(centred * centred)) + 0.1)), Extents(channels, 5, 4));
    }
    const Expr loss = mean_points(sum(x * x * x));
    outputs = grad(loss, inputs);
    outputs.push_back(loss);
    inputs.push_back(image);
  }

  std::vector<std::vector<double>> values(std::size_t points) const {
    const Noise noise{7};
    std::vector<std::vector<double>> result;
    for (const Expr& input : inputs) {
      result.emplace_back();
      const std::size_t size = input.shape().size() * (input.shape().on_axis() ? points : 1);
      for (std::size_t i = 0; i < size; ++i) result.back().push_back(noise(result.size() * 100000 + i));
    }
    return result;
  }
};

/// A program with memory of its own, run over and over.
struct Running {
  const Normalised& step;
  const Program& program;
  Workers workers;
  Workspace workspace;

  Running(const Normalised& of, const Program& compiled, int threads)
      : step(of), program(compiled), workers(threads), workspace(compiled, workers) {}

  std::vector<std::vector<double>> run(std::size_t points) {
    const auto values = step.values(points);
    std::vector<const double*> sources;
    std::vector<std::vector<double>> results;
    std::vector<double*> targets;
    for (const auto& value : values) sources.push_back(value.data());
    for (const Expr& output : step.outputs) results.emplace_back(output.shape().size());
    for (auto& result : results) targets.push_back(result.data());
    const std::vector<PointCount> counts{{step.batch, points}};
    program.run(workspace, counts, sources, targets);
    return results;
  }
};

}  // namespace

TEST_CASE("layers behind statistics are computed once: work grows with depth, not with its square") {
  const auto windows = [](std::size_t layers) {
    const Normalised step(layers);
    return compile(step.inputs, step.outputs).statistics().window_products;
  };
  // Forward one a layer; in reverse one a layer but the first, whose image has no cotangent.
  for (const std::size_t layers : {1, 2, 4, 8}) CHECK(windows(layers) == 2 * layers - 1);
}

TEST_CASE("what is kept shares memory once nobody reads it") {
  const auto rows = [](std::size_t layers) {
    const Normalised step(layers);
    return compile(step.inputs, step.outputs).statistics().kept_rows;
  };
  // All layers of the forward sweep are read in reverse; of the reverse sweep two live at a time at most.
  CHECK(rows(4) >= 4 * channels * pixels);
  CHECK(rows(4) <= (4 + 2) * channels * pixels);
}

TEST_CASE("kept values are those that the reference computes, at any number of points and workers") {
  const Normalised step(4);
  for (const Precision precision : {Precision::f64, Precision::f32}) {
    const Program program = compile(step.inputs, step.outputs, {.precision = precision});
    Running alone(step, program, 1), team(step, program, 3);
    for (const std::size_t points : {1, 5, 16, 37, 130, 37}) {  // memory grows, and serves fewer again
      CAPTURE(points);
      const auto results = alone.run(points);
      CHECK(team.run(points) == results);
      const auto expected = evaluate_reference(step.inputs, step.outputs, step.values(points));
      for (std::size_t k = 0; k < expected.size(); ++k)
        for (std::size_t i = 0; i < expected[k].size(); ++i)
          CHECK(std::abs(results[k][i] - expected[k][i]) <
                (precision == Precision::f64 ? 1e-11 : 1e-3) * (1 + std::abs(expected[k][i])));
    }
  }
}

TEST_CASE("nothing is kept where no phase follows") {
  Graph graph;
  const Expr x = graph.input("x", Extents(channels, 5, 4), graph.axis("batch"));
  const Expr w = graph.parameter("w", channels, channels * 9);
  const Expr loss = sum_points(sum(sin(conv2d(x, w, Window2d{3, 3, 1, 1, 1, 1}))));
  std::vector<Expr> outputs = grad(loss, std::vector<Expr>{w});
  outputs.push_back(loss);
  CHECK(compile(std::vector<Expr>{w, x}, outputs).statistics().kept_rows == 0);
}
