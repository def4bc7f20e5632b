#include "plots/known.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "points/domain.hpp"

namespace ansatz::plots {
namespace {

const ExactField* table_of(const Problem& problem, const PlotQuantity& quantity) {
  for (const ExactField& exact : problem.exact)
    if (quantity.field && exact.field == *quantity.field && !exact.values.empty()) return &exact;
  return nullptr;
}

/// What residual `j` of a condition asks of its field: what was found there, less the residual.
Known asked_for(const Solution& solution, const Condition& condition, std::size_t j) {
  ResidualValues at = solution.residual(condition.name);
  if (j >= at.values.size())
    throw UserError(fmt::format("condition `{}` names {} fields, and has {} residuals", condition.name,
                                condition.fields.size(), at.values.size()));
  Known known{condition.name, false, condition.data != nullptr, std::move(at.points), {}};
  if (condition.data) {
    known.points = condition.data->points;
    known.values = condition.data->values[j];
    return known;
  }
  known.values = solution.evaluate(Field{condition.fields[j], solution.problem().fields[condition.fields[j]]},
                                   known.points, Outside::not_a_number);
  for (std::size_t p = 0; p < known.values.size(); ++p) known.values[p] -= at.values[j][p];
  return known;
}

/// The numbers of those points that are at most `near` of the side of the domain off the cut.
std::vector<std::size_t> within(const Known& known, const Held& held, std::span<const std::size_t> over,
                                const std::vector<Interval>& box, double near) {
  std::vector<std::size_t> chosen;
  const std::size_t dimensions = box.size();
  for (std::size_t p = 0; p < known.values.size(); ++p) {
    bool on = true;
    for (std::size_t i = 0; i < dimensions && on; ++i) {
      const bool held_here = std::find(over.begin(), over.end(), i) == over.end();
      const double off = std::abs(known.points[p * dimensions + i] - held.point[i]);
      on = !held_here || off <= near * (box[i].upper - box[i].lower);
    }
    if (on) chosen.push_back(p);
  }
  return chosen;
}

}  // namespace

std::vector<Known> known_values(const Solution& solution, const PlotQuantity& quantity) {
  const Problem& problem = solution.problem();
  std::vector<Known> all;
  if (!quantity.field) return all;
  for (const Condition& condition : problem.conditions)
    for (std::size_t j = 0; j < condition.fields.size(); ++j)
      if (condition.fields[j] == *quantity.field) all.push_back(asked_for(solution, condition, j));
  if (const ExactField* table = table_of(problem, quantity))
    all.push_back({"exact", true, false, problem.evaluation_points, table->values});
  return all;
}

bool has_exact_table(const Problem& problem, const PlotQuantity& quantity) {
  return table_of(problem, quantity) != nullptr;
}

Known lying_on(const Known& known, const Held& held, std::span<const std::size_t> over, const Problem& problem,
               std::size_t most) {
  const std::vector<Interval> box = bounding_box(problem.domain);
  constexpr double on_it = 1e-6, near_it = 0.01;
  std::vector<std::size_t> chosen = within(known, held, over, box, on_it);
  if (chosen.size() < 2) chosen = within(known, held, over, box, near_it);
  if (chosen.size() > most) {
    // Any of them, and not every so many-th: of a grid those would be stripes.
    const std::vector<std::size_t> order = Stream(0, "known points").permutation(chosen.size());
    std::vector<std::size_t> some;
    for (std::size_t k = 0; k < most; ++k) some.push_back(chosen[order[k]]);
    chosen = std::move(some);
  }
  Known cut{known.label, known.exact, known.measured, {}, {}};
  for (const std::size_t p : chosen) {
    const auto from = known.points.begin() + static_cast<std::ptrdiff_t>(p * box.size());
    cut.points.insert(cut.points.end(), from, from + static_cast<std::ptrdiff_t>(box.size()));
    cut.values.push_back(known.values[p]);
  }
  return cut;
}

}  // namespace ansatz::plots
