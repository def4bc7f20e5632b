// The rules, one function each, asked in this order; the first that speaks gives the verdict. Doubtful:
//
//   training diverged, or a condition has no value at some fresh point;
//   a check that the problem states does not hold;
//   u = 0 solves all of it, and that is what was found: |u| < 1e-3;
//   a condition depends on the solution outside the domain;
//   nothing determines a field or an unknown: its relative changes show by no more than 1e-5 of them;
//   training is over, and what is known exactly is missed by a tenth, whatever the loss did;
//   residuals at fresh points are ten times those that were trained on, and above a hundredth of their scale;
//   the loss ended at ten times what it began with, or rose a hundredfold from where it had been;
//   after steps enough, a condition is missed by half of its terms.
//
// Then what was not reached: the loss hardly fell, a condition holds to no more than a tenth of its terms, or
// residuals of this size leave the answer open by a half of itself. Stalled where training is over and more steps of
// its kind would not help, as the last stage could go no further or the second half of the steps brought the loss down
// by less than a fifth; rough where they might. What is left is fair where a condition holds to a hundredth of its
// terms only, and holds else. The numbers are one digit each, and separate what a run of the gallery shows from what a
// wrong one does by two digits on either side (docs/guide/trust.md).
#include "verification/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/results.hpp"
#include "points/domain.hpp"
#include "verification/course.hpp"

namespace ansatz {
namespace {

constexpr double trivial = 1e-3;     // largest |u| of the trivial solution, as trained networks give it
constexpr double wrong = 0.1;        // relative error of a wrong solution
constexpr double memorised = 100;    // mean squares at fresh points over those trained on
constexpr double noticeable = 1e-2;  // of the scale of a residual
constexpr double higher = 10;        // than the loss that was there at the beginning
constexpr double rise = 100;         // of the loss over its least
constexpr double hardly = 0.5;       // of the loss that was there at the beginning
constexpr double first_digit = 0.1;  // of the terms of a residual
constexpr double two_digits = 1e-2;  // likewise
constexpr double useless = 0.5;      // of its terms, or relative to itself: nobody can use that
constexpr double negligible = 1e-2;  // of the answer
constexpr double lost = 1e5;         // relative changes over those of residuals: nothing of the answer is determined

/// " at x = 0.3"; nothing where no coordinate is a number.
std::string at_place(const Domain& domain, const std::vector<double>& point) {
  const std::string place = describe_roughly(domain, point.data());
  return place.empty() ? place : " at " + place;
}

std::string no_answer(const Problem& problem, const Outcome& outcome, const Verification& found) {
  if (outcome.status == Status::diverged) return "training diverged, and what is kept is not what it was to reach";
  for (const ResidualCheck& check : found.residuals)
    if (!std::isfinite(check.fresh))
      return fmt::format("`{}` has no value{}", check.condition, at_place(problem.domain, check.where));
  return {};
}

std::string broken_check(const Problem& problem, const Verification& found) {
  for (const CheckOutcome& check : found.checks)
    if (!check.holds)
      return fmt::format("`{}` does not hold: it is off by {:.3g}{}, and {:.3g} was promised", check.name, check.off,
                         at_place(problem.domain, check.where), check.tolerance);
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
      worst->condition, worst->trained, worst->fresh, describe_roughly(problem.domain, worst->where.data()));
}

std::string asked_outside(const Problem& problem, const Verification& found) {
  for (const ResidualCheck& check : found.residuals)
    if (!check.outside.empty())
      return fmt::format("`{}` depends on the solution outside the domain, at {}, where nothing holds it",
                         check.condition, describe_roughly(problem.domain, check.outside.data()));
  return {};
}

/// Whether all fields are known exactly, and were found: whatever else could be, this is what was asked for.
bool is_found(const Problem& problem, const Outcome& outcome) {
  const auto fields = std::count_if(problem.exact.begin(), problem.exact.end(),
                                    [](const ExactField& exact) { return exact.formula == nullptr; });
  return static_cast<std::size_t>(fields) == problem.fields.size() &&
         outcome.last.errors.size() == problem.exact.size() &&
         std::all_of(outcome.last.errors.begin(), outcome.last.errors.end(),
                     [](const FieldError& error) { return error.l2_relative <= wrong; });
}

std::string undetermined_answer(const Problem& problem, const Outcome& outcome, const Verification& found) {
  if (!found.freedom || !(found.freedom->condition > lost) || is_found(problem, outcome)) return {};
  return fmt::format(
      "nothing determines {}: it can change without its conditions noticing (by {:.0e} times what they notice); a "
      "condition is missing, or a value that is held somewhere",
      found.freedom->of, found.freedom->condition);
}

std::string missed_answer(const Problem& problem, const Outcome& outcome) {
  if (outcome.status == Status::interrupted) return {};
  const auto off = [](const std::string& what, double error) {
    return error <= wrong ? std::string()
                          : fmt::format(
                                "{} is off by {:.3g} % of its exact value: the steps or the points are too few, or "
                                "this is another solution",
                                what, 100 * error);
  };
  std::string missed;
  for (const FieldError& error : outcome.last.errors)
    if (missed.empty()) missed = off(error.field, error.l2_relative);
  for (std::size_t i = 0; i < std::min(problem.unknowns.size(), outcome.last.unknowns.size()); ++i)
    if (const auto error = unknown_error(problem, i, outcome.last.unknowns[i]); error && missed.empty())
      missed = off(problem.unknowns[i].name, *error);
  return missed;
}

/// Losses under weights that move are none to compare.
std::string risen_loss(const Problem& problem, const Course& course) {
  if (!course.known() || problem.weighting.moves()) return {};
  if (course.last->loss > higher * course.first->loss)
    return fmt::format("the loss rose from {:.2g} to {:.2g}{}", course.first->loss, course.last->loss,
                       course.last->rate ? ": the steps are too long, take a smaller rate" : "");
  if (course.last->loss > rise * course.least->loss && course.last->loss > 1e-2 * course.first->loss)
    return fmt::format("the loss had come down to {:.2g} at step {}, and rose again to {:.2g}", course.least->loss,
                       course.least->step, course.last->loss);
  return {};
}

std::string low_fall(const Problem& problem, const Course& course) {
  if (!course.known() || problem.weighting.moves() || !(course.last->loss > hardly * course.first->loss)) return {};
  return fmt::format("the loss did not halve, from {:.2g} to {:.2g} in {} steps", course.first->loss, course.last->loss,
                     course.last->step - course.first->step);
}

/// The condition that holds worst; null where none has a scale. Where its terms are nothing beside the answer, as those
/// of `lap(u) = 0` are where u is a plane, they are no scale: what is left of them moves it by nothing.
const ResidualCheck* worst_of(const Verification& found, double size) {
  const bool fixed = found.freedom && found.freedom->change <= negligible;
  const ResidualCheck* worst = nullptr;
  for (const ResidualCheck& check : found.residuals)
    if (const bool nothing = fixed && check.relative > first_digit && std::sqrt(check.fresh) <= negligible * size;
        !nothing && !std::isnan(check.relative) && (worst == nullptr || check.relative > worst->relative))
      worst = &check;
  return worst;
}

std::string how_it_holds(const ResidualCheck* worst) {
  if (worst == nullptr) return "nothing speaks against it at fresh points";
  return fmt::format("at fresh points `{}` holds to {:.2g} of its terms", worst->condition, worst->relative);
}

bool above(const ResidualCheck* worst, double part) { return worst != nullptr && !(worst->relative <= part); }

std::string open_answer(const Problem& problem, const Outcome& outcome, const Verification& found) {
  if (!found.freedom || !(found.freedom->change > useless) || is_found(problem, outcome)) return {};
  return fmt::format("residuals as small as they are leave {} open by {:.2g} % of itself", found.freedom->of,
                     100 * found.freedom->change);
}

}  // namespace

void draw_verdict(const Problem& problem, const Outcome& outcome, const Triviality& triviality, Verification& found) {
  const Course course(outcome);
  const auto speaks = [&](Verdict verdict, std::string reason) {
    if (reason.empty()) return false;
    found.verdict = verdict;
    found.reason = std::move(reason);
    return true;
  };
  if (speaks(Verdict::doubtful, no_answer(problem, outcome, found)) ||
      speaks(Verdict::doubtful, broken_check(problem, found)) ||
      speaks(Verdict::doubtful, trivial_solution(problem, outcome, triviality)) ||
      speaks(Verdict::doubtful, asked_outside(problem, found)) ||
      speaks(Verdict::doubtful, undetermined_answer(problem, outcome, found)) ||
      speaks(Verdict::doubtful, memorised_points(problem, triviality, found)) ||
      speaks(Verdict::doubtful, missed_answer(problem, outcome)) ||
      speaks(Verdict::doubtful, risen_loss(problem, course)))
    return;
  const Steps steps = steps_of(problem, outcome);
  const ResidualCheck* worst = worst_of(found, triviality.fields.root_mean_square);
  const std::string held = how_it_holds(worst);
  if (steps != Steps::few && above(worst, useless)) {
    speaks(Verdict::doubtful, held + " only, which is not at all");
    return;
  }
  std::string low = low_fall(problem, course);
  if (low.empty() && above(worst, first_digit)) low = held + " only";
  if (low.empty()) low = open_answer(problem, outcome, found);
  if (low.empty())
    speaks(above(worst, two_digits) ? Verdict::fair : Verdict::holds, held);
  else if (steps == Steps::still)
    speaks(Verdict::stalled, low + "; more such steps gain nothing");
  else
    speaks(Verdict::rough, low + "; take more steps");
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return "holds";
    case Verdict::fair: return "fair";
    case Verdict::rough: return "rough";
    case Verdict::stalled: return "stalled";
    case Verdict::doubtful: return "doubtful";
  }
  return "";
}

}  // namespace ansatz
