#include "training/training_data.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "ansatz/core/automatic.hpp"
#include "optimise/stage.hpp"
#include "points/refinement.hpp"

namespace ansatz {
namespace {

constexpr double clearly_more = 100;  // of the loss

}  // namespace

TrainingData::TrainingData(const Problem& problem, const Loss& loss, CompiledLoss& compiled,
                           CompiledResiduals& residuals, ad::Workers& workers)
    : problem_(problem),
      loss_(loss),
      compiled_(compiled),
      residuals_(residuals),
      values_(loss, problem.compute.precision, workers),
      batches_(loss.groups(), problem.compute.seed),
      all_(loss.data()) {
  if (problem.weighting.moves()) weights_ = std::make_unique<MovingWeights>(problem, loss, residuals, values_, workers);
  bind(all_);
}

void TrainingData::bind(const LossData& data) {
  current_ = &data;
  compiled_.use(data);
  residuals_.use(data);
}

/// True where the weights of S(a) are others than they were. Programs are bound to where they stand, so that these
/// places stay.
bool TrainingData::recover(std::uint64_t step) {
  const std::vector<double> now = loss_.recoveries_at(step);
  const bool changed = now != all_.recoveries;
  for (LossData* data : {&all_, &part_}) {
    data->recoveries.resize(now.size());
    std::copy(now.begin(), now.end(), data->recoveries.begin());
  }
  return changed;
}

bool TrainingData::prepare(std::uint64_t step, const Stage& stage, std::span<const double> theta) {
  points_suffice_ = false;
  const bool recovers = recover(step);
  const bool redraws = due(step);
  const bool weighs = weights_ && weighed_ != step + 1 && weights_->due(step, optimise::is_first_order(stage));
  const bool chooses = optimise::batch_of(stage) != 0 || on_part();
  const DataState before = redraws || weighs ? state() : DataState{};
  try {
    const bool redrawn = redraws && redraw(step, theta);
    if (!redrawn && !weighs && !chooses) {
      if (recovers) bind(all_);
      return recovers;
    }
    change(step, stage, theta, weighs);
  } catch (...) {  // memory ran out: as if it had not begun, so that a checkpoint holds what goes on to the same bits
    if (redraws || weighs)
      restore(before);
    else
      bind(all_);
    throw;
  }
  return true;
}

void TrainingData::change(std::uint64_t step, const Stage& stage, std::span<const double> theta, bool weighs) {
  const std::size_t batch = optimise::batch_of(stage);
  const auto& selected = batches_.select(all_.points, batch, step);
  LossData& data = batch == 0 ? all_ : part_;
  if (batch != 0) {
    part_.points.clear();
    for (std::size_t g = 0; g < selected.size(); ++g) part_.points.push_back(pick(all_.points[g], selected[g]));
    part_.weights.resize(all_.weights.size());
  }
  if (weights_) weights_->fill(data, selected);
  bind(data);
  if (!weighs) return;
  weights_->update(step, optimise::is_first_order(stage), theta, data, selected);
  weights_->fill(data, selected);
  bind(data);
  weighed_ = step + 1;
}

void TrainingData::use_all() {
  if (!on_part()) return;
  if (weights_) weights_->fill(all_, batches_.select(all_.points, 0, 0));
  bind(all_);
}

/// Whether points are to be drawn before this step. Where draws are tested the last one may have been left.
bool TrainingData::due(std::uint64_t step) const {
  const std::uint64_t every = resampling_steps(problem_);
  return every != 0 && step / every != draw_ && (!tests_points(problem_) || step % every == 0);
}

/// Draws all points anew, but for those that stay; false where draws are tested and the present ones suffice.
bool TrainingData::redraw(std::uint64_t step, std::span<const double> theta) {
  const std::uint64_t draw = step / resampling_steps(problem_);
  Draw drawn = draw_anew(draw, theta);
  points_suffice_ = tests_points(problem_) && !too_few(drawn, theta);
  if (points_suffice_) return false;
  draw_ = draw;
  const bool keeps = resampling_places(problem_).method().keeps_old();
  for (auto& [g, points] : drawn) {
    all_.points[g] = std::move(points);
    if (weights_) weights_->points_changed(g, all_.points[g].count, keeps);
  }
  return true;
}

TrainingData::Draw TrainingData::draw_anew(std::uint64_t draw, std::span<const double> theta) {
  const Placement placement = resampling_places(problem_);
  const bool follows = placement.method().follows_residual(), keeps = placement.method().keeps_old();
  Draw drawn;
  for (std::size_t g = 0; g < all_.points.size(); ++g) {
    const PointGroup& group = loss_.groups()[g];
    if (group.stays()) continue;
    const Magnitudes magnitudes = [&](const PointSet& at) { return values_.magnitudes(problem_, g, theta, at); };
    const bool adaptive = follows && group.kind == ConditionKind::equation;
    if (keeps && !adaptive) continue;
    drawn.emplace_back(g, adaptive ? refine(problem_, group, all_.points[g], draw, magnitudes)
                                   : ansatz::redraw(problem_, group, draw));
  }
  return drawn;
}

/// Whether the loss is much larger at the drawn points than at those whose place they would take. Points that follow
/// the residual find it larger by a factor of two or three where it is known as well as it can be.
bool TrainingData::too_few(const Draw& drawn, std::span<const double> theta) {
  const auto mean_square = [&](std::size_t group, const PointSet& at) {
    const std::vector<double> sizes = values_.magnitudes(problem_, group, theta, at);
    const double sum = std::inner_product(sizes.begin(), sizes.end(), sizes.begin(), 0.0);
    return sizes.empty() ? 0 : sum / static_cast<double>(sizes.size());
  };
  double there = 0, here = 0;
  for (const auto& [group, points] : drawn) {
    there += mean_square(group, points);
    here += mean_square(group, all_.points[group]);
  }
  return there > clearly_more * here;
}

std::vector<double> TrainingData::mean_weights() const {
  std::vector<double> means;
  if (!weights_) return means;
  std::vector<double> counts(problem_.conditions.size(), 0);
  means.assign(counts.size(), 0);
  for (std::size_t k = 0; k < current_->weights.size(); ++k) {
    const std::vector<double>& weights = current_->weights[k];
    const std::size_t condition = loss_.residuals()[k].condition;
    means[condition] += std::accumulate(weights.begin(), weights.end(), 0.0);
    counts[condition] += static_cast<double>(weights.size());
  }
  for (std::size_t c = 0; c < means.size(); ++c) means[c] /= counts[c];
  return means;
}

DataState TrainingData::state() const {
  DataState state;
  state.draw = draw_;
  if (draw_ > 0)
    for (std::size_t g = 0; g < all_.points.size(); ++g) {
      const bool stays = loss_.groups()[g].stays();
      state.groups.push_back(stays ? DrawnPoints{} : DrawnPoints{all_.points[g].points, all_.points[g].normals});
    }
  state.weighed = weighed_;
  if (weights_) state.weights = weights_->state();
  return state;
}

void TrainingData::restore(const DataState& state) {
  all_ = loss_.data();
  draw_ = state.draw;
  if (draw_ > 0)
    for (std::size_t g = 0; g < all_.points.size(); ++g) {
      if (loss_.groups()[g].stays()) continue;
      PointSet& set = all_.points[g];
      set.points = state.groups.at(g).points;
      set.normals = state.groups.at(g).normals;
      set.count = set.points.size() / set.dimensions;
    }
  weighed_ = state.weighed;
  if (weights_) {
    weights_->restore(state.weights, all_);
    weights_->fill(all_, batches_.select(all_.points, 0, 0));
  }
  bind(all_);
}

}  // namespace ansatz
