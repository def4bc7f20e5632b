// Programs over all points: residuals, what they are along a direction, and sums over them.
#include "loss/compiled_residuals.hpp"

#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/core/optimise/team.hpp"

namespace ansatz {
namespace {

/// The derivative of `values` along the direction.
std::vector<ad::Expr> along_direction(std::span<const ad::Expr> values, std::span<const ad::Expr> leaves,
                                      std::span<const ad::Expr> direction) {
  std::vector<ad::Direction> directions;
  for (std::size_t i = 0; i < leaves.size(); ++i) directions.push_back({leaves[i], direction[i]});
  return ad::jvp(values, directions);
}

}  // namespace

CompiledResiduals::CompiledResiduals(const Loss& loss, ad::Workers& workers)
    : loss_(loss), workers_(workers), theta_(loss.trial().parameters().size()), direction_(theta_.size()) {
  for (const ParameterBlock& block : loss.trial().parameters().blocks())
    direction_leaves_.push_back(
        graph().parameter("direction/" + block.name, block.leaf.shape().rows, block.leaf.shape().cols));
  for (const Residual& residual : loss.residuals()) {
    const ad::Expr scale = graph().parameter("scale");
    const ad::Expr value = scale * residual.value;
    const ad::Expr weighted = residual.weight.valid() ? ad::sqrt(residual.weight) * value : value;
    rows_.push_back({weighted, residual.weight, scale, 0, residual.group, 0, 0});
    cotangent_leaves_.push_back(graph().input("cotangent", 1, residual.value.shape().axis));
  }
  use(loss.data());
}

void CompiledResiduals::use(const LossData& data) {
  data_ = &data;
  residual_count_ = 0;
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    Row& row = rows_[k];
    row.first = residual_count_;
    row.points = data.points[row.group].count;
    row.scale = std::sqrt(loss_.residuals()[k].scale / static_cast<double>(row.points));
    residual_count_ += row.points;
  }
  cotangents_.assign(residual_count_, 0.0);
}

optimise::Team CompiledResiduals::team() { return optimise::team_of(workers_); }

CompiledResiduals::Compiled& CompiledResiduals::program(const std::string& name, const Build& build) {
  std::unique_ptr<Compiled>& compiled = programs_[name];
  if (!compiled) {
    std::vector<ad::Expr> inputs = loss_.trial().parameters().leaves();
    inputs.insert(inputs.end(), direction_leaves_.begin(), direction_leaves_.end());
    inputs.insert(inputs.end(), cotangent_leaves_.begin(), cotangent_leaves_.end());
    for (const Row& row : rows_) inputs.push_back(row.scale_leaf);
    const std::vector<ad::Expr> data = loss_.data_leaves();
    inputs.insert(inputs.end(), data.begin(), data.end());
    compiled = std::make_unique<Compiled>(inputs, build(), loss_.trial().problem().compute.backend, workers_);
  }
  return *compiled;
}

void CompiledResiduals::run(Compiled& compiled, std::span<double* const> outputs) {
  std::vector<const double*> inputs;
  for (const optimise::Vector* from : {&theta_, &direction_})
    for (const ParameterBlock& block : loss_.trial().parameters().blocks())
      inputs.push_back(from->data() + block.offset);
  for (const Row& row : rows_) inputs.push_back(cotangents_.data() + row.first);
  for (const Row& row : rows_) inputs.push_back(&row.scale);
  const std::vector<const double*> bound = loss_.bound(*data_);
  inputs.insert(inputs.end(), bound.begin(), bound.end());
  compiled.program.run(compiled.workspace, loss_.counts(*data_), inputs, outputs);
}

std::vector<double*> CompiledResiduals::at_points(optimise::Out out) const {
  std::vector<double*> result;
  for (const Row& row : rows_) result.push_back(out.data() + row.first);
  return result;
}

std::vector<double*> CompiledResiduals::at_parameters(optimise::Out out) const {
  std::vector<double*> result;
  for (const ParameterBlock& block : loss_.trial().parameters().blocks()) result.push_back(out.data() + block.offset);
  return result;
}

std::vector<ad::Expr> CompiledResiduals::values() const {
  std::vector<ad::Expr> result;
  for (const Row& row : rows_) result.push_back(row.value);
  return result;
}

std::vector<ad::Expr> CompiledResiduals::tangents() {
  return along_direction(values(), loss_.trial().parameters().leaves(), direction_leaves_);
}

double CompiledResiduals::value(optimise::In theta) {
  optimise::copy(theta, theta_);
  double total = 0;
  double* const output = &total;
  run(program("value", [this] { return std::vector{loss_.total()}; }), {&output, 1});
  return total;
}

void CompiledResiduals::residuals(optimise::In theta, optimise::Out r) {
  optimise::copy(theta, theta_);
  run(program("residuals", [this] { return values(); }), at_points(r));
}

void CompiledResiduals::apply(optimise::In theta, optimise::In v, optimise::Out out) {
  optimise::copy(theta, theta_);
  optimise::copy(v, direction_);
  run(program("apply", [this] { return tangents(); }), at_points(out));
}

void CompiledResiduals::second_directional(optimise::In theta, optimise::In v, optimise::Out out) {
  optimise::copy(theta, theta_);
  optimise::copy(v, direction_);
  run(program("second",
              [this] { return along_direction(tangents(), loss_.trial().parameters().leaves(), direction_leaves_); }),
      at_points(out));
}

void CompiledResiduals::apply_transposed(optimise::In theta, optimise::In u, optimise::Out out) {
  optimise::copy(theta, theta_);
  optimise::copy(u, cotangents_);
  run(program("transposed",
              [this] { return ad::vjp(values(), cotangent_leaves_, loss_.trial().parameters().leaves()); }),
      at_parameters(out));
}

optimise::SmoothTerm CompiledResiduals::smooth_term(optimise::In theta) {
  const std::size_t conditions = loss_.trial().problem().conditions.size();
  if (loss_.terms().size() == conditions) return {};
  optimise::copy(theta, theta_);
  optimise::SmoothTerm result{0, optimise::Vector(size()), optimise::Vector(size())};
  std::vector<double*> outputs = at_parameters(result.gradient);
  outputs.push_back(&result.value);
  run(program("smooth",
              [&] {
                ad::Expr sum = graph().constant(0);
                for (std::size_t i = conditions; i < loss_.terms().size(); ++i) sum = sum + loss_.terms()[i];
                std::vector<ad::Expr> built = ad::grad(sum, loss_.trial().parameters().leaves());
                built.push_back(sum);
                return built;
              }),
      outputs);
  for (std::size_t i = 0; i < size(); ++i) result.curvature[i] = result.gradient[i] / (2 * std::sqrt(result.value));
  return result;
}

}  // namespace ansatz
