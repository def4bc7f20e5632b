// A point of which nothing is known but its coordinates and the unknowns of the problem: what the inputs of a network
// and an ansatz are functions of.
#pragma once

#include "ansatz/core/problem.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {

class CoordinateScope final : public PointScope {
 public:
  /// `coordinates`: a column of all coordinates; derivatives can be taken where it is a leaf of the graph. `named`:
  /// what the problem calls the unknowns, as many.
  CoordinateScope(ad::Expr coordinates, const Domain& domain, std::span<const ad::Expr> unknowns = {},
                  std::span<const UnknownSpec> named = {})
      : coordinates_(coordinates), domain_(domain), unknowns_(unknowns), named_(named) {}

  ad::Graph& graph() const override { return coordinates_.graph(); }
  std::size_t space() const override { return domain_.space.size(); }
  std::string_view name(Kind kind, std::size_t i) const override;
  ad::Expr coordinate(std::size_t i) const override { return coordinates_[static_cast<std::uint32_t>(i)]; }
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override;
  ad::Expr unknown(std::size_t i) const override;
  ad::Expr field(std::size_t) const override { refuse("a field"); }
  ad::Expr field_at(std::size_t, std::span<const ad::Expr>) const override { refuse("a field"); }
  ad::Expr field_derivative_at(std::size_t, std::span<const std::size_t>, std::span<const ad::Expr>) const override {
    refuse("a field");
  }
  ad::Expr normal(std::size_t) const override { refuse("the normal"); }
  ad::Expr measured(std::size_t) const override { refuse("a measured value"); }

 private:
  [[noreturn]] static void refuse(const char* what);

  ad::Expr coordinates_;
  const Domain& domain_;
  std::span<const ad::Expr> unknowns_;
  std::span<const UnknownSpec> named_;
};

}  // namespace ansatz
