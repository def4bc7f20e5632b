// Numbers that may change with the steps: learning rates, with those of a stage, and weights of slope recovery, with
// those of all stages. The frame, and the schedules that are built in.
//
// A plain number stands for one that stays: `Adam{.lr = 1e-3}`. A new schedule is a struct, its `method_of`, and a
// line in methods.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ansatz/core/method.hpp"

namespace ansatz {

struct ScheduleMethod : Method {
  static constexpr std::string_view family = "schedule";
  /// The rate at `step` of a stage of `steps`.
  using Rate = std::function<double(const void* settings, std::uint64_t step, std::uint64_t steps)>;

  template <class Settings, class F>
  ScheduleMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings, F rate)
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        at([rate](const void* from, std::uint64_t step, std::uint64_t steps) -> double {
          return rate(*static_cast<const Settings*>(from), step, steps);
        }) {}

  Rate at;
};

struct ConstantRate {
  double rate = 1e-3;  // > 0
};
/// start * rate^(step / every)
struct ExponentialDecay {
  double start = 1e-3;  // > 0
  double rate = 0.9;    // 0 < rate <= 1
  double every = 1000;  // steps; > 0
};
/// start, times `factor` at each of the steps `at`
struct StepDecay {
  double start = 1e-3;     // > 0
  double factor = 0.1;     // > 0
  std::vector<double> at;  // >= 0
};
/// Half a cosine from `start` to `final`, which is reached at the last step, without restarts.
struct CosineDecay {
  double start = 1e-3;  // > 0
  double final = 0;     // >= 0
};

std::shared_ptr<const ScheduleMethod> method_of(const ConstantRate&);
std::shared_ptr<const ScheduleMethod> method_of(const ExponentialDecay&);
std::shared_ptr<const ScheduleMethod> method_of(const StepDecay&);
std::shared_ptr<const ScheduleMethod> method_of(const CosineDecay&);

class Schedule : public ChoiceOf<ScheduleMethod> {
 public:
  using ChoiceOf::ChoiceOf;
  Schedule(double rate) : ChoiceOf(ConstantRate{rate}) {}  // NOLINT: a number is a schedule

  double at_step(std::uint64_t step, std::uint64_t steps) const { return method().at(settings(), step, steps); }
};

namespace detail {

template <>
struct Of<Schedule> {
  static constexpr SettingType type = SettingType::real;
  static constexpr std::string_view family = ScheduleMethod::family;
  static SettingData to_data(const Schedule& schedule) {
    if (const auto* constant = schedule.get_if<ConstantRate>()) return constant->rate;
    return static_cast<const Choice&>(schedule);
  }
  static Schedule from_data(const SettingData& data) {
    if (const auto* rate = std::get_if<double>(&data)) return *rate;
    if (const auto* choice = std::get_if<Choice>(&data)) return Schedule(*choice);
    refuse_kind(data);
  }
};

}  // namespace detail
}  // namespace ansatz
