// `ansatz bench`: time per training step of the reference workloads, and what share of the processor's peak
// their matrix products reach.
//
// Read next: bench_measure.hpp, bench_profile.hpp, bench_guard.hpp, bench_scaling.hpp.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "bench_guard.hpp"
#include "bench_measure.hpp"
#include "bench_profile.hpp"
#include "bench_scaling.hpp"
#include "command.hpp"
#include "ranges.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

nlohmann::ordered_json to_json(const Measurement& m) {
  nlohmann::ordered_json json = {{"name", m.name},
                                 {"precision", m.precision},
                                 {"instructions", m.instructions},
                                 {"threads", m.threads},
                                 {"points", m.points},
                                 {"parameters", m.parameters},
                                 {"ms_per_step", m.milliseconds},
                                 {"ms_least", m.least},
                                 {"ms_processor", m.processor},
                                 {"gemm_gflops_per_step", m.gflops},
                                 {"peak_gflops", m.peak_gflops},
                                 {"share_of_peak", m.share()}};
  if (m.profile) json["profile"] = profile_json(m);
  return json;
}

constexpr const char* table_row = "{:<16} {:>8} {:>10} {:>10} {:>12} {:>9}\n";

std::string table_head() {
  return fmt::format(table_row, "workload", "points", "parameters", "ms/step", "GFLOP/s", "of peak");
}

std::string to_row(const Measurement& m) {
  return fmt::format(table_row, m.name, m.points, m.parameters, fmt::format("{:.3f}", m.milliseconds),
                     fmt::format("{:.1f}", m.gflops / (m.milliseconds * 1e-3)),
                     fmt::format("{:.1f} %", 100 * m.share()));
}

int bench(BenchOptions options) {
  if (options.scaling) return bench_scaling(options);
  if (options.names.empty()) {
    for (const auto& workload : workloads()) options.names.emplace_back(workload.name);
  }
  for (const auto& name : options.names) make_workload(name);  // an unknown name ends it before minutes of others
  auto list = nlohmann::ordered_json::array();
  for (const auto& name : options.names) {
    auto measurement = measure(name, options);
    list.push_back(to_json(measurement));
    if (options.json) continue;
    if (list.size() == 1)
      print(fmt::format("{}, {}, threads: {}, peak {:.1f} GFLOP/s\n", options.precision, measurement.instructions,
                        measurement.threads, measurement.peak_gflops));
    if (list.size() == 1 || options.profile) print(table_head());
    print(to_row(measurement));
    if (options.profile) print("\n" + profile_text(measurement) + "\n");
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
  auto options = std::make_shared<BenchOptions>();
  CLI::App* command = app.add_subcommand("bench", "Time per training step of the reference workloads");
  command->add_option("NAME", options->names, "Workloads (default: all)");
  command->add_option("--threads", options->threads, "Number of threads (default: all)")
      ->check(whole_number_between(1, 1024));
  command->add_option("--precision", options->precision, "f64 (default) or f32")->check(one_of({"f64", "f32"}));
  command
      ->add_option("--points", options->points,
                   "Points of the equation, and as many more or fewer of the boundary (default: the workload's)")
      ->check(whole_number_between(1, 100'000'000));
  command->add_option("--steps", options->steps, "Steps timed a workload, 20 or more (default: two seconds of them)")
      ->check(whole_number_between(fewest_steps, 1'000'000));
  command->add_option("--instructions", options->instructions, "best (default) or a lower level, such as avx2");
  command->add_flag("--profile", options->profile, "Where a step's time goes, and what simplification saves");
  command->add_flag("--scaling", options->scaling, "More points, more threads, and the memory they take");
  command->add_flag("--json", options->json, "The numbers as JSON");
  auto guard = std::make_shared<GuardOptions>();
  command->add_flag("--guard", guard->check,
                    "Compare shares of peak with recorded ones; fail where more than 15 % are lost");
  command->add_flag("--record", guard->record, "Record them anew")->excludes("--guard");
  command->add_option("--tries", guard->tries, "Measurements of a share that is too low, at most")
      ->capture_default_str()
      ->check(whole_number_between(1, 1000))
      ->needs("--guard");
  command->add_option("--shares", guard->file, "The recorded shares")->capture_default_str();
  command->footer(workload_list());
  add_bench_optimisers(*command, action);
  command->callback([=, &action] {
    if (!command->get_subcommands().empty()) return;  // which has left what is to be done
    guard->names = options->names;
    guard->instructions = options->instructions;
    if (guard->check)
      action = [guard] { return check_shares(*guard); };
    else if (guard->record)
      action = [guard] { return record_shares(*guard); };
    else
      action = [options] { return bench(*options); };
  });
}

}  // namespace ansatz::cli
