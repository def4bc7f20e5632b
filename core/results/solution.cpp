// solution.csv.
#include <limits>

#include "ansatz/core/csv.hpp"
#include "ansatz/core/results.hpp"
#include "points/domain.hpp"

namespace ansatz {

void write_solution(const std::filesystem::path& file, const Problem& problem, const Evaluation& evaluation) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();  // where a field is not to be found
  const std::size_t dimensions = problem.domain.dimensions();
  CsvTable table;
  for (std::size_t i = 0; i < dimensions; ++i) table.cell(coordinate_name(problem.domain, i));
  for (const std::string& field : problem.fields) table.cell(field);
  for (const ExactField& exact : problem.exact)
    if (exact.formula) table.cell(exact.name);
  for (const ExactField& exact : problem.exact) table.cell(name_of(problem, exact) + "_exact");
  table.end_row();
  for (std::size_t p = 0; p < evaluation.count; ++p) {
    for (std::size_t i = 0; i < dimensions; ++i) table.cell(evaluation.points[p * dimensions + i]);
    for (std::size_t k = 0; k < evaluation.values.size(); ++k)
      table.cell(lives_at(problem, k, evaluation.points.data() + p * dimensions) ? evaluation.values[k][p] : nothing);
    for (const ExactField& exact : problem.exact) table.cell(evaluation.exact[exact.field][p]);
    table.end_row();
  }
  write_whole(file, table.text());
}

}  // namespace ansatz
