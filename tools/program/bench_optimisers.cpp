// `ansatz bench optimisers`: what a step of each optimiser costs on the `burgers` workload with a network of about
// 2,000 parameters (the size that second-order training is made for), in milliseconds and in gradients, and where the
// time of a step of `lm` goes.
//
// A gradient is one step of plain gradient descent: loss, full gradient, one addition. It is timed again in turn with
// every step, so that a busy machine slows both. Line searches sometimes need a second gradient: the mean knows, the
// median is the usual step.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/autodiff/peak.hpp"
#include "ansatz/core/catalogue.hpp"
#include "bench/workload.hpp"
#include "command.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  int threads = 0;
  double seconds = 4;
  std::size_t points = 10'000;  // of the equation
  bool json = false;
};

constexpr std::size_t fewest_steps = 10, part_repetitions = 7;

struct Cost {
  std::string name;
  double median = 0, mean = 0;  // milliseconds a step
  double gradient = 0;          // milliseconds of a gradient beside it: the median
};

Problem workload_with(Stage stage, const Options& options) {
  Problem problem = make_workload("burgers");
  problem.networks.front().hidden = {30, 30, 30};
  problem.stages = {std::move(stage)};
  problem.compute.threads = options.threads;
  problem.sampling.equation = options.points;
  return problem;
}

double milliseconds(TrainingStep& step) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  step.run();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Cost measure(std::string name, Stage stage, const Options& options) {
  const Stage plain = Sgd{.lr = 1e-6, .momentum = 0};
  TrainingStep gradient(workload_with(plain, options)), step(workload_with(std::move(stage), options));
  for (int warm_up = 0; warm_up < 3; ++warm_up) milliseconds(gradient), milliseconds(step);
  std::vector<double> gradients, steps;
  for (double spent = 0; steps.size() < fewest_steps || spent < 1000 * options.seconds; spent += steps.back()) {
    gradients.push_back(milliseconds(gradient));
    steps.push_back(milliseconds(step));
  }
  return {std::move(name), median(steps), mean(steps), median(gradients)};
}

/// Every optimiser as it is by itself, and once for each word that a setting of it may be otherwise.
std::vector<std::pair<std::string, Stage>> stages() {
  std::vector<std::pair<std::string, Stage>> all;
  const Catalogue methods = builtin_methods();
  for (const auto& method : methods.of(StageMethod::family)) {
    const Stage plain{Choice(method)};
    all.emplace_back(method->name(), plain);
    for (const Setting& setting : method->settings())
      for (const Word& word : setting.type == SettingType::choice ? setting.words : std::vector<Word>{}) {
        if (plain.get(setting.name) == SettingData(word.name)) continue;
        all.emplace_back(word.name, plain);
        all.back().second.set(setting.name, word.name);
      }
  }
  return all;
}

nlohmann::ordered_json to_json(const Cost& cost) {
  return {{"name", cost.name},
          {"ms_per_step", cost.median},
          {"ms_per_step_mean", cost.mean},
          {"ms_per_gradient", cost.gradient},
          {"gradients_per_step", cost.median / cost.gradient},
          {"gradients_per_step_mean", cost.mean / cost.gradient}};
}

nlohmann::ordered_json to_json(const StepPart& part, double peak) {
  nlohmann::ordered_json json = {{"name", part.name}, {"ms", part.milliseconds}};
  if (part.gflops > 0) {
    json["gflops"] = part.gflops;
    json["share_of_peak"] = part.gflops / (1e-3 * part.milliseconds) / peak;
  }
  return json;
}

constexpr const char* cost_row = "{:<18} {:>10} {:>10} {:>11} {:>10}\n";
constexpr const char* part_row = "{:<18} {:>10} {:>10} {:>11}\n";

std::string to_row(const Cost& c) {
  return fmt::format(cost_row, c.name, fmt::format("{:.2f}", c.median), fmt::format("{:.2f}", c.mean),
                     fmt::format("{:.2f}", c.median / c.gradient), fmt::format("{:.2f}", c.mean / c.gradient));
}

std::string to_row(const StepPart& part, double peak) {
  const double speed = part.gflops / (1e-3 * part.milliseconds);
  return fmt::format(part_row, part.name, fmt::format("{:.2f}", part.milliseconds),
                     part.gflops > 0 ? fmt::format("{:.1f}", speed) : "",
                     part.gflops > 0 ? fmt::format("{:.1f} %", 100 * speed / peak) : "");
}

int bench_optimisers(const Options& options) {
  const Problem problem = workload_with(Lm{}, options);
  const TrainingStep shape(problem);
  const auto say = [&](const std::string& text) {
    if (options.json) return;
    print(text);
    finish_output();
  };
  say(fmt::format("burgers on 3 layers of 30, f64: {} parameters, {} points, threads: {}\n\n", shape.parameters(),
                  shape.points(), shape.threads()));
  say(fmt::format(cost_row, "optimiser", "ms/step", "mean", "gradients", "mean"));
  auto costs = nlohmann::ordered_json::array(), parts = nlohmann::ordered_json::array();
  for (auto& [name, stage] : stages()) {
    const Cost cost = measure(name, std::move(stage), options);
    costs.push_back(to_json(cost));
    say(to_row(cost));
  }

  ad::Workers workers(shape.threads());
  const double peak = ad::measure_peak_gflops(workers, ad::Precision::f64);
  say(fmt::format("\nparts of lm, once each; peak {:.1f} GFLOP/s\n", peak));
  say(fmt::format(part_row, "part", "ms", "GFLOP/s", "of peak"));
  for (const StepPart& part : time_lm_parts(problem, part_repetitions)) {
    parts.push_back(to_json(part, peak));
    say(to_row(part, peak));
  }
  if (options.json) {
    const nlohmann::ordered_json all = {{"workload", "burgers"},    {"threads", shape.threads()},
                                        {"points", shape.points()}, {"parameters", shape.parameters()},
                                        {"peak_gflops", peak},      {"optimisers", costs},
                                        {"lm_parts", parts}};
    print(all.dump(2) + "\n");
  }
  return exit_fine;
}

}  // namespace

void add_bench_optimisers(CLI::App& bench, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = bench.add_subcommand("optimisers", "Cost of a step of each optimiser, and the parts of lm");
  command->add_option("--threads", options->threads, "Number of threads (default: all)")
      ->check(whole_number_between(1, 1024));
  command->add_option("--seconds", options->seconds, "Time of the steps of each optimiser, at least")
      ->check(number_between(0, 3600))
      ->capture_default_str();
  command->add_option("--points", options->points, "Points of the equation")
      ->check(whole_number_between(1, 100'000'000))
      ->capture_default_str();
  command->add_flag("--json", options->json, "The numbers as JSON");
  command->callback([options, &action] { action = [options] { return bench_optimisers(*options); }; });
}

}  // namespace ansatz::cli
