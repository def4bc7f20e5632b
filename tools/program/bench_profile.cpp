// Every thread's time belongs to one part, so the parts of all threads, divided by their number, add up to the step.
// While the optimiser works on one thread the others wait.
#include "bench_profile.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace ansatz::cli {
namespace {

struct Row {
  std::string name;
  double seconds = 0;     // of all threads, divided by their number
  double operations = 0;  // what was computed in that time; 0: not counted
  bool of_peak = false;   // `operations` are those of matrix products
};

std::vector<Row> rows_of(const BenchProfile& profile) {
  const ad::Work& work = profile.simplified;
  const int workers = profile.step.evaluation.workers;
  std::vector<Row> rows;
  for (std::size_t part = 0; part < ad::part_names.size(); ++part) {
    Row row{std::string(ad::part_names[part]), profile.step.evaluation.parts[part] / workers};
    switch (static_cast<ad::Part>(part)) {
      case ad::Part::forward_products: row.operations = work.forward_flops, row.of_peak = true; break;
      case ad::Part::transposed_products: row.operations = work.transposed_flops, row.of_peak = true; break;
      case ad::Part::weight_gradients: row.operations = work.gradient_flops, row.of_peak = true; break;
      case ad::Part::elementwise: row.operations = work.elementwise_values; break;
      case ad::Part::functions: row.operations = work.function_values; break;
      case ad::Part::idle: row.seconds += profile.step.optimiser * (workers - 1) / workers; break;
      default: break;
    }
    rows.push_back(std::move(row));
  }
  rows.insert(rows.end() - 1, {"optimiser", profile.step.optimiser / workers});
  return rows;
}

double total_of(const BenchProfile& profile) { return profile.step.evaluation.seconds + profile.step.optimiser; }

std::string time_table(const Measurement& m) {
  constexpr const char* line = "{:<20} {:>9} {:>9} {:>9} {:>9}\n";
  const double total = total_of(*m.profile);
  std::string text = fmt::format(line, "part", "ms", "of step", "Gop/s", "of peak");
  for (const Row& row : rows_of(*m.profile)) {
    const double rate = row.seconds > 0 ? row.operations / row.seconds * 1e-9 : 0;
    text += fmt::format(line, row.name, fmt::format("{:.3f}", 1e3 * row.seconds),
                        fmt::format("{:.1f} %", 100 * row.seconds / total), rate > 0 ? fmt::format("{:.1f}", rate) : "",
                        row.of_peak && rate > 0 ? fmt::format("{:.0f} %", 100 * rate / m.peak_gflops) : "");
  }
  return text + fmt::format("{:<20} {:>9.3f}   (parts at their fastest; median without a stopwatch {:.3f})\n", "step",
                            1e3 * total, m.milliseconds);
}

std::string work_table(const BenchProfile& profile) {
  constexpr const char* line = "{:<28} {:>10} {:>11}\n";
  const ad::Work &a = profile.stated, &b = profile.simplified;
  std::string text = fmt::format(line, "what the expressions ask for", "as stated", "simplified");
  const auto count = [&](const char* name, std::size_t before, std::size_t after) {
    text += fmt::format(line, name, before, after);
  };
  const auto size = [&](const char* name, double before, double after) {
    text += fmt::format(line, name, fmt::format("{:.4f}", 1e-9 * before), fmt::format("{:.4f}", 1e-9 * after));
  };
  count("streams", a.streams, b.streams);
  count("matrix products", a.products, b.products);
  count("weight-gradient products", a.outer, b.outer);
  count("elementwise operations", a.elementwise, b.elementwise);
  size("GFLOP products forward", a.forward_flops, b.forward_flops);
  size("GFLOP products transposed", a.transposed_flops, b.transposed_flops);
  size("GFLOP weight gradients", a.gradient_flops, b.gradient_flops);
  return text +
         fmt::format("program: {} instructions, {} sums of products as machine code, tiles of {} points and {} KB\n",
                     profile.program.instructions, profile.program.native_strips, profile.program.tile_points,
                     profile.program.tile_bytes / 1024);
}

nlohmann::ordered_json to_json(const ad::Work& work) {
  return {{"streams", work.streams},
          {"products", work.products},
          {"weight_gradient_products", work.outer},
          {"elementwise_operations", work.elementwise},
          {"forward_gflop", 1e-9 * work.forward_flops},
          {"transposed_gflop", 1e-9 * work.transposed_flops},
          {"weight_gradient_gflop", 1e-9 * work.gradient_flops}};
}

}  // namespace

std::string profile_text(const Measurement& measurement) {
  return time_table(measurement) + "\n" + work_table(*measurement.profile);
}

nlohmann::ordered_json profile_json(const Measurement& measurement) {
  const BenchProfile& profile = *measurement.profile;
  nlohmann::ordered_json parts;
  for (const Row& row : rows_of(profile)) parts[row.name] = 1e3 * row.seconds;
  return {{"ms_per_step", 1e3 * total_of(profile)},
          {"ms_of_parts", parts},
          {"as_stated", to_json(profile.stated)},
          {"simplified", to_json(profile.simplified)},
          {"program",
           {{"instructions", profile.program.instructions},
            {"native_strips", profile.program.native_strips},
            {"tile_points", profile.program.tile_points},
            {"tile_bytes", profile.program.tile_bytes}}}};
}

}  // namespace ansatz::cli
