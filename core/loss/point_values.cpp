#include "loss/point_values.hpp"

#include <cmath>

namespace ansatz {

struct PointValues::Compiled {
  Compiled(std::span<const ad::Expr> inputs, std::span<const ad::Expr> outputs, const ad::CompileOptions& options,
           ad::Workers& workers)
      : residuals(outputs.size()), program(ad::compile(inputs, outputs, options)), workspace(program, workers) {}
  std::size_t residuals;
  ad::Program program;
  ad::Workspace workspace;
};

PointValues::PointValues(const Loss& loss, ad::Precision precision, ad::Workers& workers)
    : loss_(loss), precision_(precision), workers_(workers), programs_(loss.groups().size()) {}
PointValues::~PointValues() = default;

std::vector<std::vector<double>> PointValues::operator()(std::size_t group, std::span<const double> theta,
                                                         const PointSet& points) {
  const PointBatch& batch = *loss_.batches()[group];
  std::unique_ptr<Compiled>& compiled = programs_[group];
  if (!compiled) {
    std::vector<ad::Expr> inputs = loss_.trial().parameters().leaves(), outputs;
    for (const ad::Expr& leaf : batch.leaves()) inputs.push_back(leaf);
    for (const Residual& residual : loss_.residuals())
      if (residual.group == group) outputs.push_back(residual.value);
    const ad::CompileOptions options{precision_, loss_.trial().problem().compute.backend};
    compiled = std::make_unique<Compiled>(inputs, outputs, options, workers_);
  }
  std::vector<const double*> inputs;
  for (const ParameterBlock& block : loss_.trial().parameters().blocks()) inputs.push_back(theta.data() + block.offset);
  for (const std::vector<double>* leaf : batch.leaf_values(points)) inputs.push_back(leaf->data());
  std::vector<std::vector<double>> values(compiled->residuals, std::vector<double>(points.count));
  std::vector<double*> outputs;
  for (std::vector<double>& value : values) outputs.push_back(value.data());
  const ad::PointCount counts[] = {{batch.axis(), points.count}};
  compiled->program.run(compiled->workspace, counts, inputs, outputs);
  return values;
}

std::vector<double> PointValues::magnitudes(const Problem& problem, std::size_t group, std::span<const double> theta,
                                            const PointSet& points) {
  const std::vector<std::vector<double>> residuals = (*this)(group, theta, points);
  std::vector<double> squares(points.count, 0);
  std::size_t next = 0;
  for (const Residual& residual : loss_.residuals()) {
    if (residual.group != group) continue;
    const std::vector<double>& r = residuals[next++];
    for (std::size_t p = 0; p < points.count; ++p)
      squares[p] += problem.conditions[residual.condition].weight * r[p] * r[p];
  }
  for (double& square : squares) square = std::sqrt(square);
  return squares;
}

}  // namespace ansatz
