// Which conditions are built in: what each asks for is read (gather.hpp), networks read what serves them (inputs.hpp),
// fields are put together as far as conditions agree (build.hpp). A condition is held when all that it asks for is.
#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/exact_conditions.hpp"
#include "ansatz/core/problem.hpp"
#include "exact/build.hpp"
#include "exact/words.hpp"
#include "problem/complete.hpp"

namespace ansatz {
namespace exact {
namespace {

constexpr double held_to = 1e-9;  // a check of what is built in, of the size of what is asked for

/// What is made of all conditions together.
struct Imposed {
  std::vector<std::string> why;  // by condition, why it stays a term; empty: it is held
  std::vector<std::vector<Reading>> readings;
  std::vector<std::shared_ptr<const FieldFormula>> fields;  // null: it stays what its network gives
  std::vector<double> sizes;                                // of residuals, by condition
};

Imposed impose_but(const Problem& problem, std::vector<std::string> why) {
  Gathered gathered = gather(problem, std::move(why));
  Imposed imposed;
  imposed.sizes.assign(problem.conditions.size(), 1);
  imposed.readings = choose_readings(problem, gathered);
  for (std::size_t f = 0; f < problem.fields.size(); ++f) {
    const Built built = build_field(problem, f, imposed.readings, gathered);
    imposed.fields.push_back(built.formula);
    for (const auto& [condition, size] : built.sizes)
      imposed.sizes[condition] = std::max(imposed.sizes[condition], size);
  }
  imposed.why = std::move(gathered.why);
  return imposed;
}

/// Networks are flat or periodic for the sake of conditions that are held. Where one of them turns out not to be, all
/// is done again without those that are not.
Imposed impose_all(const Problem& problem) {
  std::vector<std::string> why(problem.conditions.size());
  for (;;) {
    Imposed imposed = impose_but(problem, why);
    const bool plain = std::all_of(imposed.readings.begin(), imposed.readings.end(), [](const auto& network) {
      return std::all_of(network.begin(), network.end(), [](const Reading& reading) { return reading.plain(); });
    });
    if (plain || imposed.why == why) return imposed;
    why = imposed.why;
  }
}

/// Conditions that are held become checks; the number of the data that equations hold at follows.
void move_to_checks(Problem& problem, const Imposed& imposed) {
  std::deque<Condition> kept;
  for (std::size_t c = 0; c < problem.conditions.size(); ++c) {
    Condition& condition = problem.conditions[c];
    if (problem.sampling.at == c) problem.sampling.at = kept.size();
    if (!is_concerned(condition) || !imposed.why[c].empty()) {
      if (is_concerned(condition)) problem.exact_conditions->terms.push_back({condition.name, imposed.why[c]});
      kept.push_back(std::move(condition));
      continue;
    }
    problem.exact_conditions->held.push_back(condition.name);
    Check& check = problem.checks.emplace_back();
    check.condition = std::move(condition);
    check.tolerance = held_to * imposed.sizes[c];
  }
  problem.conditions = std::move(kept);
}

void impose(Problem& problem) {
  const Imposed imposed = impose_all(problem);
  for (std::size_t f = 0; f < problem.fields.size(); ++f) {
    const std::shared_ptr<const FieldFormula>& formula = imposed.fields[f];
    if (!formula) continue;
    problem.exact_conditions->formulas.push_back(text_of(problem, f, *formula));
    if (!problem.scales.empty()) problem.scales[f] = {};  // it is in the formula
    problem.ansatz.push_back({f, [formula](const PointScope& at, ad::Expr net) { return formula->field(at, net); }});
  }
  give_inputs(problem, imposed.readings);
  move_to_checks(problem, imposed);
}

}  // namespace
}  // namespace exact

Problem with_exact_conditions(Problem problem) {
  if (problem.exact_conditions || imposition_of(problem) != Imposition::exactly) return problem;
  Problem whole = completed(std::move(problem));
  whole.exact_conditions.emplace();
  exact::impose(whole);
  return whole;
}

}  // namespace ansatz
