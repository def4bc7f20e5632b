// Whether the steps of a method gain enough for what they cost: the loss at a mark beside that at the mark before.
//
// It knows losses and counts alone, so that what is decided by it is decided alike on every machine. All that it knows
// is part of the state of the optimiser that asks it (`name_members`).
//
// Read next: auto.cpp, whose methods end by it.
#pragma once

#include <cstdint>
#include <limits>

namespace ansatz::optimise {

/// When there are marks, and what is enough.
struct GainRule {
  std::uint64_t first;  // steps to the first mark, and from each to the next,
  bool doubles;         // or each after twice the steps of the one before
  double left;          // of the loss at a mark may be left at the next, no more
};

class GainWatch {
 public:
  /// Counts from here.
  void begin(const GainRule& rule) {
    steps_ = 0;
    watch_from(infinity, rule);
  }
  /// The next mark is as many steps from here as the first from the beginning, and is compared with this loss.
  void watch_from(double loss, const GainRule& rule) {
    mark_ = steps_ + rule.first;
    marked_ = loss;
    slow_ = false;
    left_ = 0;
  }
  /// A step has led to this loss.
  void after(double loss, const GainRule& rule) {
    if (++steps_ < mark_) return;
    slow_ = !(loss < rule.left * marked_);
    left_ = loss / marked_;
    marked_ = loss;
    mark_ += rule.doubles ? mark_ : rule.first;
  }
  /// Losses are those of another objective from now on: none to compare with those before.
  void objective_changed() {
    marked_ = infinity;
    slow_ = false;
    left_ = 0;
  }

  /// Since it began.
  std::uint64_t steps() const { return steps_; }
  /// Whether too little was gained up to the last mark.
  bool slow() const { return slow_; }
  /// The share of the loss at the mark before that was left at the last one; 0 where there is none to compare.
  double left() const { return left_; }

  /// Calls `keep` with the name of each member and the member.
  template <class Keep>
  void name_members(const Keep& keep) {
    keep("gain.steps", steps_);
    keep("gain.mark", mark_);
    keep("gain.marked", marked_);
    keep("gain.slow", slow_);
    keep("gain.left", left_);
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  std::uint64_t steps_ = 0;
  std::uint64_t mark_ = 0;    // the step at which the gain is looked at next
  double marked_ = infinity;  // the loss at the mark before
  bool slow_ = false;
  double left_ = 0;
};

}  // namespace ansatz::optimise
