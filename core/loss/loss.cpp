// The constructor is the order of the work: points, residuals, what they may speak of, terms.
#include "loss/loss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/simplify.hpp"
#include "ansatz/core/random.hpp"
#include "optimise/stage.hpp"
#include "problem/check.hpp"
#include "problem/lost_derivatives.hpp"
#include "problem/meaning.hpp"

namespace ansatz {
namespace {

std::vector<ad::Expr> differences(const std::vector<ad::Expr>& a, const std::vector<ad::Expr>& b) {
  std::vector<ad::Expr> result;
  for (std::size_t i = 0; i < a.size(); ++i) result.push_back(a[i] - b.at(i));
  return result;
}

void require_scalar(const Condition& condition, const ad::Expr& value) {
  if (!value.valid())
    throw UserError(
        fmt::format("condition `{}` returned an empty expression; it must return a formula", condition.name));
  if (value.shape().size() != 1)
    throw UserError(fmt::format("condition `{}`: a residual must be a scalar; this one is a {}", condition.name,
                                ad::describe(value.graph(), value.shape())));
}

/// All at once, so that they share streams.
void collapse(std::vector<Residual>& residuals) {
  std::vector<ad::Expr> values;
  for (const Residual& residual : residuals) values.push_back(residual.value);
  values = ad::collapse(values);
  for (std::size_t i = 0; i < values.size(); ++i) residuals[i].value = values[i];
}

}  // namespace

Loss::Loss(const Problem& problem, ResidualForm form, const WindowBefore* before)
    : graph_((require_conditions(problem), std::make_unique<ad::Graph>())),
      trial_(std::make_unique<Trial>(problem, *graph_)),
      start_(trial_->parameters().start()),
      drawn_(before == nullptr),
      groups_(place_points(problem)),
      steps_(optimise::steps_of(std::span<const Stage>(problem.stages))) {
  for (const PointGroup& group : groups_)
    batches_.push_back(std::make_unique<PointBatch>(*trial_, group.name, !group.points.normals.empty(),
                                                    group.points.measured.size() / group.points.count));
  if (before != nullptr) start_.assign(before->theta.begin(), before->theta.end());
  build_residuals(problem, form, before);
  require_meaning(problem);
  require_derivatives(problem);
  build_terms(problem);
  for (const PointGroup& group : groups_) data_.points.push_back(group.points);
  data_.recoveries = recoveries_at(0);
  if (problem.weighting.moves())
    for (const Residual& residual : residuals_) data_.weights.emplace_back(groups_[residual.group].points.count, 1.0);
}

bool Loss::another_start(std::uint64_t k, std::span<double> theta) const {
  if (!drawn_) return false;
  Problem other = trial_->problem();
  other.compute.seed = Stream(other.compute.seed, "another start").bits(k);
  ad::Graph graph;
  const Trial trial(other, graph);
  std::copy(trial.parameters().start().begin(), trial.parameters().start().end(), theta.begin());
  return true;
}

std::vector<ad::Expr> Loss::data_leaves() const {
  std::vector<ad::Expr> leaves;
  for (const auto& batch : batches_)
    for (const ad::Expr& leaf : batch->leaves()) leaves.push_back(leaf);
  for (const Residual& residual : residuals_)
    if (residual.weight.valid()) leaves.push_back(residual.weight);
  for (const Recovery& recovery : recoveries_) leaves.push_back(recovery.leaf);
  return leaves;
}

std::vector<const double*> Loss::bound(const LossData& data) const {
  std::vector<const double*> bound;
  for (std::size_t g = 0; g < batches_.size(); ++g)
    for (const std::vector<double>* values : batches_[g]->leaf_values(data.points[g])) bound.push_back(values->data());
  for (const std::vector<double>& weights : data.weights) bound.push_back(weights.data());
  for (const double& recovery : data.recoveries) bound.push_back(&recovery);
  return bound;
}

std::vector<double> Loss::recoveries_at(std::uint64_t step) const {
  std::vector<double> weights;
  for (const Recovery& recovery : recoveries_)
    weights.push_back(recovery.weight.at_step(steps_ == 0 ? 0 : std::min(step, steps_ - 1), steps_));
  return weights;
}

std::vector<ad::PointCount> Loss::counts(const LossData& data) const {
  std::vector<ad::PointCount> counts;
  for (std::size_t g = 0; g < batches_.size(); ++g) counts.push_back({batches_[g]->axis(), data.points[g].count});
  return counts;
}

std::size_t Loss::points() const {
  std::size_t points = 0;
  for (const PointGroup& group : groups_) points += group.points.count;
  return points;
}

void Loss::build_residuals(const Problem& problem, ResidualForm form, const WindowBefore* before) {
  std::optional<Trial> solved;
  if (before != nullptr) solved.emplace(before->problem, *graph_, before->theta);
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (const std::size_t c : groups_[g].conditions) {
      const Condition& condition = problem.conditions[c];
      std::vector<ad::Expr> values = condition.residuals(*batches_[g]);
      if (solved && condition.kind == ConditionKind::initial)
        values = differences(values, condition.residuals(PointBatch(*solved, *batches_[g])));
      if (values.empty()) throw UserError(fmt::format("condition `{}` states no residual", condition.name));
      for (std::size_t j = 0; j < values.size(); ++j) {
        require_scalar(condition, values[j]);
        // A residual that is the same everywhere still counts once for each point.
        const ad::Expr there = ad::broadcast(values[j], {1, 1, batches_[g]->axis()});
        const double size = condition.sizes.empty() ? 1 : condition.sizes.at(j);
        residuals_.push_back({c, g, there, condition.weight * groups_[g].share / (size * size), {}});
        if (problem.weighting.moves())
          residuals_.back().weight = graph_->input("weight/" + condition.name, 1, batches_[g]->axis());
      }
    }
  if (form == ResidualForm::collapsed) collapse(residuals_);
}

ad::Expr Loss::recovery_of(const Network& network, const SlopeTerm& term) {
  if (const std::optional<double> weight = term.steady()) return *weight * term.value;
  recoveries_.push_back({term.weight, graph_->parameter("recovery/" + network.spec().name)});
  return recoveries_.back().leaf * term.value;
}

void Loss::build_terms(const Problem& problem) {
  terms_.assign(problem.conditions.size(), graph_->constant(0));
  for (const Condition& condition : problem.conditions) term_names_.push_back(condition.name);
  for (const Residual& residual : residuals_) {
    ad::Expr& term = terms_[residual.condition];
    const ad::Expr square = residual.value * residual.value;
    term = term + residual.scale * ad::mean_points(residual.weight.valid() ? residual.weight * square : square);
  }
  for (const Network& network : trial_->networks()) {
    const std::optional<SlopeTerm> recovery = network.slope_term();
    if (!recovery) continue;
    const bool plain = trial_->networks().size() == 1 &&
                       std::find(term_names_.begin(), term_names_.end(), "recovery") == term_names_.end();
    term_names_.push_back(plain ? "recovery" : fmt::format("recovery/{}", network.spec().name));
    terms_.push_back(recovery_of(network, *recovery));
  }
  total_ = graph_->constant(0);
  for (const ad::Expr& term : terms_) total_ = total_ + term;
}

}  // namespace ansatz
