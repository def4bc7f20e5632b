// csv: a row a point, with its coordinates and values. Points of a grid without a solution are left out; points that
// were named one by one are all there, with nan.
#include "ansatz/core/csv.hpp"

#include "ansatz/core/results.hpp"
#include "ansatz/core/writers.hpp"

namespace ansatz {
namespace {

void write_table(const CsvFormat&, const std::filesystem::path& file, const Extract& extract) {
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

std::shared_ptr<const FormatMethod> method_of(const CsvFormat&) {
  static const auto method = std::make_shared<const FormatMethod>(
      described<CsvFormat>, "csv", "a table: a row a point, with its coordinates and values", std::vector<Setting>{},
      FormatTraits{{".csv"}}, write_table);
  return method;
}

}  // namespace ansatz
