// The trial solution with the parameters that were found, on one window of time: what answers questions.
//
// Questions are formulas built on a batch of points; each is compiled once and known again by the expressions it is
// made of (hash-consing makes equal formulas equal numbers). The graph only grows, by what was not asked before.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/core/solution.hpp"
#include "loss/trial.hpp"
#include "solution/dependence.hpp"

namespace ansatz {

/// Several scalars at a point.
using Quantities = std::function<std::vector<ad::Expr>(const PointScope&)>;

/// What an expression is worth at a point where a field that it is computed from is not to be found.
enum class Beyond { no_number, as_computed };

class Piece {
 public:
  /// `problem`: on its slice of time. `theta` must have as many entries as the trial solution has parameters.
  Piece(Problem problem, std::vector<double> theta);
  Piece(const Piece&) = delete;
  Piece& operator=(const Piece&) = delete;
  ~Piece();

  /// The points' normals and measured values are at hand where the set has them: values[k][p]. Throws UserError where
  /// an expression is no scalar.
  std::vector<std::vector<double>> values(const Quantities& quantities, const PointSet& points, Beyond beyond,
                                          ad::Workers& workers);
  /// How many there are, which only asking them tells.
  std::size_t count(const Quantities& quantities) { return quantities(batch({false, 0})).size(); }
  /// Whether these formulas, at points on a boundary, depend on its normal.
  bool needs_normals(const Quantities& quantities);

  std::vector<double> unknowns() const;
  std::vector<Parameter> parameters() const;

 private:
  struct Compiled;
  using BatchKey = std::pair<bool, std::size_t>;                       // normals, quantities measured
  using FormulaKey = std::pair<BatchKey, std::vector<std::uint32_t>>;  // numbers of the outputs

  const PointBatch& batch(BatchKey key);
  std::vector<ad::Expr> scalars(const Quantities& quantities, const PointBatch& batch) const;
  Compiled& compiled(const FormulaKey& key, std::span<const ad::Expr> outputs, const PointBatch& batch,
                     ad::Workers& workers);
  std::vector<const double*> bound_parameters() const;
  /// values[k][p] of these outputs, whatever fields are to be found there.
  std::vector<std::vector<double>> run(const std::vector<ad::Expr>& outputs, BatchKey kind, const PointSet& points,
                                       ad::Workers& workers);
  /// A field of a part of the domain, and where an expression is computed from it: where it reads its network's
  /// weights.
  struct Reading {
    std::size_t field;
    Dependence on;
  };
  std::vector<Reading> readings(ad::Expr value) const;
  bool varies(ad::Expr value, BatchKey kind);
  void leave_out_beyond(const PointSet& points, BatchKey kind, std::span<const ad::Expr> outputs,
                        std::vector<std::vector<double>>& values, ad::Workers& workers);

  Problem problem_;
  std::vector<double> theta_;
  ad::Graph graph_;
  Trial trial_;
  std::map<BatchKey, std::unique_ptr<PointBatch>> batches_;
  std::map<FormulaKey, std::unique_ptr<Compiled>> programs_;
};

}  // namespace ansatz
