// Points with values from a file, as far as they lie in the domain.
#include <fmt/format.h>

#include "analyse/analyser.hpp"
#include "analyse/data_table.hpp"
#include "ansatz/core/measurements.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

Measurements read_measurements(Analyser& analyser, const std::string& file, std::span<const std::string> quantities,
                               Span place) {
  Model& model = analyser.model;
  const DataFile& found = find_data_file(model, file, place);
  std::vector<std::string> columns;
  for (const Name& coordinate : model.coordinates) columns.push_back(coordinate.text);
  columns.insert(columns.end(), quantities.begin(), quantities.end());
  const Reading reading = model.headers_only ? Reading::header : Reading::everything;
  const Table table = read_table(found.path, file, columns, place, reading);

  Measurements kept{0, {}, std::vector<std::vector<double>>(quantities.size())};
  if (model.headers_only || !analyser.facts.domain_known) return kept;
  std::vector<double> point(model.coordinates.size());
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t i = 0; i < point.size(); ++i) point[i] = table.columns[i][row];
    if (!belongs(analyser.facts.domain, point.data())) continue;
    kept.points.insert(kept.points.end(), point.begin(), point.end());
    for (std::size_t k = 0; k < quantities.size(); ++k) kept.values[k].push_back(table.columns[point.size() + k][row]);
    ++kept.count;
  }
  if (kept.count == 0)
    fail(Finding(Code::table_elsewhere, place,
                 table.rows == 0 ? fmt::format("`{}` holds no points", file)
                                 : fmt::format("none of the {} points of `{}` lies in the domain", table.rows, file))
             .help("look at the ranges of the coordinates, and at the order of the columns"));
  if (kept.count < table.rows)
    analyser.diagnostics.push_back(
        Finding(Code::points_left_out, place,
                fmt::format("{} of the {} points of `{}` lie outside the domain and are left out",
                            table.rows - kept.count, table.rows, file))
            .help("look at the ranges of the coordinates"));
  return kept;
}

}  // namespace ansatz::dsl
