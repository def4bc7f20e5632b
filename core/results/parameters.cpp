// parameters.csv: what training made of weights, slopes and whatever else activations train, block by block.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "ansatz/core/csv.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz {
namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values, double mean) {
  double square = 0;
  for (const double value : values) square += (value - mean) * (value - mean);
  return std::sqrt(square / static_cast<double>(values.size()));
}

void add_block(CsvTable& table, const Parameter& block) {
  const double mean = mean_of(block.values);
  const auto [smallest, largest] = std::minmax_element(block.values.begin(), block.values.end());
  table.cell(block.name).cell(std::uint64_t{block.values.size()});
  table.cell(mean).cell(deviation_of(block.values, mean)).cell(*smallest).cell(*largest);
}

}  // namespace

void write_parameters(const std::filesystem::path& file, const Solution& solution) {
  const bool several = solution.problem().sampling.windows > 1;
  CsvTable table;
  table.cell("parameter").cell("values").cell("mean").cell("std").cell("smallest").cell("largest");
  if (several) table.cell("window");
  table.end_row();
  for (std::size_t window = 0; window < solution.windows(); ++window) {
    for (const Parameter& block : solution.parameters(window)) {
      add_block(table, block);
      if (several) table.cell(std::uint64_t{window + 1});
      table.end_row();
    }
  }
  write_whole(file, table.text());
}

}  // namespace ansatz
