#include "moving_weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

using Kind = Balance::Kind;

/// The gradient of the loss by the weights of points, as an objective to be lowered: its opposite.
class Climb final : public optimise::Objective {
 public:
  explicit Climb(std::size_t size) : slope(size) {}
  std::size_t size() const override { return slope.size(); }
  double value(optimise::In) override { return 1; }
  double value_and_gradient(optimise::In, optimise::Out gradient) override {
    for (std::size_t i = 0; i < slope.size(); ++i) gradient[i] = -slope[i];
    return 1;
  }
  optimise::Vector slope;
};

void require(bool holds, const char* what) {
  if (!holds) throw UserError(what);
}

}  // namespace

std::vector<double> causal_weights(std::span<const double> slice_losses, double epsilon) {
  std::vector<double> weights;
  double earlier = 0;
  for (const double loss : slice_losses) {
    weights.push_back(std::exp(-epsilon * earlier));
    earlier += loss;
  }
  return weights;
}

std::vector<double> balancing_factors(std::span<const double> sizes) {
  const auto counts = [](double size) { return size > 0 && std::isfinite(size); };
  double sum = 0;
  for (const double size : sizes) sum += counts(size) ? size : 0;
  std::vector<double> factors;
  for (const double size : sizes) factors.push_back(counts(size) ? sum / size : 1);
  return factors;
}

/// A program that gives the gradient of every condition's term.
struct MovingWeights::Gradients {
  Gradients(const Loss& loss, std::size_t conditions, ad::Workers& workers)
      : values(conditions, optimise::Vector(loss.trial().parameters().size())),
        program(compiled(loss, conditions)),
        workspace(program, workers) {}

  static ad::Program compiled(const Loss& loss, std::size_t conditions) {
    const std::vector<ad::Expr> leaves = loss.trial().parameters().leaves(), data = loss.data_leaves();
    std::vector<ad::Expr> inputs = leaves, outputs;
    inputs.insert(inputs.end(), data.begin(), data.end());
    for (std::size_t c = 0; c < conditions; ++c)
      for (const ad::Expr& gradient : ad::grad(loss.terms()[c], leaves)) outputs.push_back(gradient);
    return ad::compile(inputs, outputs);
  }

  std::vector<optimise::Vector> values;  // by condition
  ad::Program program;
  ad::Workspace workspace;
};

/// Adam on the weights of points.
struct MovingWeights::Ascent {
  Ascent(std::size_t size, double rate) : objective(size), adam(stage(rate), objective) {}
  static AdamStage stage(double rate) {
    AdamStage stage;
    stage.rate.rate = rate;
    return stage;
  }
  Climb objective;
  optimise::Adam adam;
};

MovingWeights::MovingWeights(const Problem& problem, const Loss& loss, CompiledResiduals& residuals,
                             PointValues& values, ad::Workers& workers)
    : problem_(problem),
      loss_(loss),
      residuals_(residuals),
      values_(values),
      workers_(workers),
      balance_(problem.weighting.balance),
      conditions_(problem.conditions.size(), 1.0) {
  require(balance_.every >= 1, "loss: weights move every 1 or more steps");
  require(balance_.decay >= 0 && balance_.decay < 1, "loss: the decay of a weight is at least 0 and below 1");
  require(balance_.rate > 0, "loss: the rate of a weight is positive");
  const Weighting& weighting = problem.weighting;
  require(weighting.causal >= 0, "loss: causal must not be negative");
  if (weighting.causal > 0) {
    require(problem.domain.time.has_value(), "loss: causal weights need a problem with time");
    require(weighting.slices >= 2, "loss: causal weights need at least 2 slices of time");
    slices_.assign(weighting.slices, 1.0);
  }
  if (balance_.kind == Kind::attention || balance_.kind == Kind::self_adaptive)
    for (const std::vector<double>& weights : loss.data().weights) own_.push_back(weights);
  restart_ascent();
}

MovingWeights::~MovingWeights() = default;

void MovingWeights::restart_ascent() {
  if (balance_.kind != Kind::self_adaptive) return;
  std::size_t size = 0;
  for (const optimise::Vector& own : own_) size += own.size();
  ascent_ = std::make_unique<Ascent>(size, balance_.rate);
}

bool MovingWeights::balance_due(std::uint64_t step, bool first_order) const {
  return balance_.kind != Kind::none && step % balance_.every == 0 &&
         (balance_.kind != Kind::self_adaptive || first_order);
}

bool MovingWeights::due(std::uint64_t step, bool first_order) const {
  return !slices_.empty() || balance_due(step, first_order);
}

void MovingWeights::update(std::uint64_t step, bool first_order, std::span<const double> theta, const LossData& data,
                           const Selection& selected) {
  const bool balance = balance_due(step, first_order), points = balance && !own_.empty();
  Values r(loss_.residuals().size());
  for (std::size_t g = 0; g < loss_.groups().size(); ++g) {
    const bool causal = !slices_.empty() && loss_.groups()[g].kind == ConditionKind::equation;
    if (!causal && !points) continue;
    Values at_group = values_(g, theta, data.points[g]);
    std::size_t next = 0;
    for (std::size_t k = 0; k < r.size(); ++k)
      if (loss_.residuals()[k].group == g) r[k] = std::move(at_group[next++]);
  }
  if (balance && !points) update_conditions(theta, data);
  if (!slices_.empty()) update_causal(r, data);
  if (points && balance_.kind == Kind::attention) update_attention(r, selected);
  if (points && balance_.kind == Kind::self_adaptive) climb(r, data, selected);
}

// --- time -------------------------------------------------------------------------------------------

std::size_t MovingWeights::slice_of(double time) const {
  const Interval& times = problem_.domain.times;
  const double part = (time - times.lower) / (times.upper - times.lower) * static_cast<double>(slices_.size());
  return std::min(slices_.size() - 1, static_cast<std::size_t>(std::max(0.0, part)));
}

/// The coordinate of time of the points of a group; null in a problem without time.
const double* MovingWeights::times_of(const LossData& data, std::size_t group) const {
  const PointSet& set = data.points[group];
  return problem_.domain.time ? set.points.data() + (set.dimensions - 1) * set.count : nullptr;
}

void MovingWeights::update_causal(const Values& r, const LossData& data) {
  optimise::Vector losses(slices_.size(), 0);
  for (std::size_t k = 0; k < r.size(); ++k) {
    const Residual& residual = loss_.residuals()[k];
    const Condition& condition = problem_.conditions[residual.condition];
    if (condition.kind != ConditionKind::equation) continue;
    const double* times = times_of(data, residual.group);
    optimise::Vector sums(slices_.size(), 0), counts(slices_.size(), 0);
    for (std::size_t p = 0; p < r[k].size(); ++p) {
      const std::size_t slice = slice_of(times[p]);
      sums[slice] += r[k][p] * r[k][p];
      counts[slice] += 1;
    }
    for (std::size_t i = 0; i < losses.size(); ++i)
      if (counts[i] > 0) losses[i] += condition.weight * sums[i] / counts[i];
  }
  slices_ = causal_weights(losses, problem_.weighting.causal);
}

// --- points -----------------------------------------------------------------------------------------

void MovingWeights::update_attention(const Values& r, const Selection& selected) {
  for (std::size_t k = 0; k < r.size(); ++k) {
    const std::vector<std::size_t>& points = selected[loss_.residuals()[k].group];
    double largest = 0;
    for (const double value : r[k]) largest = std::max(largest, std::abs(value));
    if (!(largest > 0) || !std::isfinite(largest)) continue;
    for (std::size_t p = 0; p < points.size(); ++p) {
      double& own = own_[k][points[p]];
      own = balance_.decay * own + balance_.rate * std::abs(r[k][p]) / largest;
    }
  }
}

/// A step of Adam up the slope of sum scale * w^2 * (other weights) * r^2 over the points.
void MovingWeights::climb(const Values& r, const LossData& data, const Selection& selected) {
  optimise::Vector& slope = ascent_->objective.slope;
  std::fill(slope.begin(), slope.end(), 0.0);
  optimise::Vector all;
  for (std::size_t k = 0; k < r.size(); ++k) {
    const Residual& residual = loss_.residuals()[k];
    const std::vector<std::size_t>& points = selected[residual.group];
    const double* times = times_of(data, residual.group);
    for (std::size_t p = 0; p < points.size(); ++p)
      slope[all.size() + points[p]] =
          2 * residual.scale * own_[k][points[p]] * r[k][p] * r[k][p] * (times ? causal_weight(k, times[p]) : 1);
    all.insert(all.end(), own_[k].begin(), own_[k].end());
  }
  ascent_->adam.advance(all);
  auto next = all.begin();
  for (optimise::Vector& own : own_)
    for (double& weight : own) weight = *next++;
}

void MovingWeights::points_changed(std::size_t group, std::size_t count, bool added) {
  if (own_.empty()) return;
  for (std::size_t k = 0; k < own_.size(); ++k) {
    if (loss_.residuals()[k].group != group) continue;
    if (!added) own_[k].clear();
    own_[k].resize(count, 1.0);
  }
  restart_ascent();
}

// --- conditions -------------------------------------------------------------------------------------

void MovingWeights::update_conditions(std::span<const double> theta, const LossData& data) {
  optimise::Vector sizes(conditions_.size(), 0);
  if (balance_.kind == Kind::gradnorm) {
    sizes = gradient_norms(theta, data);
  } else {
    const optimise::Vector traces = residuals_.traces(theta);
    for (std::size_t k = 0; k < traces.size(); ++k) sizes[loss_.residuals()[k].condition] += traces[k];
  }
  for (std::size_t c = 0; c < sizes.size(); ++c) sizes[c] /= conditions_[c] * problem_.conditions[c].weight;
  const std::vector<double> factors = balancing_factors(sizes);
  for (std::size_t c = 0; c < factors.size(); ++c)
    conditions_[c] = updates_ == 0 ? factors[c] : balance_.decay * conditions_[c] + (1 - balance_.decay) * factors[c];
  ++updates_;
}

/// The 2-norm of the gradient of every condition's term.
optimise::Vector MovingWeights::gradient_norms(std::span<const double> theta, const LossData& data) {
  if (!gradients_) gradients_ = std::make_unique<Gradients>(loss_, conditions_.size(), workers_);
  const auto blocks = loss_.trial().parameters().blocks();
  std::vector<const double*> inputs;
  for (const ParameterBlock& block : blocks) inputs.push_back(theta.data() + block.offset);
  const std::vector<const double*> bound = loss_.bound(data);
  inputs.insert(inputs.end(), bound.begin(), bound.end());
  std::vector<double*> outputs;
  for (optimise::Vector& gradient : gradients_->values)
    for (const ParameterBlock& block : blocks) outputs.push_back(gradient.data() + block.offset);
  gradients_->program.run(gradients_->workspace, loss_.counts(data), inputs, outputs);
  optimise::Vector norms;
  for (const optimise::Vector& gradient : gradients_->values) norms.push_back(optimise::norm(gradient));
  return norms;
}

// --- all together -----------------------------------------------------------------------------------

double MovingWeights::causal_weight(std::size_t residual, double time) const {
  const bool equation = problem_.conditions[loss_.residuals()[residual].condition].kind == ConditionKind::equation;
  return equation && !slices_.empty() ? slices_[slice_of(time)] : 1;
}

void MovingWeights::fill(LossData& data, const Selection& selected) const {
  for (std::size_t k = 0; k < data.weights.size(); ++k) {
    const Residual& residual = loss_.residuals()[k];
    const std::vector<std::size_t>& points = selected[residual.group];
    const double* times = times_of(data, residual.group);
    std::vector<double>& weights = data.weights[k];
    weights.resize(points.size());
    for (std::size_t p = 0; p < weights.size(); ++p) {
      weights[p] = conditions_[residual.condition] * (times ? causal_weight(k, times[p]) : 1);
      if (!own_.empty()) weights[p] *= own_[k][points[p]] * own_[k][points[p]];
    }
  }
}

optimise::State MovingWeights::state() const {
  optimise::State state;
  state["updates"] = {static_cast<double>(updates_)};
  state["conditions"] = conditions_;
  state["slices"] = slices_;
  for (std::size_t k = 0; k < own_.size(); ++k) state[fmt::format("points/{}", k)] = own_[k];
  if (ascent_)
    for (const auto& [name, values] : ascent_->adam.state()) state["ascent/" + name] = values;
  return state;
}

void MovingWeights::restore(const optimise::State& state) {
  updates_ = static_cast<std::uint64_t>(state.at("updates").at(0));
  conditions_ = state.at("conditions");
  slices_ = state.at("slices");
  for (std::size_t k = 0; k < own_.size(); ++k) own_[k] = state.at(fmt::format("points/{}", k));
  restart_ascent();
  if (!ascent_) return;
  optimise::State adam;
  for (const auto& [name, values] : state)
    if (name.starts_with("ascent/")) adam[name.substr(7)] = values;
  ascent_->adam.restore(adam);
}

}  // namespace ansatz
