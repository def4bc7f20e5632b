#include "compiled_residuals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "optimise/dense.hpp"
#include "workers.hpp"

namespace ansatz {
namespace {

// J of a block of 2,000 parameters: 10 MB. The distance of its columns is no power of two, so that as many of them as
// are packed together fit into a cache of few ways.
constexpr std::size_t block_points = 640;

}  // namespace

struct CompiledResiduals::Compiled {
  Compiled(std::span<const ad::Expr> inputs, std::span<const ad::Expr> outputs, ad::Workers& workers)
      : program(ad::compile(inputs, outputs)), workspace(program, workers) {}
  ad::Program program;
  ad::Workspace workspace;
};

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

CompiledResiduals::~CompiledResiduals() = default;

optimise::Team CompiledResiduals::team() { return team_of(workers_); }

// --- programs over all points -----------------------------------------------------------------------

CompiledResiduals::Compiled& CompiledResiduals::program(const std::string& name, const Build& build) {
  std::unique_ptr<Compiled>& compiled = programs_[name];
  if (!compiled) {
    std::vector<ad::Expr> inputs = loss_.trial().parameters().leaves();
    inputs.insert(inputs.end(), direction_leaves_.begin(), direction_leaves_.end());
    inputs.insert(inputs.end(), cotangent_leaves_.begin(), cotangent_leaves_.end());
    for (const Row& row : rows_) inputs.push_back(row.scale_leaf);
    const std::vector<ad::Expr> data = loss_.data_leaves();
    inputs.insert(inputs.end(), data.begin(), data.end());
    compiled = std::make_unique<Compiled>(inputs, build(), workers_);
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

/// The derivative of `values` along the direction.
std::vector<ad::Expr> along_direction(std::span<const ad::Expr> values, std::span<const ad::Expr> leaves,
                                      std::span<const ad::Expr> direction) {
  std::vector<ad::Direction> directions;
  for (std::size_t i = 0; i < leaves.size(); ++i) directions.push_back({leaves[i], direction[i]});
  return ad::jvp(values, directions);
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

// --- the Jacobian, some points at a time ------------------------------------------------------------

void CompiledResiduals::run_columns(std::size_t group, std::size_t first, std::size_t count, Columns& columns) {
  const PointBatch& batch = *loss_.batches()[group];
  const PointSet& set = data_->points[group];
  columns.first = first;
  columns.count = count;
  columns.rows.clear();
  for (const Row& row : rows_)
    if (row.group == group) columns.rows.push_back(&row);
  columns.J.resize(columns.rows.size());
  columns.r.resize(columns.rows.size());

  std::unique_ptr<Compiled>& compiled = programs_[fmt::format("columns {}", group)];
  if (!compiled) {
    const std::vector<ad::Expr> leaves = loss_.trial().parameters().leaves();
    std::vector<ad::Expr> inputs = leaves, outputs;
    for (const ad::Expr& leaf : batch.leaves()) inputs.push_back(leaf);
    for (const Row* row : columns.rows) {
      inputs.push_back(row->scale_leaf);
      if (row->weight.valid()) inputs.push_back(row->weight);
      outputs.push_back(row->value);
      for (const ad::Expr& column : ad::point_gradients(row->value, leaves)) outputs.push_back(column);
    }
    compiled = std::make_unique<Compiled>(inputs, outputs, workers_);
  }

  const auto part = [&](const std::vector<double>& all) {  // of coordinates, normals, measured values
    optimise::Vector result;
    for (std::size_t i = 0; i < all.size() / set.count; ++i) {
      const double* row = all.data() + i * set.count + first;
      result.insert(result.end(), row, row + count);
    }
    return result;
  };
  std::vector<optimise::Vector> parts;
  for (const std::vector<double>* values : batch.leaf_values(set)) parts.push_back(part(*values));
  std::vector<const double*> inputs;
  for (const ParameterBlock& block : loss_.trial().parameters().blocks())
    inputs.push_back(theta_.data() + block.offset);
  for (const optimise::Vector& values : parts) inputs.push_back(values.data());
  for (const Row* row : columns.rows) {
    inputs.push_back(&row->scale);
    if (row->weight.valid())
      inputs.push_back(data_->weights[static_cast<std::size_t>(row - rows_.data())].data() + first);
  }
  std::vector<double*> outputs;
  for (std::size_t k = 0; k < columns.rows.size(); ++k) {
    columns.J[k].resize(size() * count);
    columns.r[k].resize(count);
    outputs.push_back(columns.r[k].data());
    for (const ParameterBlock& block : loss_.trial().parameters().blocks())
      outputs.push_back(columns.J[k].data() + block.offset * count);
  }
  std::vector<std::size_t> points(graph().axis_count(), 1);
  points[batch.axis().id] = count;
  compiled->program.run(compiled->workspace, points, inputs, outputs);
}

void CompiledResiduals::for_each_columns(optimise::In theta, const std::function<void(Columns&)>& f) {
  optimise::copy(theta, theta_);
  Columns columns;
  for (std::size_t g = 0; g < loss_.groups().size(); ++g) {
    const std::size_t points = data_->points[g].count;
    for (std::size_t first = 0; first < points; first += block_points) {
      run_columns(g, first, std::min(block_points, points - first), columns);
      f(columns);
    }
  }
}

void CompiledResiduals::for_each_block(optimise::In theta,
                                       const std::function<void(std::size_t count, optimise::Out columns)>& f) {
  for_each_columns(theta, [&](Columns& columns) {
    for (optimise::Vector& J : columns.J) f(columns.count, optimise::Out(J).first(size() * columns.count));
  });
}

double CompiledResiduals::normal_equations(optimise::In theta, optimise::Out G, optimise::Out g) {
  const std::size_t n = size();
  std::fill(G.begin(), G.end(), 0.0);
  std::fill(g.begin(), g.end(), 0.0);
  double loss = 0;
  for_each_columns(theta, [&](const Columns& columns) {
    for (std::size_t k = 0; k < columns.rows.size(); ++k) {
      const optimise::In J(columns.J[k]), r(columns.r[k]);
      loss += optimise::dot(r, r);
      optimise::accumulate_gram_of_columns(n, columns.count, J, G, team());
      optimise::accumulate_products_of_columns(columns.count, J, r, g, team());
    }
  });
  const optimise::SmoothTerm smooth = smooth_term(theta);
  if (!smooth.gradient.empty()) optimise::add_scaled(g, 0.5, smooth.gradient);
  if (!smooth.curvature.empty()) optimise::accumulate_gram(n, smooth.curvature.size() / n, smooth.curvature, G, team());
  return loss + smooth.value;
}

optimise::Vector CompiledResiduals::traces(optimise::In theta) {
  optimise::Vector traces(rows_.size(), 0);
  for_each_columns(theta, [&](const Columns& columns) {
    for (std::size_t k = 0; k < columns.rows.size(); ++k)
      traces[static_cast<std::size_t>(columns.rows[k] - rows_.data())] += optimise::dot(columns.J[k], columns.J[k]);
  });
  return traces;
}

void CompiledResiduals::jacobian_rows(optimise::In theta, std::size_t first, std::size_t count, optimise::Out rows) {
  optimise::copy(theta, theta_);
  Columns columns;
  for (const Row& row : rows_) {
    const std::size_t begin = std::max(first, row.first), end = std::min(first + count, row.first + row.points);
    if (begin >= end) continue;
    run_columns(row.group, begin - row.first, end - begin, columns);
    const auto k =
        static_cast<std::size_t>(std::find(columns.rows.begin(), columns.rows.end(), &row) - columns.rows.begin());
    for (std::size_t i = 0; i < size(); ++i)
      for (std::size_t p = 0; p < columns.count; ++p)
        rows[(begin - first + p) * size() + i] = columns.J[k][i * columns.count + p];
  }
}

}  // namespace ansatz
