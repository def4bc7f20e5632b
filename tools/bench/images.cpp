// Times operations on images beside matrix products of the same work:
//
//   cmake --build --preset release --target bench_images && build/release/tools/bench_images [SECONDS]
//
// One thread, double precision, batches of 64. For each layer the rate of conv2d's value, of the gradient of its image
// and of that of its weights stands beside the rate of `matmul` with as many rows, terms a row and columns in all. Work
// is counted without the zeros of padding, time by the processor, of whole runs, the fastest within SECONDS (1). Then
// max_pool2d and log_softmax, with what a tile holds.
#include <time.h>  // clock_gettime is of POSIX

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "ansatz/autodiff.hpp"

using namespace ansatz::ad;

namespace {

constexpr std::size_t batch = 64;

/// Of this thread on a processor: what else the machine does meanwhile does not count.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// A program with values for all its inputs, the first of them at the points.
class Bench {
 public:
  Bench(std::vector<Expr> inputs, const std::vector<Expr>& outputs, std::size_t points)
      : program_(compile(inputs, outputs)), workspace_(program_, workers_) {
    const auto size = [&](const Shape& shape) { return shape.size() * (shape.on_axis() ? points : 1); };
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      std::vector<double>& values = values_.emplace_back(size(program_.input_shape(i)));
      for (std::size_t k = 0; k < values.size(); ++k) values[k] = std::sin(static_cast<double>(3 * k + i));
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) results_.emplace_back(size(program_.output_shape(i)));
    for (auto& values : values_) given_.push_back(values.data());
    for (auto& result : results_) taken_.push_back(result.data());
    points_ = {{inputs[0].shape().axis, points}};
  }

  /// The fewest seconds of a run.
  double run_seconds(double seconds) {
    double best = HUGE_VAL;
    const double begin = processor_seconds();
    for (double now = begin, done; now - begin < seconds; now = done) {
      program_.run(workspace_, points_, given_, taken_);
      done = processor_seconds();
      best = std::min(best, done - now);
    }
    return best;
  }

  const ProgramStatistics& statistics() const { return program_.statistics(); }

 private:
  Workers workers_{1};
  Program program_;
  Workspace workspace_;
  std::vector<std::vector<double>> values_, results_;
  std::vector<const double*> given_;
  std::vector<double*> taken_;
  std::vector<PointCount> points_;
};

struct Layer {
  std::uint32_t channels, size, results;
  Window2d window;
};

/// Places of windows along one side that lie on the image.
double inner_places(const Layer& layer, std::uint32_t windows) {
  double inside = 0;
  for (std::uint32_t at = 0; at < windows; ++at)
    for (std::uint32_t i = 0; i < layer.window.height; ++i) {
      const std::uint32_t pixel = at * layer.window.step_y + i;  // from the edge of the padding
      inside += pixel >= layer.window.padding_y && pixel - layer.window.padding_y < layer.size;
    }
  return inside;
}

void time_layer(const Layer& layer, double seconds) {
  Graph graph;
  const Axis axis = graph.axis("batch");
  const std::uint32_t terms = layer.channels * layer.window.height * layer.window.width;
  const Expr image = graph.input("image", {layer.channels, layer.size, layer.size}, axis);
  const Expr weights = graph.parameter("weights", layer.results, terms), y = conv2d(image, weights, layer.window);
  const Expr cotangent = graph.input("cotangent", y.shape().extents, axis), product = sum_points(sum(y * cotangent));
  const std::uint32_t side = y.shape().extents[1];
  const double inside = inner_places(layer, side);
  const double work = 2.0 * layer.results * layer.channels * inside * inside * batch;

  const Expr column = graph.input("column", terms, axis), other = graph.input("other", layer.results, axis);
  const std::size_t columns = std::size_t{side} * side * batch;
  const double matrix_work = 2.0 * layer.results * terms * static_cast<double>(columns);
  const Expr of_columns = matmul(weights, column), column_product = sum_points(sum(of_columns * other));

  struct Row {
    const char* name;
    std::vector<Expr> inputs;
    Expr convolution, matrix;
    std::vector<Expr> matrix_inputs;
  };
  const std::vector<Row> rows{
      {"value", {image, weights}, y, of_columns, {column, weights}},
      {"gradient, image", {cotangent, weights}, grad(product, image), grad(column_product, column), {other, weights}},
      {"gradient, weights",
       {cotangent, image},
       grad(product, weights),
       grad(column_product, weights),
       {other, column}}};
  for (const Row& row : rows) {
    const double ours = work / Bench(row.inputs, {row.convolution}, batch).run_seconds(seconds) / 1e9;
    const double matrix = matrix_work / Bench(row.matrix_inputs, {row.matrix}, columns).run_seconds(seconds) / 1e9;
    std::printf("| %ux%ux%u to %u, %ux%u | %s | %.1f | %.1f | %.2f |\n", layer.channels, layer.size, layer.size,
                layer.results, layer.window.height, layer.window.width, row.name, ours, matrix, ours / matrix);
  }
}

void time_value_and_gradient(const char* name, Expr input, Expr y, std::size_t points, double seconds) {
  const Expr cotangent = input.graph().input("cotangent", y.shape().rows, input.shape().axis);
  Bench value({input}, {y}, points), both({input, cotangent}, {y, grad(sum_points(sum(y * cotangent)), input)}, points);
  const auto shown = [&](const char* what, Bench& bench) {
    std::printf("| %s | %s | %.2f | %zu x %u |\n", name, what, 1e3 * bench.run_seconds(seconds),
                bench.statistics().tile_bytes / 1024, bench.statistics().tile_points);
  };
  shown("value", value);
  shown("value and gradient", both);
}

/// Loss and full gradient of a network of two convolutions, after Y. LeCun and others, Gradient-based learning applied
/// to document recognition, Proc. IEEE 86 (1998), with 64 channels and largest numbers in the pools.
void time_network(double seconds) {
  Graph graph;
  const Axis axis = graph.axis("batch");
  const Expr image = graph.input("image", {1, 28, 28}, axis), answer = graph.input("answer", 10, axis);
  std::vector<Expr> inputs{image, answer}, weights;
  const auto layer = [&](Expr x, std::uint32_t terms) {
    weights.push_back(graph.parameter("weights", 64, terms));
    weights.push_back(graph.parameter("biases", 64));
    const Expr y = conv2d(x, weights[weights.size() - 2], {5, 5});
    return max_pool2d(tanh(y + channel_values(weights.back(), y.shape().extents)), {2, 2, 2, 2});
  };
  const Expr features = layer(layer(image, 25), 64 * 25);
  weights.push_back(graph.parameter("weights", 10, features.shape().rows));
  const Expr loss = sum_points(sum(answer * log_softmax(matmul(weights.back(), reshape(features, {})))));
  inputs.insert(inputs.end(), weights.begin(), weights.end());
  std::vector<Expr> outputs = grad(loss, weights);
  outputs.push_back(loss);
  Bench bench(inputs, outputs, batch);
  const PointCount points{axis, batch};
  std::printf("| network, loss and gradient | %.1f GFLOP/s | %.1f | %zu x %u |\n",
              count_work(outputs, {&points, 1}).gemm_flops() / bench.run_seconds(seconds) / 1e9,
              1e3 * bench.run_seconds(seconds), bench.statistics().tile_bytes / 1024, bench.statistics().tile_points);
}

}  // namespace

int main(int count, char** arguments) {
  const double seconds = count > 1 ? std::atof(arguments[1]) : 1;
  std::printf("| layer | | conv2d, GFLOP/s | matmul, GFLOP/s | ratio |\n|---|---|---:|---:|---:|\n");
  for (const Layer& layer :
       {Layer{1, 28, 64, {5, 5}}, Layer{64, 12, 64, {5, 5}}, Layer{32, 14, 64, {3, 3, 1, 1, 1, 1}}})
    time_layer(layer, seconds);

  std::printf("\n| operation | | ms | KiB x points a tile |\n|---|---|---:|---:|\n");
  Graph graph;
  const Axis axis = graph.axis("batch");
  const Expr image = graph.input("image", {64, 28, 28}, axis), classes = graph.input("classes", 10, axis);
  time_value_and_gradient("max_pool2d of 64x28x28, 2x2, 64 points", image, max_pool2d(image, {2, 2, 2, 2}), batch,
                          seconds);
  time_value_and_gradient("log_softmax of 10 classes, 1000 points", classes, log_softmax(classes), 1000, seconds);
  time_network(seconds);
}
