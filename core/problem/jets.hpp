// A point at which fields and their derivatives are symbols of their own, so that an expression shows which of them it
// is made of: u_xx + u is a sum of two leaves.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {

class JetPoint final : public PointScope {
 public:
  /// Both must live longer.
  JetPoint(const Problem& problem, ad::Graph& graph);

  /// The highest order of a derivative of each field that `e` depends on, as far as it is above `orders`, which has a
  /// number for each field.
  void raise_orders(ad::Expr e, std::vector<std::size_t>& orders) const;

  ad::Graph& graph() const override { return graph_; }
  std::size_t space() const override { return problem_.domain.space.size(); }
  std::string_view name(Kind kind, std::size_t i) const override;
  ad::Expr coordinate(std::size_t i) const override;
  ad::Expr field(std::size_t i) const override { return jet(i, {}); }
  /// A field elsewhere is taken for the field: it has the same derivatives.
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> coordinates) const override;
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> coordinates) const override;
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override;
  ad::Expr normal(std::size_t) const override { return graph_.input("normal", 1, axis_); }
  ad::Expr unknown(std::size_t i) const override;
  ad::Expr measured(std::size_t) const override { return graph_.input("measured", 1, axis_); }

 private:
  struct Jet {
    std::size_t field;
    std::vector<std::size_t> derivatives;  // coordinates, ascending
  };
  ad::Expr jet(std::size_t field, std::vector<std::size_t> derivatives) const;

  const Problem& problem_;
  ad::Graph& graph_;
  ad::Axis axis_;
  ad::Expr coordinates_;
  std::vector<ad::Expr> unknowns_;
  mutable std::map<std::uint32_t, Jet> jets_;  // by the number of their leaf
  mutable std::map<std::pair<std::size_t, std::vector<std::size_t>>, ad::Expr> leaves_;
};

}  // namespace ansatz
