#include "optimise/auto.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "optimise/settings.hpp"
#include "optimise/work.hpp"

namespace ansatz {
namespace optimise {
namespace {

constexpr Cost step_of_lm{.values = 10, .normal_equations = 1, .factorisations = 8, .products = 4};  // a usual one
constexpr Cost step_of_quasi_newton{.gradients = 1};
constexpr std::uint64_t most_bundles = 128;           // what some ten steps of `lm` cost, as it was measured
constexpr double digits_of_normal_equations = 1e-10;  // of the loss at the beginning: some orders above where they end

/// Quasi-Newton steps that cost an eighth of a step of `lm` at the points that there are at present.
std::uint64_t bundle_of(const LeastSquares& residuals) {
  const auto points = static_cast<double>(residuals.residual_count()), n = static_cast<double>(residuals.size());
  const double steps = work_of(step_of_lm, points, n) / work_of(step_of_quasi_newton, points, n);
  return static_cast<std::uint64_t>(std::max(1.0, std::round(steps / AutoOptimiser::bundles_of_a_step)));
}

double distance(In a, In b) {
  Vector change(a.begin(), a.end());
  add_scaled(change, -1, b);
  return norm(change);
}

}  // namespace

AutoOptimiser::AutoOptimiser(const Auto&, Objective& loss, LeastSquares& residuals)
    : loss_(loss),
      residuals_(residuals),
      start_(residuals.size()),
      iterate_(residuals.size()),
      before_(residuals.size()) {
  branch_.theta.resize(residuals.size());
  aside_.theta.resize(residuals.size());
  keep("auto.method", method_);
  keep("auto.begun", begun_);
  keep("auto.compared", compared_);
  keep("auto.ahead", ahead_);
  keep("auto.best", best_);
  keep("auto.first", first_);
  keep("auto.start", start_);
  keep("auto.iterate", iterate_);
  keep("auto.before", before_);
  keep("auto.untested", untested_);
  name_members("auto.branch", branch_);
  keep("auto.starts", starts_);
  keep("auto.elsewhere", elsewhere_);
  name_members("auto.aside", aside_);
  keep("auto.aside.method", aside_method_);
  gain_.name_members([this](const char* name, auto& member) { keep(std::string("auto.") + name, member); });
  begin(quasi_newton, of_bundles);
}

void AutoOptimiser::make() {
  quasi_newton_.reset();  // its matrix goes before that of the other is there
  lm_.reset();
  if (method_ == quasi_newton)
    quasi_newton_ = std::make_unique<QuasiNewton>(SsBroyden{}, loss_);
  else
    lm_ = std::make_unique<LmOptimiser>(Lm{.orthogonal = method_ == orthogonal}, residuals_);
}

void AutoOptimiser::begin(Method method, const GainRule& rule) {
  method_ = method;
  make();
  gain_.begin(rule);
}

Step AutoOptimiser::advance(Out theta) {
  if (!begun_) copy(theta, start_);
  begun_ = true;
  if (elsewhere_) return advance_elsewhere(theta);
  return method_ == quasi_newton ? advance_quasi_newton(theta) : advance_lm(theta);
}

Step AutoOptimiser::advance_bundle(Out theta) {
  const Vector before(theta.begin(), theta.end());
  Step step;
  Cost cost;
  const std::uint64_t bundle = bundle_of(residuals_);
  for (std::uint64_t i = 0; i < bundle && step.stop == Stop::none; ++i) {
    step = quasi_newton_->advance(theta);
    add(step.cost, cost);
  }
  step.cost = cost;
  step.length = distance(theta, before);
  return step;
}

Step AutoOptimiser::advance_quasi_newton(Out theta) {
  Step step = advance_bundle(theta);
  if (step.stop == Stop::not_finite || step.stop == Stop::converged) return step;
  gain_.after(step.loss, of_bundles);
  if (const std::string why = enough_of_quasi_newton(step); !why.empty()) begin_normal_equations(theta, step, why);
  step.stop = Stop::none;
  step.why.clear();
  step.under_way = true;
  return step;
}

std::string AutoOptimiser::enough_of_quasi_newton(const Step& step) const {
  if (step.stop != Stop::none) return step.why;
  if (gain_.steps() >= most_bundles)
    return fmt::format("they had the work that they may have, {} times {} steps", gain_.steps(), bundle_of(residuals_));
  return gain_.slow() ? "twice as many did not bring a tenth of the loss" : "";
}

void AutoOptimiser::begin_normal_equations(In theta, Step& step, const std::string& why) {
  begin(normal_equations, of_lm);
  copy(start_, iterate_);
  best_ = residuals_.value(theta);
  first_ = residuals_.value(start_);
  step.cost.values += 2;
  compared_ = true;
  step.said +=
      fmt::format("quasi-Newton steps end at a loss of {:.2e}: {}; `lm` goes on from the beginning", best_, why);
}

void AutoOptimiser::begin_orthogonal(Step& step, const std::string& why) {
  begin(orthogonal, of_lm);
  give(branch_);
  ahead_ = false;
  step.said = fmt::format(
      "`lm` on normal equations ends at a loss of {:.2e}: {}; `lm` with orthogonalisation goes on from where they "
      "begin to differ",
      best_, why);
}

void AutoOptimiser::remember_branch(In before, const State& lm, double loss) {
  if (branch_.known || method_ != normal_equations || !lm_->met_resolution()) return;
  take(lm, before, branch_);
  gain_.watch_from(loss, of_lm);  // as many steps as to the first mark, to show what they gain from here
}

void AutoOptimiser::follow(Out theta, Step& step) {
  const bool better = step.loss < best_;
  if (better && !ahead_) {
    step.said = fmt::format("`lm` is ahead of what came before it: a loss of {:.2e}", step.loss);
    copy(theta, before_);
    ahead_ = untested_ = true;
  }
  if (better) {
    best_ = step.loss;
    copy(iterate_, theta);
  } else {
    step.length = 0;
    step.loss = best_;
  }
}

std::string AutoOptimiser::compare_at_new_points(Out theta, Cost& cost) {
  best_ = residuals_.value(theta);
  compared_ = true;
  ++cost.values;
  if (!std::exchange(untested_, false)) return {};
  const double loss = residuals_.value(before_);
  ++cost.values;
  if (!(loss < best_)) return {};
  copy(before_, theta);
  best_ = loss;
  ahead_ = false;
  return fmt::format("at new points what came before `lm` is better, a loss of {:.2e}: it is taken back", loss);
}

Step AutoOptimiser::advance_lm(Out theta) {
  Cost cost;
  const std::string back = compared_ ? "" : compare_at_new_points(theta, cost);
  const Vector before = iterate_;
  const State lm = lm_->state();
  Step step = lm_->advance(iterate_);
  add(cost, step.cost);
  if (step.stop == Stop::not_finite) return step;
  step.said = back;
  gain_.after(step.loss, of_lm);
  remember_branch(before, lm, step.loss);
  follow(theta, step);
  const bool last = method_ == orthogonal || !branch_.known;
  step.under_way = !last || (!ahead_ && !gain_.slow());
  if (last && trapped(step) && begin_elsewhere(step)) return step;
  if (last) return step;
  if (step.stop != Stop::none)
    begin_orthogonal(step, step.why);
  else if (gain_.slow() && step.loss < digits_of_normal_equations * first_)
    begin_orthogonal(step, fmt::format("{} steps did not halve it", of_lm.first));
  step.stop = Stop::none;
  step.why.clear();
  return step;
}

void AutoOptimiser::objective_changed() {
  compared_ = false;
  gain_.objective_changed();
  if (quasi_newton_) quasi_newton_->objective_changed();
  if (lm_) lm_->objective_changed();
}

State AutoOptimiser::state() const {
  State all = Optimiser::state();
  all.merge(quasi_newton_ ? quasi_newton_->state() : lm_->state());
  return all;
}

void AutoOptimiser::restore(const State& state) {
  if (const auto& method = entry<std::uint64_t>(state, "auto.method"); method > orthogonal)
    throw UserError(fmt::format("the saved state is of method {} of `auto`, which has {}", method, orthogonal + 1));
  Optimiser::restore(state);
  make();
  if (quasi_newton_) quasi_newton_->restore(state);
  if (lm_) lm_->restore(state);
}

}  // namespace optimise

namespace {

std::vector<Publication> sources_of_both() {
  std::vector<Publication> all = method_of(SsBroyden{})->sources();
  const std::vector<Publication>& lm = method_of(Lm{})->sources();
  all.insert(all.end(), lm.begin(), lm.end());
  return all;
}

}  // namespace

std::shared_ptr<const StageMethod> method_of(const Auto&) {
  static const auto method = stage_method<Auto, optimise::AutoOptimiser>(
      "auto",
      {"quasi-Newton steps, then Levenberg-Marquardt steps: the default up to 3,500 weights", sources_of_both()},
      {
          setting("steps", &Auto::steps, limits::steps,
                  "training steps, at most: of `lm`, or bundles of `ssbroyden` steps that cost an eighth of one"),
          optimise::until_setting<Auto>(),
      },
      // Of `lm`, and what quasi-Newton steps keep beside the matrices of the check at the end where they are the last.
      {.hands_over = true, .numbers = [](const void*, double n) { return 2.5 * n * n; }});
  return method;
}

}  // namespace ansatz
