// Quasi-Newton steps, then Levenberg-Marquardt steps: `train auto`.
//
// Three methods follow one another, each as long as it gains:
//
//   quasi-Newton        cheap steps. A step here is a bundle of them that costs an eighth of a step of `lm`.
//   normal equations    `lm` without orthogonalisation, from the parameters that training began with. Where
//                       quasi-Newton steps end is a narrow valley, which `lm` leaves more slowly than it comes
//                       from the beginning to the same loss.
//   orthogonal          `lm` with orthogonalisation, from the first step at which that makes a difference: from later
//                       parameters, which J^T J led to, it does not find the last digits.
//
// Where quasi-Newton steps and `lm` both stand still far above that, theta is in a minimum that is not the least one,
// and two other starts are tried by quasi-Newton steps (auto_starts.cpp): the first that leaves a tenth of the loss or
// less is gone on from.
//
// docs/notes/optimisers.md has the numbers. The steps of `lm` move parameters of their own; theta follows them once
// they are the better ones, so that the loss of theta never rises at the same points, whenever training ends. `lm` may
// bring it down at the present points alone, past a front that they miss: at the first new ones it is compared once
// more with what it took the place of. Hand-overs are decided by losses (gain_watch.hpp) and by counted work
// (work.hpp), and said (`Step::said`).
//
// Read next: quasi_newton.hpp and lm.hpp, whose steps these are.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "ansatz/core/optimisers/auto.hpp"
#include "optimise/gain_watch.hpp"
#include "optimise/lm.hpp"
#include "optimise/quasi_newton.hpp"

namespace ansatz::optimise {

class AutoOptimiser final : public Optimiser {
 public:
  static constexpr int bundles_of_a_step = 8;  // of quasi-Newton steps, for what a step of `lm` costs

  AutoOptimiser(const Auto&, Objective& loss, LeastSquares& residuals);
  Step advance(Out theta) override;
  void objective_changed() override;
  State state() const override;
  void restore(const State& state) override;

 private:
  static constexpr GainRule of_bundles{.first = 16, .doubles = true, .left = 0.1};
  static constexpr GainRule of_lm{.first = 10, .doubles = false, .left = 0.5};

  enum Method : std::uint64_t { quasi_newton, normal_equations, orthogonal };

  /// `lm` between two steps: before that at which orthogonalisation would first have made a difference, or as it was
  /// laid aside.
  struct Branch {
    bool known = false;
    Vector theta;
    double damping = 0, fall = 0, steepness = 0;
  };
  void name_members(const std::string& name, Branch& branch);
  static void take(const State& lm, In theta, Branch& branch);
  void give(const Branch& branch);

  /// Makes the optimiser of the present method, as at its beginning.
  void make();
  void begin(Method method, const GainRule& rule);
  Step advance_quasi_newton(Out theta);
  Step advance_lm(Out theta);
  Step advance_elsewhere(Out theta);
  /// A bundle of quasi-Newton steps, which changes theta; ends and costs are those of all of them.
  Step advance_bundle(Out theta);
  /// Why quasi-Newton steps are to end after this one, in words; empty while they go on.
  std::string enough_of_quasi_newton(const Step& step) const;
  void begin_normal_equations(In theta, Step& step, const std::string& why);
  void begin_orthogonal(Step& step, const std::string& why);
  /// Keeps what the present step of `lm`, to this loss, began with, where it is the first to meet dampings that J^T J
  /// cannot tell.
  void remember_branch(In before, const State& lm, double loss);
  /// The loss of theta where points are other ones; what `lm` took the place of comes back where it is better there.
  /// Says so.
  std::string compare_at_new_points(Out theta, Cost& cost);
  /// Whether theta is in a minimum that is not the least one, as a step of `lm` shows that would be its last.
  bool trapped(const Step& step) const;
  /// The next of the other starts, with `lm` laid aside as it stands; false where there is none left.
  bool begin_elsewhere(Step& step);
  /// Takes what another start led to where that is better, and the next one, or goes on with `lm`, where it is not.
  void end_elsewhere(Out theta, Step& step, const std::string& why);
  void take_elsewhere(Out theta, Step& step, const std::string& why);
  void resume_lm();
  /// Gives theta what a step of `lm` led to where that is better; else the step has moved nothing.
  void follow(Out theta, Step& step);

  Objective& loss_;
  LeastSquares& residuals_;
  std::uint64_t method_ = quasi_newton;
  GainWatch gain_;         // of the present method
  bool begun_ = false;     // `start_` is known
  bool compared_ = false;  // `best_` is the loss of theta at the present points
  bool ahead_ = false;     // theta follows `iterate_`
  bool untested_ = false;  // and has not been compared with `before_` at new points
  double best_ = 0;
  double first_ = 0;  // the loss of `start_`
  Vector start_;      // theta at the beginning
  Vector iterate_;    // of `lm`
  Vector before_;     // what `lm` took the place of
  Branch branch_;
  std::uint64_t starts_ = 0;  // other ones that were tried
  bool elsewhere_ = false;    // `iterate_` comes from one of them, theta waits
  Branch aside_;              // `lm` meanwhile
  std::uint64_t aside_method_ = normal_equations;
  std::unique_ptr<QuasiNewton> quasi_newton_;  // one of these two, as `method_` says
  std::unique_ptr<LmOptimiser> lm_;
};

}  // namespace ansatz::optimise
