#include "training/stage_watch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "optimise/stage.hpp"

namespace ansatz {
namespace {

constexpr double nothing_left = 1e-16;  // of the loss that training began with; the header says why
constexpr double small_anew = 1e-12;    // at points that were drawn anew
constexpr double rounding = 1e-18;      // likewise: nine digits of most solutions, six of equations of fourth order
constexpr double gain = 0.8;            // of what the block before had reached: less than that is worth its steps

}  // namespace

StageWatch::StageWatch(bool redraws) : redraws_(redraws) {
  kept_.add("first", first_);
  kept_.add("still", still_);
  kept_.add("steps", steps_);
  kept_.add("before", before_);
  kept_.add("least", least_);
  kept_.add("largest", largest_);
}

void StageWatch::begin(const Stage& stage) {
  until_ = optimise::until_of(stage);
  block_ = optimise::telling_steps(stage);
  still_ = 0;
  objective_changed(false);
  largest_ = infinity;
}

void StageWatch::objective_changed(bool redrawn) {
  steps_ = 0;
  before_ = least_ = infinity;
  if (redrawn) largest_ = 0;
}

std::string StageWatch::after(const optimise::Step& step, bool moved) {
  largest_ = std::max(largest_, step.loss);
  if (step.under_way) return spent(step.loss);
  std::string reason = still(step, moved);
  return reason.empty() ? done(step.loss) : reason;
}

std::string StageWatch::at(const Progress& row) {
  if (first_ == 0) first_ = row.loss;
  return until_.reached(row);
}

std::string StageWatch::still(const optimise::Step& step, bool moved) {
  still_ = moved ? 0 : still_ + 1;
  if (still_ < most_still) return {};
  return fmt::format(
      "the last {} steps moved no parameter: the learning rate is too small for that, or the gradient, whose largest "
      "component is {:.3g}, too small or too large to be squared",
      still_, step.gradient);
}

bool StageWatch::small_anywhere() const { return !redraws_ || largest_ < small_anew * first_; }

std::string StageWatch::spent(double loss) const {
  if (!until_.ends_when_done() || !(loss < rounding * first_) || !small_anywhere()) return {};
  return fmt::format("nothing is to be gained: the loss is {:.1e} of what it began with{}", loss / first_,
                     redraws_ ? ", and small at new points" : "");
}

std::string StageWatch::done(double loss) {
  least_ = std::min(least_, loss);
  if (++steps_ < block_) return {};
  const bool gains = least_ < gain * before_;
  const double least = least_;
  before_ = std::min(before_, least_);
  least_ = infinity;
  steps_ = 0;
  if (gains || !until_.ends_when_done() || !(least < nothing_left * first_) || !small_anywhere()) return {};
  return fmt::format(
      "nothing is to be gained: the loss, {:.1e} of what it began with{}, did not fall by a fifth in {} steps",
      least / first_, redraws_ ? " and small at new points" : "", block_);
}

}  // namespace ansatz
