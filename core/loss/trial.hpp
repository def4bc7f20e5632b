// The trial solution: the fields of a problem as functions of the coordinates, and the scalars trained with
// them; and what a residual sees of both at one batch of points.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/core/scope.hpp"
#include "network/network.hpp"
#include "network/parameters.hpp"

namespace ansatz {

/// The networks and unknowns of a problem, and theta.
class Trial {
 public:
  /// Throws UserError when a field is computed by no network or by several.
  /// `held`: theta, where it is known and shall not be trained.
  Trial(const Problem& problem, ad::Graph& graph, std::span<const double> held = {});

  const Problem& problem() const { return *problem_; }
  ad::Graph& graph() const { return parameters_.graph(); }
  const Parameters& parameters() const { return parameters_; }
  std::span<const Network> networks() const { return networks_; }
  /// The values of the unknowns (with bounds: after the map into them), free scalars.
  std::span<const ad::Expr> unknowns() const { return unknowns_; }

  /// Field `i` at a column of all coordinates: the output of its network, or what its ansatz makes of that.
  ad::Expr field(std::size_t i, ad::Expr coordinates) const;

 private:
  struct Output {
    std::size_t network = 0;
    std::uint32_t row = 0;
    const AnsatzField* ansatz = nullptr;
  };
  void add_ansatz(const Problem& problem);
  const Problem* problem_;
  Parameters parameters_;
  std::vector<Network> networks_;
  std::vector<Output> outputs_;  // where each field comes from
  std::vector<ad::Expr> unknowns_;
};

/// A batch of points as residuals see it. Its leaves are the coordinates, on a boundary the normals, and at the
/// points of data the values of `quantities` there.
class PointBatch final : public PointScope {
 public:
  PointBatch(const Trial& trial, std::string_view name, bool on_boundary, std::size_t quantities = 0);
  /// Another trial solution, in the same graph, at the points of `other`.
  PointBatch(const Trial& trial, const PointBatch& other);

  ad::Axis axis() const { return coordinates_.shape().axis; }
  ad::Expr coordinates() const { return coordinates_; }
  /// Invalid away from a boundary.
  ad::Expr normals() const { return normals_; }
  /// What programs are given for these points, in this order, `leaf_values` the numbers.
  std::vector<ad::Expr> leaves() const;
  /// Leaf by leaf, for points that are in `points`; each [i * count + p].
  std::vector<const std::vector<double>*> leaf_values(const PointSet& points) const;

  ad::Graph& graph() const override { return trial_->graph(); }
  std::size_t space() const override { return trial_->problem().domain.space.size(); }
  std::string_view name(Kind kind, std::size_t i) const override;
  ad::Expr coordinate(std::size_t i) const override;
  ad::Expr field(std::size_t i) const override;
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> coordinates) const override;
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> coordinates) const override;
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override;
  ad::Expr normal(std::size_t i) const override;
  ad::Expr unknown(std::size_t i) const override;
  ad::Expr measured(std::size_t k) const override;

 private:
  void require(Kind kind, std::size_t i) const;
  /// Numbers among the coordinates of another place lie in the domain's bounding box.
  void require_inside(std::span<const ad::Expr> coordinates, std::size_t field) const;
  /// A column of coordinates on this axis from one expression each.
  ad::Expr place(std::size_t field, std::span<const ad::Expr> coordinates) const;

  const Trial* trial_;
  ad::Expr coordinates_, normals_, measured_;
  mutable std::map<std::pair<std::uint32_t, std::size_t>, ad::Expr> derivatives_;  // by node and coordinate
};

}  // namespace ansatz
