// The rules, one function each, asked in this order; the first that speaks gives the verdict. Doubtful:
//
//   a check that the problem states does not hold;
//   u = 0 solves all of it, and that is what was found: |u| < 1e-3;
//   the loss fell by eight digits, and an exact solution is missed by a tenth;
//   residuals at fresh points are ten times those that were trained on, and above a hundredth of their scale;
//   the loss ended at ten times what it began with, or rose a hundredfold from where it had been.
//
// Rough: the loss hardly fell; or a condition holds to no more than a tenth of its terms. The numbers are one digit
// each, and separate what a run of the gallery shows from what a wrong one does by two digits on either side
// (docs/guide/trust.md).
#include "verification/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "ansatz/core/automatic.hpp"
#include "points/domain.hpp"

namespace ansatz {
namespace {

constexpr double trivial = 1e-3;     // largest |u| of the trivial solution, as trained networks give it
constexpr double small_loss = 1e-8;  // of where it began
constexpr double wrong = 0.1;        // relative error of a wrong solution
constexpr double memorised = 100;    // mean squares at fresh points over those trained on
constexpr double noticeable = 1e-2;  // of the scale of a residual
constexpr double higher = 10;        // than the loss that was there at the beginning
constexpr double rise = 100;         // of the loss over its least
constexpr double hardly = 0.5;       // of the loss that was there at the beginning
constexpr double first_digit = 0.1;  // of the terms of a residual

/// The rows of the window that training ended in.
struct Curve {
  explicit Curve(const Outcome& outcome) {
    for (const Progress& row : outcome.history) {
      if (row.window != outcome.last.window || !std::isfinite(row.loss)) continue;
      if (least == nullptr || row.loss < least->loss) least = &row;
      if (first == nullptr) first = &row;
    }
    last = &outcome.last;
  }
  bool known() const { return first != nullptr && first->loss > 0; }
  const Progress *first = nullptr, *least = nullptr, *last = nullptr;
};

std::string broken_check(const Problem& problem, const Verification& found) {
  for (const CheckOutcome& check : found.checks)
    if (!check.holds)
      return fmt::format("`{}` does not hold: it is off by {:.3g} at {}, and {:.3g} was promised", check.name,
                         check.off, describe(problem.domain, check.where.data()), check.tolerance);
  return {};
}

std::string trivial_solution(const Problem& problem, const Outcome& outcome, const Triviality& triviality) {
  if (!triviality.zero_holds || !(triviality.fields.largest < trivial)) return {};
  for (const FieldError& error : outcome.last.errors)
    if (!(error.l2_relative > wrong)) return {};  // it is what is asked for
  std::string fields;
  for (const std::string& field : problem.fields) fields += (fields.empty() ? "" : " = ") + field;
  return fmt::format(
      "{} = 0 solves all that is stated, and that is what was found (no value is larger than {:.1e}): state what the "
      "solution has and 0 has not",
      fields, triviality.fields.largest);
}

std::string wrong_solution(const Outcome& outcome, const Curve& curve) {
  if (!curve.known() || !(curve.last->loss < small_loss * curve.first->loss)) return {};
  for (const FieldError& error : outcome.last.errors)
    if (error.l2_relative > wrong)
      return fmt::format(
          "the loss is {:.1e}, and {} is off by {:.3g} % of the exact solution: the points are too few, or "
          "the conditions have another solution",
          curve.last->loss, error.field, 100 * error.l2_relative);
  return {};
}

std::string memorised_points(const Problem& problem, const Triviality& triviality, const Verification& found) {
  const ResidualCheck* worst = nullptr;
  for (const ResidualCheck& check : found.residuals) {
    const double size = triviality.fields.root_mean_square;
    const double part = std::isnan(check.relative) ? std::sqrt(check.fresh) / size : check.relative;
    if (!(check.fresh > memorised * check.trained) || !(part > noticeable)) continue;
    if (worst == nullptr || check.fresh / check.trained > worst->fresh / worst->trained) worst = &check;
  }
  if (worst == nullptr) return {};
  return fmt::format(
      "`{}` holds at the points that were trained on (mean square {:.1e}) and not between them ({:.1e}; largest at "
      "{}): "
      "take more points, or draw them anew (`resample`)",
      worst->condition, worst->trained, worst->fresh, describe(problem.domain, worst->where.data()));
}

/// Losses under weights that move are none to compare.
std::string risen_loss(const Problem& problem, const Curve& curve) {
  if (!curve.known() || problem.weighting.moves()) return {};
  if (curve.last->loss > higher * curve.first->loss)
    return fmt::format("the loss rose from {:.2g} to {:.2g}: the steps are too long, take a smaller rate",
                       curve.first->loss, curve.last->loss);
  if (curve.last->loss > rise * curve.least->loss && curve.last->loss > 1e-2 * curve.first->loss)
    return fmt::format("the loss had come down to {:.2g} at step {}, and rose again to {:.2g}", curve.least->loss,
                       curve.least->step, curve.last->loss);
  return {};
}

std::string stalled_loss(const Problem& problem, const Curve& curve) {
  if (!curve.known() || problem.weighting.moves() || !(curve.last->loss > hardly * curve.first->loss)) return {};
  return fmt::format("the loss did not halve, from {:.2g} to {:.2g} in {} steps", curve.first->loss, curve.last->loss,
                     curve.last->step - curve.first->step);
}

/// The condition that holds worst; null where none has a scale.
const ResidualCheck* worst_of(const Verification& found) {
  const ResidualCheck* worst = nullptr;
  for (const ResidualCheck& check : found.residuals)
    if (!std::isnan(check.relative) && (worst == nullptr || check.relative > worst->relative)) worst = &check;
  return worst;
}

std::string largest_part(const Verification& found) {
  const ResidualCheck* worst = worst_of(found);
  if (worst == nullptr) return "";
  return fmt::format("at fresh points `{}` holds to {:.2g} of its terms", worst->condition, worst->relative);
}

std::string rough_condition(const Verification& found) {
  const ResidualCheck* worst = worst_of(found);
  return worst != nullptr && !(worst->relative <= first_digit) ? largest_part(found) + " only" : std::string();
}

}  // namespace

void draw_verdict(const Problem& problem, const Outcome& outcome, const Triviality& triviality, Verification& found) {
  const Curve curve(outcome);
  const auto speaks = [&](Verdict verdict, std::string reason) {
    if (reason.empty()) return false;
    found.verdict = verdict;
    found.reason = std::move(reason);
    return true;
  };
  if (speaks(Verdict::doubtful, broken_check(problem, found)) ||
      speaks(Verdict::doubtful, trivial_solution(problem, outcome, triviality)) ||
      speaks(Verdict::doubtful, wrong_solution(outcome, curve)) ||
      speaks(Verdict::doubtful, memorised_points(problem, triviality, found)) ||
      speaks(Verdict::doubtful, risen_loss(problem, curve)) || speaks(Verdict::rough, stalled_loss(problem, curve)) ||
      speaks(Verdict::rough, rough_condition(found)))
    return;
  if (!speaks(Verdict::holds, largest_part(found))) found.reason = "nothing speaks against it at fresh points";
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return "holds";
    case Verdict::rough: return "rough";
    case Verdict::doubtful: return "doubtful";
  }
  return "";
}

}  // namespace ansatz
