// The file: {"avx512": {"burgers": 0.53, "burgers f32": 0.41, ...}, "avx2": {...}}.
#include "bench_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "ansatz/autodiff/error.hpp"
#include "bench_measure.hpp"
#include "command.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace {

constexpr double allowed_loss = 0.15;
constexpr int recordings = 3;    // the best of them is recorded
constexpr double seconds = 0.7;  // of steps a try

struct Guarded {
  std::string key, workload, precision;
};

/// All workloads in double precision, `burgers` in single as well.
std::vector<Guarded> guarded(const GuardOptions& options) {
  std::vector<std::string> names = options.names;
  if (names.empty())
    for (const auto& workload : workloads()) names.emplace_back(workload.name);
  std::vector<Guarded> list;
  for (const auto& name : names) {
    list.push_back({name, name, "f64"});
    if (name == "burgers") list.push_back({"burgers f32", name, "f32"});
  }
  return list;
}

double measure_share(const Guarded& item, const GuardOptions& options) {
  BenchOptions bench;
  bench.threads = 1;
  bench.precision = item.precision;
  bench.instructions = options.instructions;
  return measure(item.workload, bench, seconds).undisturbed_share();
}

nlohmann::ordered_json read_shares(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw UserError(fmt::format("no recorded shares in `{}`; `ansatz bench --record` makes them", file));
  auto json = nlohmann::ordered_json::parse(in, nullptr, false);
  if (!json.is_object()) throw UserError(fmt::format("`{}` does not hold recorded shares", file));
  return json;
}

double recorded_share(const nlohmann::ordered_json& json, const std::string& set, const std::string& key) {
  if (json.contains(set) && json[set].is_object() && json[set].contains(key) && json[set][key].is_number())
    if (double share = json[set][key].get<double>(); share > 0) return share;
  throw UserError(fmt::format("no share of `{}` with {} is recorded; `ansatz bench --record` does it", key, set));
}

std::string set_name(const GuardOptions& options) {
  return std::string(ad::name(instruction_set_of(options.instructions)));
}

constexpr const char* table_row = "{:<16} {:>10} {:>10} {:>9}\n";

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

}  // namespace

int check_shares(const GuardOptions& options) {
  const auto json = read_shares(options.file);
  const std::string set = set_name(options);
  for (const Guarded& item : guarded(options)) recorded_share(json, set, item.key);  // before minutes of others
  print(fmt::format(table_row, "share of peak", "recorded", "now", "change"));
  bool lost = false;
  for (const Guarded& item : guarded(options)) {
    const double recorded = recorded_share(json, set, item.key);
    double share = 0;
    for (int k = 0; k < options.tries && share < (1 - allowed_loss) * recorded; ++k)
      share = std::max(share, measure_share(item, options));
    const bool too_low = share < (1 - allowed_loss) * recorded;
    lost = lost || too_low;
    print(fmt::format(table_row, item.key, percent(recorded), percent(share),
                      fmt::format("{:+.1f} %", 100 * (share / recorded - 1))));
    finish_output();
  }
  if (!lost) return exit_fine;
  report(fmt::format("error: more than {:.0f} % of a share of peak are lost\n", 100 * allowed_loss));
  return exit_failed;
}

int record_shares(const GuardOptions& options) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  if (std::ifstream(options.file)) json = read_shares(options.file);
  auto& shares = json[set_name(options)];
  for (const Guarded& item : guarded(options)) {
    double share = 0;
    for (int k = 0; k < recordings; ++k) share = std::max(share, measure_share(item, options));
    shares[item.key] = std::round(1000 * share) / 1000;
    print(fmt::format("{:<16} {:>10}\n", item.key, percent(share)));
    finish_output();
  }
  std::ofstream out(options.file);
  out << json.dump(2) << '\n';
  if (!out.flush()) throw WorldFailure(fmt::format("`{}` cannot be written", options.file));
  return exit_fine;
}

}  // namespace ansatz::cli
