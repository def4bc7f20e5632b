// A point at which fields and their derivatives are symbols of their own, so that an expression shows which of them it
// is made of: u_xx + u is a sum of two leaves.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {

/// A field, or a derivative of it, that an expression speaks of.
struct Jet {
  std::size_t field = 0;
  std::vector<std::size_t> derivatives{};  // coordinates, ascending
  std::vector<ad::Expr> place{};           // all coordinates of another place than the point; empty: the point
};

class JetPoint final : public PointScope {
 public:
  /// Both must live longer.
  JetPoint(const Problem& problem, ad::Graph& graph);

  /// The symbols that `e` depends on, and what each stands for.
  std::vector<std::pair<ad::Expr, Jet>> jets_in(ad::Expr e) const;
  /// All coordinates, one leaf.
  ad::Expr coordinates() const { return coordinates_; }

  /// The highest order of a derivative of each field that `e` depends on, as far as it is above `orders`, which has a
  /// number for each field.
  void raise_orders(ad::Expr e, std::vector<std::size_t>& orders) const;

  ad::Graph& graph() const override { return graph_; }
  std::size_t space() const override { return problem_.domain.space.size(); }
  std::string_view name(Kind kind, std::size_t i) const override;
  ad::Expr coordinate(std::size_t i) const override;
  ad::Expr field(std::size_t i) const override { return jet({i}); }
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> coordinates) const override;
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> coordinates) const override;
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override;
  ad::Expr normal(std::size_t) const override { return graph_.input("normal", 1, axis_); }
  ad::Expr unknown(std::size_t i) const override;
  ad::Expr measured(std::size_t) const override { return graph_.input("measured", 1, axis_); }

 private:
  ad::Expr jet(Jet wanted) const;

  const Problem& problem_;
  ad::Graph& graph_;
  ad::Axis axis_;
  ad::Expr coordinates_;
  std::vector<ad::Expr> unknowns_;
  using Key = std::tuple<std::size_t, std::vector<std::size_t>, std::vector<std::uint32_t>>;
  mutable std::map<std::uint32_t, Jet> jets_;  // by the number of their leaf
  mutable std::map<Key, ad::Expr> leaves_;     // by field, derivatives, numbers of the coordinates of the place
};

}  // namespace ansatz
