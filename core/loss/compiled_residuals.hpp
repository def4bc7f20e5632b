// The loss as a sum of squares, compiled: residuals, the rows of their Jacobian, and products with it.
//
// Residuals are numbered as the loss states them, each at all points of its group before the next. Each is
// scaled by sqrt(scale / points of the group), and the root of its weight at the point where weights move, so that the
// squares add up to the loss. The slope recovery terms are the smooth part; their curvature is that of S = (sqrt S)^2
// as Gauss-Newton sees it, one row in all.
//
// J is never stored: for some hundred points at a time a program writes its columns (parameter by parameter,
// points contiguous), which are multiplied into G at once. All arithmetic is in double, whatever the precision
// of the training program: normal equations need the digits. Programs are compiled when they are first used.
//
// Read next: compiled_residuals.cpp (programs over all points), compiled_jacobian.cpp (J).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/optimise/objective.hpp"
#include "loss/loss.hpp"

namespace ansatz {

class CompiledResiduals final : public optimise::LeastSquares {
 public:
  /// Points of a block of J: 10 MB of it for 2,000 parameters. The distance of its columns is no power of two, so that
  /// as many of them as are packed together fit into a cache of few ways.
  static constexpr std::size_t block_points = 640;

  /// `loss` and `workers` must live longer.
  CompiledResiduals(const Loss& loss, ad::Workers& workers);

  /// Evaluates on these points and weights from now on, the loss's own until then. `data` must live, and be given again
  /// when it changes.
  void use(const LossData& data);

  std::size_t size() const override { return theta_.size(); }
  std::size_t residual_count() const override { return residual_count_; }
  double value(optimise::In theta) override;
  void residuals(optimise::In theta, optimise::Out r) override;
  void jacobian_rows(optimise::In theta, std::size_t first, std::size_t count, optimise::Out rows) override;
  void for_each_block(optimise::In theta,
                      const std::function<void(std::size_t count, optimise::Out columns)>& f) override;
  optimise::SmoothTerm smooth_term(optimise::In theta) override;
  double normal_equations(optimise::In theta, optimise::Out G, optimise::Out g) override;
  void apply(optimise::In theta, optimise::In v, optimise::Out out) override;
  void apply_transposed(optimise::In theta, optimise::In u, optimise::Out out) override;
  void second_directional(optimise::In theta, optimise::In v, optimise::Out out) override;
  optimise::Team team() override;

  /// The sum of the squares of all entries of J that belong to a residual, by residual of the loss: the trace of its
  /// part of the neural tangent kernel J J^T.
  optimise::Vector traces(optimise::In theta);

 private:
  struct Row {  // one residual of the loss
    ad::Expr value;
    ad::Expr weight;      // of Residual
    ad::Expr scale_leaf;  // free, as the number of points may change
    double scale = 0;     // its value
    std::size_t group = 0;
    std::size_t first = 0;  // number of its residual at the first point
    std::size_t points = 0;
  };
  /// J and r of the residuals of a group at some of its points, J by columns: each `count` numbers.
  struct Columns {
    std::size_t first = 0, count = 0;
    std::vector<const Row*> rows;
    std::vector<optimise::Vector> J;
    std::vector<optimise::Vector> r;
  };
  struct Compiled {
    Compiled(std::span<const ad::Expr> inputs, std::span<const ad::Expr> outputs, const std::string& backend,
             ad::Workers& workers)
        : program(ad::compile(inputs, outputs, {.backend = backend})), workspace(program, workers) {}
    ad::Program program;
    ad::Workspace workspace;
  };
  using Build = std::function<std::vector<ad::Expr>()>;

  ad::Graph& graph() const { return loss_.graph(); }
  /// The program of that name, compiled from what `build` makes if this is its first use.
  Compiled& program(const std::string& name, const Build& build);
  /// Runs it at all points; residuals per point go to and come from arrays of residual_count() numbers.
  void run(Compiled& compiled, std::span<double* const> outputs);
  std::vector<ad::Expr> values() const;
  std::vector<ad::Expr> tangents();
  std::vector<double*> at_points(optimise::Out out) const;
  std::vector<double*> at_parameters(optimise::Out out) const;

  /// All of J at theta, in blocks of points in a fixed order.
  void for_each_columns(optimise::In theta, const std::function<void(Columns&)>& f);
  Compiled& columns_program(std::size_t group, std::span<const Row* const> rows);
  void run_columns(std::size_t group, std::size_t first, std::size_t count, Columns& columns);

  const Loss& loss_;
  ad::Workers& workers_;
  std::vector<Row> rows_;
  std::size_t residual_count_ = 0;
  const LossData* data_ = nullptr;
  optimise::Vector theta_, direction_, cotangents_;  // what the leaves of the programs are bound to
  std::vector<ad::Expr> direction_leaves_;           // of theta's shape
  std::vector<ad::Expr> cotangent_leaves_;           // one number a residual and point
  std::map<std::string, std::unique_ptr<Compiled>> programs_;
};

}  // namespace ansatz
