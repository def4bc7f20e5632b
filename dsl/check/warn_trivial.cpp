// W0615: 0 solves everything that is stated, so that training ends there: an eigenvalue problem without a norm, a
// source that was forgotten. Said before hours are spent on it; what was found is judged once more when training is
// over.
#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/verification.hpp"
#include "check/checks.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

void warn_about_trivial(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics) {
  for (const ExactFacts& exact : analysis.exact)
    if (exact.value.valid() && exact.value == exact.value.graph().constant(0)) return;  // it is what is asked for
  try {
    if (!zero_solves(problem)) return;
  } catch (const UserError&) {
    return;  // a formula that has no meaning is told where it is trained
  }
  std::string zero;
  for (const Name& field : analysis.model->fields) zero += field.text + " = ";
  diagnostics.push_back(
      Finding(Code::trivial_solution, analysis.model->fields.front().span, zero + "0 solves all that is stated")
          .label("training will find that")
          .help("state what the solution has and 0 has not: a source, a value, or `eq norm: integral(u^2, x in [0, 1]) "
                "= 1`"));
}

}  // namespace ansatz::dsl
