// The parameters to go back to when training diverges: those of the least loss in the last rows of history, ten to
// twenty of them. Not those of the step before, whose loss may be 1e300, and not those of the best row ever, which
// other weights may have made look good. Rows on the way up to a divergence, a thousand times worse, push nothing out;
// new points begin anew, since losses at others are none to compare.
//
// What it remembers is part of a checkpoint.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

#include "ansatz/core/optimise/state.hpp"

namespace ansatz {

struct GoodState {
  optimise::Vector theta;
  double loss = std::numeric_limits<double>::infinity();  // infinite: there is none
  std::uint64_t step = 0;

  bool known() const { return loss < std::numeric_limits<double>::infinity(); }
};

class LastGood {
 public:
  explicit LastGood(std::size_t parameters);

  /// A row of history whose loss and gradient are numbers.
  void see(std::uint64_t step, double loss, std::span<const double> theta);
  /// Points were drawn anew: what comes is preferred to what was.
  void points_changed();
  /// The one to go back to; not `known` before the first row.
  const GoodState& best() const;

  optimise::State state() const { return kept_.state(); }
  /// Throws UserError where the state is of something else.
  void restore(const optimise::State& state) { kept_.restore(state); }

 private:
  static constexpr std::uint64_t rows = 10;  // of a generation
  static constexpr double worse = 1000;      // times the best loss: such a row is on its way up

  void keep(const std::string& name, GoodState& state);
  /// `last` becomes the one before.
  void begin_generation(const GoodState& last);

  GoodState before_, now_;  // the generation that is full, and the one that fills up
  std::uint64_t seen_ = 0;  // rows of the latter
  bool stale_ = false;      // `before_` is of other points
  optimise::Kept kept_;
};

}  // namespace ansatz
