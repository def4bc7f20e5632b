// What ends a stage besides its optimiser and its number of steps: that it no longer moves, that it has nothing to
// gain, that it has reached what it was to run for (until.hpp).
//
// Nothing is to be gained where, all at once,
//
//   * the loss is below 1e-16 of what it was when training began: residuals are 1e-8 of theirs, which is where the
//     rounding of derivatives and the network's own limit meet in double precision;
//   * a block of steps, all at the same points, did not bring it a fifth below what the block before had reached;
//   * where points are drawn anew, they have been, and the loss stayed below 1e-12 of its beginning from then on: that
//     it is small at few points alone says nothing.
//
// An optimiser that has other steps to come (`Step::under_way`) is not judged by what its present ones gain, and ends
// where the loss is below 1e-18 of its beginning, by the same rule of new points.
//
// docs/guide/trust.md shows what this was measured on. But for `seconds` of `until` all of it is decided by counts and
// values, and what it remembers is part of a checkpoint: a run ends at the same step on any machine, in one go or in
// several.
//
// Read next: stages.hpp, which asks it after every step and every row.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "ansatz/core/optimise/optimiser.hpp"
#include "ansatz/core/outcome.hpp"
#include "ansatz/core/stage.hpp"
#include "ansatz/core/until.hpp"

namespace ansatz {

class StageWatch {
 public:
  /// Steps in a row that leave every parameter as it is, after which a stage is over: more than a batch without
  /// gradients explains.
  static constexpr std::uint64_t most_still = 100;

  /// `redraws`: whether points are drawn anew in this training.
  explicit StageWatch(bool redraws);

  /// The stage begins; what was seen of another one is forgotten, but for the loss that training began with.
  void begin(const Stage& stage);
  /// After a step that ended nothing; `moved`: whether any parameter is another one than before. Why the stage is over,
  /// in words; empty while it goes on.
  std::string after(const optimise::Step& step, bool moved);
  /// The same at a row of history.
  std::string at(const Progress& row);
  /// Points, their weights or the batch are other ones from now on; `redrawn`: all points.
  void objective_changed(bool redrawn);
  /// The loss at points drawn anew is of the size of that at the present ones.
  void points_suffice() { largest_ = 0; }

  /// What the stage is to run for.
  const Until& until() const { return until_; }

  optimise::State state() const { return kept_.state(); }
  /// Throws UserError where the state is of something else.
  void restore(const optimise::State& state) { kept_.restore(state); }

 private:
  std::string still(const optimise::Step& step, bool moved);
  std::string done(double loss);
  std::string spent(double loss) const;
  /// Whether the loss has been small since points were last drawn anew, where they are.
  bool small_anywhere() const;

  static constexpr double infinity = std::numeric_limits<double>::infinity();

  bool redraws_;
  Until until_;
  std::uint64_t block_ = 1;    // steps of a block
  double first_ = 0;           // the loss that training began with; 0: not known yet
  std::uint64_t still_ = 0;    // steps in a row that moved nothing
  std::uint64_t steps_ = 0;    // of the present block
  double before_ = infinity;   // the least loss of the block before, at the same points
  double least_ = infinity;    // of the present block
  double largest_ = infinity;  // since points were drawn anew, or the stage began where they stay
  optimise::Kept kept_;
};

}  // namespace ansatz
