#include "solution/piece.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

/// Programs that are kept: more than anybody asks for in turn, few enough to forget questions that never come back.
constexpr std::size_t most_programs = 256;

}  // namespace

double Parameter::operator()(std::size_t row, std::size_t column) const {
  if (row >= rows || column >= columns)
    throw UserError(fmt::format("parameter `{}` is {} x {}, counted from 0; there is no entry ({}, {})", name, rows,
                                columns, row, column));
  return values[row * columns + column];
}

struct Piece::Compiled {
  Compiled(std::span<const ad::Expr> inputs, std::span<const ad::Expr> outputs, const std::string& backend,
           ad::Workers& workers)
      : program(ad::compile(inputs, outputs, {.backend = backend})), workspace(program, workers) {}
  ad::Program program;
  ad::Workspace workspace;
};

Piece::Piece(Problem problem, std::vector<double> theta)
    : problem_(std::move(problem)), theta_(std::move(theta)), trial_(problem_, graph_) {
  if (theta_.size() != trial_.parameters().size())
    throw InternalFault(
        fmt::format("a solution of {} parameters is given {}", trial_.parameters().size(), theta_.size()));
}
Piece::~Piece() = default;

const PointBatch& Piece::batch(BatchKey key) {
  std::unique_ptr<PointBatch>& batch = batches_[key];
  if (!batch) batch = std::make_unique<PointBatch>(trial_, "points", key.first, key.second);
  return *batch;
}

std::vector<ad::Expr> Piece::scalars(const Quantities& quantities, const PointBatch& batch) const {
  std::vector<ad::Expr> values = quantities(batch);
  for (ad::Expr& value : values) {
    if (!value.valid()) throw UserError("an expression that was asked for is empty; it must return a formula");
    if (&value.graph() != &graph_)
      throw UserError("an expression that was asked for was made elsewhere; make it of the point that is given");
    if (value.shape().size() != 1)
      throw UserError(fmt::format("what a solution is asked for must be a scalar at every point; this is a {}",
                                  ad::describe(graph_, value.shape())));
    value = ad::broadcast(value, {1, 1, batch.axis()});
  }
  return values;
}

Piece::Compiled& Piece::compiled(const FormulaKey& key, std::span<const ad::Expr> outputs, const PointBatch& batch,
                                 ad::Workers& workers) {
  if (programs_.size() >= most_programs && !programs_.contains(key)) programs_.clear();
  std::unique_ptr<Compiled>& compiled = programs_[key];
  if (!compiled) {
    std::vector<ad::Expr> inputs = trial_.parameters().leaves();
    for (const ad::Expr& leaf : batch.leaves()) inputs.push_back(leaf);
    compiled = std::make_unique<Compiled>(inputs, outputs, problem_.compute.backend, workers);
  }
  return *compiled;
}

std::vector<const double*> Piece::bound_parameters() const {
  std::vector<const double*> bound;
  for (const ParameterBlock& block : trial_.parameters().blocks()) bound.push_back(theta_.data() + block.offset);
  return bound;
}

std::vector<Piece::Reading> Piece::readings(ad::Expr value) const {
  std::vector<Reading> all;
  for (const NetworkSpec& network : trial_.problem().networks) {
    const std::string prefix = network.name + "/";
    std::vector<std::uint32_t> weights;
    for (const ParameterBlock& block : trial_.parameters().blocks())
      if (block.name.starts_with(prefix)) weights.push_back(block.leaf.id());
    std::sort(weights.begin(), weights.end());
    for (const std::size_t field : network.fields) {
      if (field >= problem_.parts.size() || !problem_.parts[field]) continue;
      const Dependence on = dependence(value, weights);
      if (on.always || on.where.valid()) all.push_back({field, on});
    }
  }
  return all;
}

/// Whether it differs from point to point: an integral over all of the domain does not, and has a value everywhere.
bool Piece::varies(ad::Expr value, BatchKey kind) {
  const std::vector<std::uint32_t> nodes = ad::reachable(std::span(&value, 1));
  const std::vector<ad::Expr> leaves = batch(kind).leaves();
  return std::any_of(leaves.begin(), leaves.end(),
                     [&](const ad::Expr& leaf) { return std::binary_search(nodes.begin(), nodes.end(), leaf.id()); });
}

void Piece::leave_out_beyond(const PointSet& points, BatchKey kind, std::span<const ad::Expr> outputs,
                             std::vector<std::vector<double>>& values, ad::Workers& workers) {
  if (problem_.parts.empty()) return;
  const std::vector<double> all = point_by_point(points);
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    if (!varies(outputs[k], kind)) continue;
    for (const auto& [field, on] : readings(outputs[k])) {
      std::vector<double> read(points.count, 1);
      if (!on.always) read = run({ad::broadcast(on.where, {1, 1, batch(kind).axis()})}, kind, points, workers).front();
      for (std::size_t p = 0; p < points.count; ++p)
        if (read[p] != 0 && !lives_at(problem_, field, all.data() + p * points.dimensions))
          values[k][p] = std::numeric_limits<double>::quiet_NaN();
    }
  }
}

std::vector<std::vector<double>> Piece::values(const Quantities& quantities, const PointSet& points, Beyond beyond,
                                               ad::Workers& workers) {
  const BatchKey kind{!points.normals.empty(), points.measured.size() / points.count};
  const std::vector<ad::Expr> outputs = scalars(quantities, batch(kind));
  std::vector<std::vector<double>> found = run(outputs, kind, points, workers);
  if (beyond == Beyond::no_number) leave_out_beyond(points, kind, outputs, found, workers);
  return found;
}

std::vector<std::vector<double>> Piece::run(const std::vector<ad::Expr>& outputs, BatchKey kind, const PointSet& points,
                                            ad::Workers& workers) {
  const PointBatch& at = batch(kind);
  FormulaKey key{kind, {}};
  for (const ad::Expr& output : outputs) key.second.push_back(output.id());
  Compiled& program = compiled(key, outputs, at, workers);

  std::vector<const double*> inputs = bound_parameters();
  for (const std::vector<double>* leaf : at.leaf_values(points)) inputs.push_back(leaf->data());
  std::vector<std::vector<double>> values(outputs.size(), std::vector<double>(points.count));
  std::vector<double*> results;
  for (std::vector<double>& value : values) results.push_back(value.data());
  const ad::PointCount counts[] = {{at.axis(), points.count}};
  program.program.run(program.workspace, counts, inputs, results);
  return values;
}

bool Piece::needs_normals(const Quantities& quantities) {
  const PointBatch& at = batch({true, 0});
  if (!at.normals().valid()) return false;
  const std::vector<std::uint32_t> nodes = ad::reachable(scalars(quantities, at));
  return std::binary_search(nodes.begin(), nodes.end(), at.normals().id());
}

std::vector<double> Piece::unknowns() const {
  std::vector<double> values(trial_.unknowns().size());
  if (values.empty()) return values;
  ad::Workers alone(1);
  Compiled program(trial_.parameters().leaves(), trial_.unknowns(), problem_.compute.backend, alone);
  std::vector<double*> results;
  for (double& value : values) results.push_back(&value);
  program.program.run(program.workspace, {}, bound_parameters(), results);
  return values;
}

std::vector<Parameter> Piece::parameters() const {
  std::vector<Parameter> parameters;
  for (const ParameterBlock& block : trial_.parameters().blocks()) {
    const ad::Shape shape = block.leaf.shape();
    const auto part = std::span(theta_).subspan(block.offset, block.size);
    parameters.push_back({block.name, shape.rows, shape.cols, {part.begin(), part.end()}});
  }
  // The unknowns are the last blocks, and hold what the map into their bounds is applied to.
  const std::vector<double> found = unknowns();
  for (std::size_t i = 0; i < found.size(); ++i) parameters[parameters.size() - found.size() + i].values = {found[i]};
  return parameters;
}

}  // namespace ansatz
