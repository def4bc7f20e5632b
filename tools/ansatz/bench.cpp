// `ansatz bench`: time per training step of the reference workloads, and what share of the processor's peak
// their matrix products reach.
//
// A step is loss, full gradient and the optimiser's update. The peak is measured right before each workload
// with the same threads and precision, so that a busy machine slows both.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/peak.hpp"
#include "ansatz/core/workload.hpp"
#include "command.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  std::vector<std::string> names;
  std::optional<int> threads;
  std::string precision = "f64";
  std::optional<std::size_t> steps;
  bool json = false;
};

constexpr std::size_t fewest_steps = 20;  // a median of fewer says little
constexpr double enough_seconds = 2;      // of steps, where their number is left open
constexpr std::size_t warm_up_steps = 3;  // caches, page faults, the processor's clock

struct Measurement {
  std::string name;
  std::size_t points, parameters;
  int threads;
  double milliseconds;  // median of a step
  double gflops;        // of matrix products, a step
  double peak_gflops;   // a second
  double share() const { return gflops / (milliseconds * 1e-3) / peak_gflops; }
};

double median(std::vector<double> values) {
  auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double median_seconds(TrainingStep& step, std::optional<std::size_t> steps) {
  using Clock = std::chrono::steady_clock;
  for (std::size_t i = 0; i < warm_up_steps; ++i) step.run();
  std::vector<double> seconds;
  for (double total = 0; seconds.size() < steps.value_or(fewest_steps) || (!steps && total < enough_seconds);) {
    auto start = Clock::now();
    step.run();
    seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    total += seconds.back();
  }
  return median(seconds);
}

Measurement measure(const std::string& name, const Options& options) {
  Problem problem = make_workload(name);
  problem.compute.precision = options.precision == "f32" ? ad::Precision::f32 : ad::Precision::f64;
  problem.compute.threads = options.threads.value_or(0);
  auto precision = problem.compute.precision;
  TrainingStep step(std::move(problem));
  ad::Workers workers(step.threads());
  double peak = ad::measure_peak_gflops(workers, precision);
  return {name,
          step.points(),
          step.parameters(),
          step.threads(),
          1e3 * median_seconds(step, options.steps),
          1e-9 * step.gemm_flops(),
          peak};
}

nlohmann::ordered_json to_json(const Measurement& m, const std::string& precision) {
  return {{"name", m.name},
          {"precision", precision},
          {"threads", m.threads},
          {"points", m.points},
          {"parameters", m.parameters},
          {"ms_per_step", m.milliseconds},
          {"gemm_gflops_per_step", m.gflops},
          {"peak_gflops", m.peak_gflops},
          {"share_of_peak", m.share()}};
}

constexpr const char* table_row = "{:<16} {:>8} {:>10} {:>10} {:>12} {:>9}\n";

std::string to_row(const Measurement& m) {
  return fmt::format(table_row, m.name, m.points, m.parameters, fmt::format("{:.3f}", m.milliseconds),
                     fmt::format("{:.1f}", m.gflops / (m.milliseconds * 1e-3)),
                     fmt::format("{:.1f} %", 100 * m.share()));
}

int bench(Options options) {
  if (options.names.empty()) {
    for (const auto& workload : workloads()) options.names.emplace_back(workload.name);
  }
  for (const auto& name : options.names) make_workload(name);  // an unknown name ends it before minutes of others
  auto list = nlohmann::ordered_json::array();
  for (const auto& name : options.names) {
    auto measurement = measure(name, options);
    list.push_back(to_json(measurement, options.precision));
    if (options.json) continue;
    if (list.size() == 1) {
      print(fmt::format("{}, threads: {}, peak {:.1f} GFLOP/s\n", options.precision, measurement.threads,
                        measurement.peak_gflops));
      print(fmt::format(table_row, "workload", "points", "parameters", "ms/step", "GFLOP/s", "of peak"));
    }
    print(to_row(measurement));
    finish_output();
  }
  if (options.json) print(list.dump(2) + "\n");
  return exit_fine;
}

std::string workload_list() {
  std::string text = "Workloads:\n";
  for (const auto& workload : workloads()) text += fmt::format("  {:<16} {}\n", workload.name, workload.doc);
  return text;
}

}  // namespace

void add_bench(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("bench", "Time per training step of the reference workloads");
  command->add_option("NAME", options->names, "Workloads (default: all)");
  command->add_option("--threads", options->threads, "Number of threads (default: all)")->check(CLI::Range(1, 1024));
  command->add_option("--precision", options->precision, "f64 (default) or f32")->check(CLI::IsMember({"f64", "f32"}));
  command->add_option("--steps", options->steps, "Steps timed a workload, 20 or more (default: two seconds of them)")
      ->check(CLI::Range(fewest_steps, std::size_t{1000000}));
  command->add_flag("--json", options->json, "The numbers as JSON");
  command->footer(workload_list());
  command->callback([options, &action] { action = [options] { return bench(*options); }; });
}

}  // namespace ansatz::cli
