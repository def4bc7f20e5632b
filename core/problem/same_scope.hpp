// A scope that passes on what another one says, for scopes that say one thing otherwise; and one where all fields are
// 0.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "ansatz/core/scope.hpp"

namespace ansatz {

/// Says what another scope says.
class SameScope : public PointScope {
 public:
  /// `points` must live longer.
  explicit SameScope(const PointScope& points) : points_(points) {}

  ad::Graph& graph() const override { return points_.graph(); }
  std::size_t space() const override { return points_.space(); }
  std::string_view name(Kind kind, std::size_t i) const override { return points_.name(kind, i); }
  ad::Expr coordinate(std::size_t i) const override { return points_.coordinate(i); }
  ad::Expr field(std::size_t i) const override { return points_.field(i); }
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> place) const override {
    return points_.field_at(i, place);
  }
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> place) const override {
    return points_.field_derivative_at(i, derivatives, place);
  }
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override { return points_.derivative(e, coordinate); }
  ad::Expr normal(std::size_t i) const override { return points_.normal(i); }
  ad::Expr unknown(std::size_t i) const override { return points_.unknown(i); }
  ad::Expr measured(std::size_t k) const override { return points_.measured(k); }

 private:
  const PointScope& points_;
};

/// Every field is 0 everywhere: what holds here holds for the trivial solution.
class ZeroFields final : public SameScope {
 public:
  using SameScope::SameScope;
  ad::Expr field(std::size_t) const override { return graph().constant(0); }
  ad::Expr field_at(std::size_t, std::span<const ad::Expr>) const override { return graph().constant(0); }
  ad::Expr field_derivative_at(std::size_t, std::span<const std::size_t>, std::span<const ad::Expr>) const override {
    return graph().constant(0);
  }
};

}  // namespace ansatz
