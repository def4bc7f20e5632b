// The schedules that are built in: what they are called, what they say, and the rate at a step.
#include "ansatz/core/schedule.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ansatz {
namespace {

using limits::not_negative;
using limits::positive;

template <class Settings>
Setting start_of() {
  return required(setting("start", &Settings::start, positive, "at step 0"));
}

}  // namespace

std::shared_ptr<const ScheduleMethod> method_of(const ConstantRate&) {
  static const auto method = std::make_shared<const ScheduleMethod>(
      described<ConstantRate>, "constant", "the same at every step",
      std::vector{required(setting("rate", &ConstantRate::rate, positive, "the number"))},
      [](const ConstantRate& own, std::uint64_t, std::uint64_t) { return own.rate; });
  return method;
}

std::shared_ptr<const ScheduleMethod> method_of(const ExponentialDecay&) {
  using S = ExponentialDecay;
  static const auto method = std::make_shared<const ScheduleMethod>(
      described<S>, "exponential", "start * rate^(step/every)",
      std::vector{
          start_of<S>(),
          setting("rate", &S::rate, {0, 1, true}, "factor after every `every` steps"),
          setting("every", &S::every, positive, "steps in which the rate falls by the factor"),
      },
      [](const S& own, std::uint64_t step, std::uint64_t) {
        return own.start * std::pow(own.rate, static_cast<double>(step) / own.every);
      });
  return method;
}

std::shared_ptr<const ScheduleMethod> method_of(const StepDecay&) {
  using S = StepDecay;
  static const auto method = std::make_shared<const ScheduleMethod>(
      described<S>, "step", "start, times factor at each of `at`",
      std::vector{
          start_of<S>(),
          setting("factor", &S::factor, positive, "factor at each of `at`"),
          required(setting("at", &S::at, not_negative, "steps at which the rate changes")),
      },
      [](const S& own, std::uint64_t step, std::uint64_t) {
        const auto passed = [&](double at) { return at <= static_cast<double>(step); };
        return own.start *
               std::pow(own.factor, static_cast<double>(std::count_if(own.at.begin(), own.at.end(), passed)));
      });
  return method;
}

std::shared_ptr<const ScheduleMethod> method_of(const CosineDecay&) {
  using S = CosineDecay;
  static const auto method = std::make_shared<const ScheduleMethod>(
      described<S>, "cosine",
      About("half a cosine from start to final",
            {{"I. Loshchilov and F. Hutter", "SGDR: stochastic gradient descent with warm restarts",
              "ICLR, arXiv:1608.03983", 2017}}),
      std::vector{
          start_of<S>(),
          setting("final", &S::final, not_negative, "at the last step"),
      },
      [](const S& own, std::uint64_t step, std::uint64_t steps) {
        const double part = steps > 1 ? static_cast<double>(step) / static_cast<double>(steps - 1) : 1.0;
        return own.final + 0.5 * (own.start - own.final) * (1 + std::cos(std::numbers::pi * part));
      });
  return method;
}

}  // namespace ansatz
