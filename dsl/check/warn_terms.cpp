// W0616: conditions that stay terms of the loss though the file asks for all to be built in.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/core/exact_conditions.hpp"
#include "check/checks.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

void warn_about_terms(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics) {
  // By default what can be built in is, and nothing was promised.
  if (problem.weighting.conditions != Imposition::exactly) return;
  const Problem built = with_exact_conditions(problem);
  for (const ExactConditions::Term& term : built.exact_conditions->terms) {
    const auto stated = std::find_if(analysis.conditions.begin(), analysis.conditions.end(),
                                     [&](const ConditionFacts& facts) { return facts.name == term.condition; });
    if (stated == analysis.conditions.end()) continue;
    diagnostics.push_back(Finding(Code::stays_a_term, stated->content().equations.front().span,
                                  fmt::format("`{}` stays a term of the loss: {}", term.condition, term.why))
                              .label("not built in")
                              .help("leave it so, or write the field as an `ansatz` that holds it"));
  }
}

}  // namespace ansatz::dsl
