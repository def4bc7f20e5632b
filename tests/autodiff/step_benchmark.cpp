// Times one training step (loss and gradient for all parameters) of a Burgers network on the bare engine:
//
//   step_benchmark [width] [hidden layers] [points] [threads] [f64|f32] [tile]
//
// and prints its share of the measured peak. For tuning kernels and lowering; `ansatz bench` is the users' command.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "aligned.hpp"
#include "ansatz/autodiff.hpp"
#include "ansatz/autodiff/peak.hpp"

using namespace ansatz::ad;

namespace {

struct Network {
  std::vector<Expr> parameters;
  std::vector<Expr> weights, biases, slopes;

  Network(Graph& graph, std::uint32_t width, std::uint32_t layers) {
    for (std::uint32_t layer = 0; layer <= layers; ++layer) {
      const std::uint32_t inner = layer == 0 ? 2 : width, outer = layer == layers ? 1 : width;
      weights.push_back(graph.parameter("W", outer, inner));
      biases.push_back(graph.parameter("b", outer));
      if (layer < layers) slopes.push_back(graph.parameter("a", outer));
    }
    for (const std::vector<Expr>* list : {&weights, &biases, &slopes})
      parameters.insert(parameters.end(), list->begin(), list->end());
  }

  Expr operator()(Expr x) const {
    for (std::size_t layer = 0; layer < slopes.size(); ++layer) {
      const Expr slope = 10.0 * slopes[layer];
      x = tanh(matmul(slope * weights[layer], x) + slope * biases[layer]);
    }
    return matmul(weights.back(), x) + biases.back();
  }

  /// 1 / mean over layers of exp(mean of the slopes of the layer).
  Expr recovery() const {
    Expr total = exp(sum(slopes[0]) / slopes[0].shape().rows);
    for (std::size_t k = 1; k < slopes.size(); ++k) total = total + exp(sum(slopes[k]) / slopes[k].shape().rows);
    return double(slopes.size()) / total;
  }
};

std::uint32_t argument(int argc, char** argv, int i, std::uint32_t otherwise) {
  return argc > i ? static_cast<std::uint32_t>(std::atoi(argv[i])) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint32_t width = argument(argc, argv, 1, 20), layers = argument(argc, argv, 2, 6);
  const std::size_t interior = argument(argc, argv, 3, 10000), boundary = std::max<std::size_t>(interior / 25, 1);
  const int threads = static_cast<int>(argument(argc, argv, 4, 2));
  CompileOptions options;
  options.precision = argc > 5 && std::string(argv[5]) == "f32" ? Precision::f32 : Precision::f64;
  options.cpu.tile = argument(argc, argv, 6, 0);

  Graph graph;
  const Network net(graph, width, layers);
  const Axis inside = graph.axis("interior"), data = graph.axis("data");
  const Expr x = graph.input("x", 2, inside), xd = graph.input("xd", 2, data), ud = graph.input("ud", 1, data);
  const Expr u = net(x), u_t = partial(u, x, 0), u_x = partial(u, x, 1), u_xx = partial(u_x, x, 1);
  const Expr residual = collapse(std::vector<Expr>{u_t + u * u_x - (0.01 / M_PI) * u_xx})[0];
  const Expr misfit = net(xd) - ud;
  const Expr loss = mean_points(residual * residual) + mean_points(misfit * misfit) + net.recovery();

  std::vector<Expr> inputs = net.parameters, outputs{loss};
  inputs.insert(inputs.end(), {x, xd, ud});
  for (const Expr& gradient : grad(loss, net.parameters)) outputs.push_back(gradient);
  const Program program = compile(inputs, outputs, options);

  const std::vector<PointCount> points{{inside, interior}, {data, boundary}};
  const Noise noise{1};
  std::vector<std::vector<double>> values, results;
  std::vector<const double*> sources;
  std::vector<double*> targets;
  std::size_t parameters = 0;
  for (const Expr& input : inputs) {
    const std::size_t size =
        input.shape().size() * (input.shape().on_axis() ? points[input.shape().axis.id - 1].points : 1);
    values.emplace_back();
    const double scale = input.shape().on_axis() ? 1.0 : 0.1;
    for (std::size_t i = 0; i < size; ++i) values.back().push_back(scale * noise(values.size() * 1000000 + i));
    if (!input.shape().on_axis()) parameters += size;
  }
  for (const Expr& output : outputs) results.emplace_back(output.shape().size());
  for (const auto& value : values) sources.push_back(value.data());
  for (auto& result : results) targets.push_back(result.data());

  Workers workers(threads);
  Workspace workspace(program, workers);
  const double peak = measure_peak_gflops(workers, options.precision);
  std::vector<double> seconds, processor;
  for (int repeat = 0; repeat < 200; ++repeat) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    program.run(workspace, points, sources, targets);
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    processor.push_back(double(std::clock() - cpu) / CLOCKS_PER_SEC / threads);
  }
  std::sort(processor.begin(), processor.end());
  std::sort(seconds.begin(), seconds.end());
  const ProgramStatistics& statistics = program.statistics();
  const double flops = statistics.gemm_flops_per_point * double(interior);
  std::printf("%zu parameters, loss %.15g, |grad b0| %.15g\n", parameters, results[0][0], std::abs(results[1][0]));
  std::printf("%zu instructions, %zu products, %zu outer, %zu elementwise, tile %u points, %zu KB\n",
              statistics.instructions, statistics.point_products, statistics.outer_products, statistics.elementwise,
              statistics.tile_points, statistics.tile_bytes / 1024);
  std::printf("min %.3f ms, median %.3f ms; %.1f of %.1f GFLOP/s: %.1f %% of peak (median %.1f %%)\n", seconds[0] * 1e3,
              seconds[100] * 1e3, flops / seconds[0] * 1e-9, peak, 100 * flops / seconds[0] * 1e-9 / peak,
              100 * flops / seconds[100] * 1e-9 / peak);
  std::printf("processor time a thread: min %.3f ms, median %.3f ms: %.1f %% of peak (median %.1f %%)\n",
              processor[0] * 1e3, processor[100] * 1e3, 100 * flops / processor[0] * 1e-9 / peak,
              100 * flops / processor[100] * 1e-9 / peak);
}
