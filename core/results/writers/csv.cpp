// csv: a row a point, with its coordinates and values. Points of a grid without a solution are left out; points that
// were named one by one are all there, with nan.
#include "results/csv.hpp"

#include "ansatz/core/results.hpp"
#include "results/writers/formats.hpp"

namespace ansatz {
namespace {

void write_table(const std::filesystem::path& file, const Extract& extract) {
  const std::size_t dimensions = extract.coordinates().size();
  const std::vector<double> points = extract.points();
  const std::vector<std::vector<double>> values = extract.values(points);
  CsvTable table;
  for (const std::string& name : extract.coordinates()) table.cell(name);
  for (const Column& column : extract.columns()) table.cell(column.name);
  table.end_row();
  for (std::size_t p = 0; p < extract.count(); ++p) {
    const double* point = points.data() + p * dimensions;
    if (!extract.axes().empty() && !extract.inside(point)) continue;
    for (std::size_t i = 0; i < dimensions; ++i) table.cell(point[i]);
    for (const std::vector<double>& column : values) table.cell(column[p]);
    table.end_row();
  }
  write_whole(file, table.text());
}

}  // namespace

Writer csv_writer() {
  return {"csv", {".csv"}, "a table: a row a point, with its coordinates and values", true, 0, {}, write_table};
}

}  // namespace ansatz
