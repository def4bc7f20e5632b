// Settings that several optimisers share, described once: for members of the same name.
#pragma once

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/setting.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz::optimise {

template <class Settings>
Setting batch_setting() {
  return setting("batch", &Settings::batch, limits::counts, {{"all", 0, "all points"}},
                 "points of a step, of all conditions together");
}

template <class Settings>
Setting epochs_setting() {
  return setting("epochs", &Settings::epochs, {1, 1e6},
                 "of images, in place of `steps`: so often every one is seen; rates then change with these");
}

template <class Settings>
Setting damping_setting() {
  return setting("damping", &Settings::damping, limits::positive,
                 "lambda at the start, relative to the largest of J^T J");
}

template <class Settings>
Setting tolerance_setting() {
  return setting("tolerance", &Settings::tolerance, limits::not_negative, "stop when the gradient is below this");
}

template <class Settings>
Setting until_setting() {
  Setting made = setting("until", &Settings::until,
                         "what ends it before its last step; a time (`90 s`, `10 min`, `2 h`, or `minutes > 10`), from "
                         "the start of training, depends on the machine");
  made.words = {{"done", "where nothing is to be gained; so does every stage but those that `never` do"},
                {"never", "all steps are taken"}};
  return made;
}

template <class Settings>
Setting retreat_setting() {
  return setting("retreat", &Settings::retreat, {0, 1e3},
                 "times it goes back, to half the rate, where loss or gradient is no number");
}

// The strong Wolfe conditions (Nocedal and Wright 2006, section 3.1): 0 < c1 < c2 < 1, and c1 < 1/2, without which a
// step to the minimum of a parabola is refused.

template <class Settings>
Setting decrease_setting() {
  return unwritten(setting("decrease", &Settings::decrease, {0, 0.5, true, true}, "c1 of the strong Wolfe conditions"));
}

template <class Settings>
Setting curvature_setting() {
  return unwritten(setting("curvature", &Settings::curvature, {0, 1, true, true}, "c2 of the strong Wolfe conditions"));
}

template <class Settings>
void require_wolfe(const Settings& settings) {
  if (!(settings.curvature > settings.decrease))
    throw UserError(fmt::format("line search: `curvature` must exceed `decrease`; they are {} and {}",
                                settings.curvature, settings.decrease));
}

}  // namespace ansatz::optimise
