// What all optimisers of this folder have in common: a step, why it was the last one, and a state that can be
// written and read.
//
// An optimiser is bound to one objective. `advance` takes one step: it changes theta in place and says what it
// did. Between two steps `state()` is everything that later steps depend on besides theta and the
// settings: an optimiser made anew with the same settings and `restore`d continues with the same bits. An optimiser
// names these members once, by `keep` in its constructor.
//
// Read next: core/optimise/sgd.cpp, the shortest of them; stage.hpp, how one is described and registered.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "ansatz/core/optimise/objective.hpp"
#include "ansatz/core/optimise/state.hpp"

namespace ansatz::optimise {

enum class Stop {
  none,         // go on
  converged,    // the gradient is within its tolerance, or the loss is zero
  stalled,      // steps no longer change the loss
  line_search,  // no acceptable point along the direction, nor along the gradient
  not_finite,   // loss or gradient is not a number at the current parameters
};

/// What a step cost.
struct Cost {
  std::uint64_t values = 0;            // evaluations of the loss or the residuals alone
  std::uint64_t gradients = 0;         // evaluations of loss and gradient
  std::uint64_t normal_equations = 0;  // G and g
  std::uint64_t factorisations = 0;
  std::uint64_t products = 0;  // with J or J^T
};

struct Step {
  double loss = 0;      // at theta as the step leaves it
  double gradient = 0;  // largest component of the loss's gradient where it was last computed
  double length = 0;    // 2-norm of the change of theta
  Cost cost;
  Stop stop = Stop::none;
  std::string why;         // in words, when `stop` is not none
  bool under_way = false;  // that nothing moved or was gained says nothing: it is on another way than theta, or has one
  std::string said;        // what it decided, in words; nearly always empty

  /// Whether it is one of the steps of a stage: all but an end that is found before anything moved. A step of length 0
  /// that ends nothing is one, else a stage that cannot move would never be over.
  bool counts() const { return length > 0 || stop == Stop::none; }
};

class Optimiser {
 public:
  virtual ~Optimiser() = default;
  virtual Step advance(Out theta) = 0;
  /// The objective is another one from now on (new points, new weights): what was evaluated is void, what was
  /// learnt about the curvature stays.
  virtual void objective_changed() {}
  /// Loss or gradient was no number, and theta is an earlier one again: forgets what it learnt since its beginning and
  /// takes half the rate from now on. False, with nothing changed, where it has no rate or may not do so again.
  virtual bool retreat() { return false; }
  /// What its rate is multiplied with, as it has retreated.
  virtual double rate_factor() const { return 1; }

  virtual State state() const { return kept_.state(); }
  /// Throws UserError where the state is of another kind of optimiser or of another number of parameters.
  virtual void restore(const State& state) { kept_.restore(state); }

 protected:
  /// The member (a Vector, a double, a count of std::uint64_t, a bool) is part of the state.
  template <class T>
  void keep(std::string name, T& member) {
    kept_.add(std::move(name), member);
  }

 private:
  Kept kept_;
};

/// Counts consecutive steps that left the loss as it was, up to rounding.
class StallWatch {
 public:
  /// True when the loss has not fallen by more than rounding in `patience` steps in a row.
  bool stalled(double before, double after);
  /// What it counts, to be kept by its optimiser.
  std::uint64_t& steps() { return steps_; }

 private:
  static constexpr std::uint64_t patience = 5;
  std::uint64_t steps_ = 0;
};

/// Fills `step.stop` and `step.why` if the loss or gradient at theta already ends the stage; true if so.
bool ends_here(double loss, In gradient, double gradient_tolerance, Step& step);

struct Summary {
  std::uint64_t steps = 0;
  Step last;
  Cost cost;           // of all steps
  std::string reason;  // why it ended, in words; never empty
};

/// Steps until the optimiser stops or `steps` are done.
Summary minimise(Optimiser& optimiser, Out theta, std::uint64_t steps);

}  // namespace ansatz::optimise
