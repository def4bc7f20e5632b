// What a training stage is to run for, besides its number of steps.
//
//   Lm{.until = {{Criterion::error, 1e-6}}}                      ends where the error is below 1e-6
//   Adam{.until = {{Criterion::loss, 1e-8}, {Criterion::seconds, 600}}}   whichever comes first
//   Lm{.until = Until::never()}                                  takes all its steps
//
// Loss and error are asked at the rows of history, times (duration.hpp) before every step. Whatever is asked for, a
// stage also ends where nothing is to be gained (training/stage_watch.hpp says when that is), unless it is `never` to.
//
// Loss and error are decided by counts and values. Seconds are not: a run that ends by its time differs from one
// machine to the next.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/core/outcome.hpp"
#include "ansatz/core/setting.hpp"

namespace ansatz {

struct Criterion {
  enum Of : std::uint8_t {
    loss,     // below the bound
    error,    // the relative L2 error of every field that has an exact solution, below the bound
    seconds,  // of training, above the bound; minutes and hours are spelled as such in a file
    minutes,
    hours,
  };
  Of of = loss;
  double bound = 0;  // > 0

  friend bool operator==(const Criterion&, const Criterion&) = default;
};

/// "loss < 1e-8", "minutes > 10": how a file says it.
std::string spelled(const Criterion& criterion);
/// The words that may stand before the sign, and which sign does. Null for other words.
const char* sign_of(std::string_view quantity);

class Until {
 public:
  Until() = default;
  Until(std::initializer_list<Criterion> any) : criteria_(any) {}
  explicit Until(std::vector<Criterion> any) : criteria_(std::move(any)) {}
  /// Not even where nothing is to be gained.
  static Until never();

  const std::vector<Criterion>& criteria() const { return criteria_; }
  bool ends_when_done() const { return ends_when_done_; }
  bool asks_for(Criterion::Of what) const;
  /// Why a stage is over at this row, in words: the criterion that it fulfils, or empty.
  std::string reached(const Progress& row) const;

  friend bool operator==(const Until&, const Until&) = default;

 private:
  std::vector<Criterion> criteria_;
  bool ends_when_done_ = true;
};

/// "done", "never", "loss < 1e-8 or minutes > 10". `until_of` reads it back; it throws UserError where the text is none
/// of these, or a bound is not a number > 0.
std::string spelled(const Until& until);
Until until_of(std::string_view text);

namespace detail {

template <>
struct Of<Until> {
  static constexpr SettingType type = SettingType::criteria;
  static constexpr std::string_view family{};
  static SettingData to_data(const Until& until) { return spelled(until); }
  static Until from_data(const SettingData& data) {
    if (const auto* text = std::get_if<std::string>(&data)) return until_of(*text);
    refuse_kind(data);
  }
};

}  // namespace detail
}  // namespace ansatz
