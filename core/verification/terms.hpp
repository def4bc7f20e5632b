// What residuals are sums of: the scale that says how small a residual is.
#pragma once

#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {

/// The terms of a sum, through signs and constant factors: of `2*(a - b) + c` these are 2*a, -2*b and c. An expression
/// that is no sum is its only term.
std::vector<ad::Expr> terms_of(ad::Expr sum);

/// The points of another scope with every field 0 everywhere: what holds there holds for the trivial solution.
class ZeroFields final : public PointScope {
 public:
  /// `points` must live longer.
  explicit ZeroFields(const PointScope& points) : points_(points) {}

  ad::Graph& graph() const override { return points_.graph(); }
  std::size_t space() const override { return points_.space(); }
  std::string_view name(Kind kind, std::size_t i) const override { return points_.name(kind, i); }
  ad::Expr coordinate(std::size_t i) const override { return points_.coordinate(i); }
  ad::Expr field(std::size_t) const override { return graph().constant(0); }
  ad::Expr field_at(std::size_t, std::span<const ad::Expr>) const override { return graph().constant(0); }
  ad::Expr field_derivative_at(std::size_t, std::span<const std::size_t>, std::span<const ad::Expr>) const override {
    return graph().constant(0);
  }
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override { return points_.derivative(e, coordinate); }
  ad::Expr normal(std::size_t i) const override { return points_.normal(i); }
  ad::Expr unknown(std::size_t i) const override { return points_.unknown(i); }
  ad::Expr measured(std::size_t k) const override { return points_.measured(k); }

 private:
  const PointScope& points_;
};

}  // namespace ansatz
