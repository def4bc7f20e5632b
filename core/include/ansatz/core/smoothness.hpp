// How smooth a function of one number is, decided on its expression and not by samples.
//
// The range is cut into pieces, on each of which intervals hold the values of all parts of the expression
// (smoothness/enclose.hpp): where no part may be undefined, none jumps and none has a kink, the function has every
// derivative. Where the pieces of |x|, max, min or `if` meet, its derivatives from the left and from the right are
// enclosed as well, and compared. So there are three answers: proved, refuted with a place where it fails, or not
// decided; what is enclosed is conservative, and rounding is accounted for.
//
// Two things are told apart. `smoothness` is about real numbers: exp(x) is smooth on the whole line. `finiteness` is
// about 64-bit numbers: exp(x) is not finite at 1,000.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/interval.hpp"

namespace ansatz {

enum class Answer { proved, refuted, undecided };

/// All real numbers.
inline constexpr Interval real_line{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};

/// How many derivatives a function has. An order counts continuous derivatives: 0 is continuous.
struct Smoothness {
  static constexpr int every = std::numeric_limits<int>::max();
  static constexpr int most = 8;  // of the orders that are looked at where pieces meet

  int at_least = -1;              // proved up to this order; -1: not even continuous as far as it is known; `every`
  int fails_at = every;           // refuted from this order on; `every`: of none
  std::optional<double> at = {};  // where it fails
  std::string reason = {};        // why it fails, or what was not decided, in words

  /// Whether it has so many continuous derivatives.
  Answer continuous(int order) const {
    if (at_least >= order) return Answer::proved;
    return fails_at <= order ? Answer::refuted : Answer::undecided;
  }
};

/// `f` takes a scalar to a scalar. Derivatives where pieces meet are compared up to the order `up_to`, at most
/// `Smoothness::most`. Throws UserError where the range is empty, and what `f` throws.
Smoothness smoothness(const std::function<ad::Expr(ad::Expr)>& f, Interval over = real_line, int up_to = 4);

/// Whether its value and its derivatives up to that order are finite 64-bit numbers everywhere in a bounded range;
/// where they are not, `at` is a number at which one of them is none. Throws UserError where the range is none or not
/// bounded.
struct Finiteness {
  Answer answer = Answer::undecided;
  std::optional<double> at = {};
};
Finiteness finiteness(const std::function<ad::Expr(ad::Expr)>& f, Interval over, int order = 0);

/// Which values it takes there: bounds that hold them all, not always the narrowest, and whether 0 is certainly none of
/// them. Nothing where it may be undefined somewhere.
struct ValueRange {
  Interval bounds;
  bool never_zero = false;
};
std::optional<ValueRange> value_range(const std::function<ad::Expr(ad::Expr)>& f, Interval over = real_line);

}  // namespace ansatz
