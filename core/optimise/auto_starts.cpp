// Other starts of `train auto`: when theta is trapped, what is tried, and what is taken of it.
//
// A network may end in a minimum of its loss that is no solution: Blasius' equation with seed 0 stands at 4.5e-4, with
// most seeds at 1e-20. Where steps of `lm` from the beginning of training stand still as well, little is lost by a look
// from elsewhere: theta waits, and moves only if that leads to a tenth of its loss. A step here costs what one of `lm`
// does, so that a look takes few of the steps that a stage may have. `lm` is laid aside meanwhile, as a branch.
#include <fmt/format.h>

#include "optimise/auto.hpp"
#include "optimise/work.hpp"

namespace ansatz::optimise {
namespace {

constexpr std::uint64_t most_starts = 2;   // besides the first
constexpr double solved = 1e-8;            // of the loss at the beginning: who has come there is in no trap
constexpr std::uint64_t still_after = 30;  // steps of `lm`: it may stand on a plateau that long and come down from it
constexpr double standing = 0.9;           // of its loss ten steps before, or more
constexpr double taken = 0.1;              // of the loss of theta, or less

}  // namespace

void AutoOptimiser::name_members(const std::string& name, Branch& branch) {
  keep(name + ".known", branch.known);
  keep(name + ".theta", branch.theta);
  keep(name + ".damping", branch.damping);
  keep(name + ".fall", branch.fall);
  keep(name + ".steepness", branch.steepness);
}

void AutoOptimiser::take(const State& lm, In theta, Branch& branch) {
  branch.known = true;
  copy(theta, branch.theta);
  branch.damping = entry<double>(lm, "damping");
  branch.fall = entry<double>(lm, "fall");
  branch.steepness = entry<double>(lm, "steepness");
}

/// To `lm_` and `iterate_`.
void AutoOptimiser::give(const Branch& branch) {
  State lm = lm_->state();
  lm["damping"] = branch.damping;
  lm["fall"] = branch.fall;
  lm["steepness"] = branch.steepness;
  lm_->restore(lm);
  copy(branch.theta, iterate_);
}

bool AutoOptimiser::trapped(const Step& step) const {
  if (starts_ >= most_starts || !(best_ > solved * first_)) return false;
  return step.stop != Stop::none || (!ahead_ && gain_.left() > standing && gain_.steps() >= still_after);
}

bool AutoOptimiser::begin_elsewhere(Step& step) {
  Vector start(iterate_.size());
  if (starts_ >= most_starts || !loss_.another_start(starts_ + 1, start)) return false;
  if (!step.said.empty()) step.said += "; ";
  if (!elsewhere_) {
    step.said += fmt::format("the loss stands still at {:.2e}: ", best_);
    take(lm_->state(), iterate_, aside_);
    aside_method_ = method_;
  }
  ++starts_;
  elsewhere_ = true;
  copy(start, iterate_);
  begin(quasi_newton, of_bundles);
  step.said += fmt::format("start number {} is tried", starts_ + 1);
  step.stop = Stop::none;
  step.why.clear();
  step.under_way = true;
  return true;
}

Step AutoOptimiser::advance_elsewhere(Out theta) {
  Step step;
  Cost cost;
  std::string why;
  for (int i = 0; i < bundles_of_a_step && why.empty(); ++i) {
    step = advance_bundle(iterate_);
    add(step.cost, cost);
    gain_.after(step.loss, of_bundles);
    why = enough_of_quasi_newton(step);
  }
  step.cost = cost;
  if (!compared_) {
    best_ = residuals_.value(theta);
    compared_ = true;
    ++step.cost.values;
  }
  step.length = 0;
  step.stop = Stop::none;
  step.why.clear();
  step.under_way = true;
  if (!why.empty()) end_elsewhere(theta, step, why);
  step.loss = best_;
  return step;
}

void AutoOptimiser::end_elsewhere(Out theta, Step& step, const std::string& why) {
  const double loss = residuals_.value(iterate_);
  ++step.cost.values;
  if (loss < taken * best_) return take_elsewhere(theta, step, why);
  step.said = fmt::format("it is no better, a loss of {:.2e}", loss);
  if (begin_elsewhere(step)) return;
  step.said += "; `lm` goes on where it stood";
  resume_lm();
}

void AutoOptimiser::take_elsewhere(Out theta, Step& step, const std::string& why) {
  elsewhere_ = ahead_ = untested_ = branch_.known = false;
  step.length = norm(iterate_);  // theta is all new
  copy(iterate_, theta);
  loss_.another_start(starts_, start_);  // drawn once more rather than kept meanwhile
  step.said = fmt::format("start number {} is taken; ", starts_ + 1);
  begin_normal_equations(theta, step, why);
}

void AutoOptimiser::resume_lm() {
  elsewhere_ = false;
  begin(static_cast<Method>(aside_method_), of_lm);
  give(aside_);
}

}  // namespace ansatz::optimise
