// `ansatz show`: the effective problem, without training it: every setting with its origin, and how large it is.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/classification.hpp"
#include "ansatz/core/corners.hpp"
#include "ansatz/core/evolution.hpp"
#include "ansatz/core/points.hpp"
#include "ansatz/core/scales.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/waves.hpp"
#include "command.hpp"
#include "compilation.hpp"
#include "free_processors.hpp"
#include "memory.hpp"
#include "slope_facts.hpp"
#include "terminal.hpp"
#include "time_of_run.hpp"

namespace ansatz::cli {
namespace {

struct Options {
  std::string file;
  ProblemOptions problem;
};

std::string_view describe(dsl::Origin origin) {
  switch (origin) {
    case dsl::Origin::fallback: return "default";
    case dsl::Origin::file: return "file";
    case dsl::Origin::command_line: return "--set";
  }
  throw InternalFault("a setting has an origin without a name");
}

std::string shown_value(const dsl::SettingText& setting) {
  return setting.stands_for.empty() ? setting.value : fmt::format("{}, here {}", setting.value, setting.stands_for);
}

void print_settings(const std::vector<dsl::SettingText>& settings) {
  std::size_t width = 0;
  for (const auto& setting : settings) width = std::max(width, setting.name.size() + shown_value(setting).size());
  std::string block;
  for (const auto& setting : settings) {
    if (setting.block != block) print(setting.block + "\n");
    block = setting.block;
    print(fmt::format("  {:<{}}   {}\n", setting.name + " = " + shown_value(setting), width + 3,
                      describe(setting.origin)));
  }
}

/// What varies in `ansatz sweep`, and in nothing else.
void print_sweep(const dsl::Sweep& sweep) {
  constexpr std::size_t most_values = 8;  // of an axis
  if (!sweep.axes.empty()) print("sweep\n");
  for (const dsl::SweepAxis& axis : sweep.axes) {
    std::string values;
    for (std::size_t i = 0; i < std::min(most_values, axis.values.size()); ++i)
      values += (i == 0 ? "" : ", ") + axis.values[i];
    const bool all = axis.values.size() <= most_values;
    print(fmt::format("  {} = [{}{}]\n", axis.key, printable(values),
                      all ? "" : fmt::format(", ... {} values", axis.values.size())));
  }
}

void print_points(const Problem& problem) {
  const auto counts = points_of_conditions(problem);
  print("points\n");
  for (std::size_t i = 0; i < counts.size(); ++i)
    print(fmt::format("  {} = {}\n", printable(problem.conditions[i].name), counts[i]));
}

void print_lines(std::string_view title, const std::vector<std::string>& words) {
  if (!words.empty()) print(fmt::format("{}\n", title));
  for (const std::string& line : words) print(fmt::format("  {}\n", printable(line)));
}

void print_slopes(const Problem& problem) {
  const std::vector<report::Fact> facts = slope_facts(problem);
  if (!facts.empty()) print("slopes\n");
  for (const report::Fact& fact : facts) print(fmt::format("  {} = {}\n", fact.label, fact.value));
}

std::string shown_extents(ad::Extents image) { return fmt::format("{} x {} x {}", image[0], image[1], image[2]); }

/// Layer by layer what comes out and what is trained.
void print_layers(const Classification& problem) {
  print(fmt::format("layers\n  {:<44} {:>14}\n", "input", shown_extents(problem.image)));
  std::size_t all = 0;
  for (const LayerShape& layer : layer_shapes(problem.network, problem.image)) {
    const std::string output = layer.extents.given() ? shown_extents(layer.extents) : fmt::format("{}", layer.rows);
    const std::string trained = layer.parameters > 0 ? fmt::format("{:>12} parameters", layer.parameters) : "";
    print(fmt::format("  {:<44} {:>14} {}\n", layer.layer, output, trained));
    all += layer.parameters;
  }
  print(fmt::format("size\n  parameters = {}, slopes left out\n", all));
}

/// On the threads that a run would have now.
void print_time(Problem problem) {
  if (problem.compute.threads == 0) problem.compute.threads = free_processors();
  const int threads = problem.compute.threads;
  print(fmt::format("time of a run\n  {}, on {} thread{}\n", shown_times(time_steps(problem)), threads,
                    threads == 1 ? "" : "s"));
}

int show_images(const dsl::Compilation& compilation) {
  const Classification& problem = *compilation.classification;
  const std::vector<MemoryPart> memory = memory_of(problem);
  print(fmt::format("memory of a run\n  {}\n", shown_memory(memory)));
  require_memory(memory, "", free_memory());
  print_layers(problem);
  print(fmt::format("  parameters with slopes = {}\n  images = {}", Classifier(problem).parameter_count(),
                    problem.training->count()));
  print(problem.test ? fmt::format(", test images = {}\n", problem.test->count()) : "\n");
  return exit_fine;
}

int show_search(const dsl::SearchPlan& plan) {
  print(fmt::format("space\n  functions by name = {}\n", search::Space(plan.space).size()));
  return exit_fine;
}

int show(const Options& options) {
  auto compilation = compile_any(options.file, options.problem);
  report_diagnostics(compilation);
  if (!compilation.sound() && !compilation.search) return exit_diagnostics;
  print_settings(compilation.settings);
  if (compilation.search) return show_search(*compilation.search);
  print_sweep(compilation.sweep);
  if (compilation.classification) return show_images(compilation);
  const std::vector<MemoryPart> memory = memory_of(*compilation.problem);
  print(fmt::format("memory of a run\n  {}\n", shown_memory(memory)));
  require_memory(memory, "", free_memory());
  print_lines("inputs", waves_in_words(*compilation.problem));
  print_lines("corners", corners_in_words(*compilation.problem));
  print_lines("windows", windows_in_words(*compilation.problem));
  const Solver solver(std::move(*compilation.problem));
  print_points(solver.problem());
  print(fmt::format("size\n  conditions = {}\n  parameters = {}\n  working set of a thread = {}\n",
                    solver.problem().conditions.size(), solver.parameter_count(),
                    shown_bytes(static_cast<double>(solver.statistics().tile_bytes))));
  print_lines("conditions", exact_conditions_in_words(solver.problem()));
  print_lines("scales", scales_in_words(solver.problem()));
  print_slopes(solver.problem());
  print_time(solver.problem());
  return exit_fine;
}

}  // namespace

void add_show(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("show", "The effective problem: every setting, its value and its origin");
  command->add_option("FILE", options->file, "The problem (.pde)")->required();
  add_problem_options(*command, options->problem);
  command->callback([options, &action] { action = [options] { return show(*options); }; });
}

}  // namespace ansatz::cli
