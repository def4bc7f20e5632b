// The Jacobian of the residuals, some points at a time, and what is summed from it.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/derivatives.hpp"
#include "loss/compiled_residuals.hpp"
#include "optimise/dense.hpp"

namespace ansatz {

/// The program that gives r and J of the residuals `rows` at points of their group.
CompiledResiduals::Compiled& CompiledResiduals::columns_program(std::size_t group, std::span<const Row* const> rows) {
  std::unique_ptr<Compiled>& compiled = programs_[fmt::format("columns {}", group)];
  if (!compiled) {
    const std::vector<ad::Expr> leaves = loss_.trial().parameters().leaves();
    std::vector<ad::Expr> inputs = leaves, outputs;
    for (const ad::Expr& leaf : loss_.batches()[group]->leaves()) inputs.push_back(leaf);
    for (const Row* row : rows) {
      inputs.push_back(row->scale_leaf);
      if (row->weight.valid()) inputs.push_back(row->weight);
      outputs.push_back(row->value);
      for (const ad::Expr& column : ad::point_gradients(row->value, leaves)) outputs.push_back(column);
    }
    compiled = std::make_unique<Compiled>(inputs, outputs, loss_.trial().problem().compute.backend, workers_);
  }
  return *compiled;
}

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
  Compiled& compiled = columns_program(group, columns.rows);

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
  const ad::PointCount points[] = {{batch.axis(), count}};
  compiled.program.run(compiled.workspace, points, inputs, outputs);
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
