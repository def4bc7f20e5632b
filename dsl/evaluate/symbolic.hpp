// The symbolic scope: every name of a problem as a symbol, with the rule by which it is differentiated.
//
// Leaves of the graph are the coordinates; outputs of the networks; the *jets*, one for each field and each of its
// derivatives that is spoken of (u, u_x, u_xx: "u and its derivatives as if they were coordinates of their own");
// fields at other places; unknowns; components of the normal; variables of integration; and the values of integrals.
// The total derivative of an expression by a coordinate follows from one jvp and the rule of each leaf: a jet gives the
// next jet, an integral the integral of the derivative (Leibniz).
//
// So what an equation contains can be read off its leaves, and an exact solution can be put in their place.
// Everything here is free of axes: one point.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "evaluate/scope.hpp"

namespace ansatz::dsl {

struct SymbolicLeaf {
  enum class Kind { coordinate, jet, output, elsewhere, unknown, normal, variable, integral } kind = Kind::coordinate;
  std::size_t index = 0;                       // coordinate, field, unknown, component, or depth of a variable
  std::vector<std::size_t> derivatives;        // of a jet or an output, ascending
  std::vector<ad::Expr> place;                 // of a field elsewhere
  ad::Expr variable, integrand, lower, upper;  // of an integral
  ad::Expr leaf;
};

/// A copy knows the same symbols by the same numbers, and goes on from there with symbols of its own. All copies build
/// their expressions in one graph, so that expressions of both can be put together.
class SymbolicScope final : public Scope {
 public:
  /// `normals`: whether the points lie on a boundary; may be changed between evaluations.
  bool normals = false;
  /// Set by `derivative` to the coordinate, where what it is of jumps in that as a coefficient of a field does: the
  /// jump is lost, as no point lies there. Whoever wants to know resets it before.
  std::optional<std::size_t> lost_jump;
  /// Whether integrals of what differs from point to point are symbols, to be computed adaptively: in `exact`.
  bool integrals = false;

  ad::Graph& graph() override { return *graph_; }
  ad::Expr coordinate(std::size_t i) override;
  ad::Expr field(std::size_t i, std::span<const std::size_t> derivatives) override;
  ad::Expr field_at(std::size_t i, std::span<const std::size_t> derivatives, std::span<const ad::Expr> place) override;
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) override;
  /// What the network gives for field `i` (`net` of an ansatz), and its derivatives: like a jet.
  ad::Expr output(std::size_t i, std::span<const std::size_t> derivatives);
  ad::Expr normal(std::size_t i) override;
  ad::Expr unknown(std::size_t i) override;
  ad::Expr integration_variable(std::size_t depth) override;
  ad::Expr integral(ad::Expr variable, ad::Expr integrand, ad::Expr lower, ad::Expr upper) override;
  bool sums_integrals() const override { return !integrals; }
  void goes_on_across(ad::Expr condition) override { smooth_.insert(condition.id()); }
  bool is_symbolic() const override { return true; }
  std::size_t node_limit() const override { return 100000; }

  /// Numbers of the leaves that an expression depends on, through its integrals too, ascending. Leaves of an
  /// integral come before it.
  std::vector<std::size_t> leaves(ad::Expr e) const;
  /// Those it depends on itself, integrals not opened.
  std::vector<std::size_t> direct_leaves(ad::Expr e) const;
  const SymbolicLeaf& leaf(std::size_t number) const { return leaves_[number]; }
  std::size_t leaf_count() const { return leaves_.size(); }

 private:
  using Key = std::vector<std::size_t>;
  ad::Expr find_or_add(const Key& key, SymbolicLeaf leaf);
  ad::Expr with_derivatives(SymbolicLeaf::Kind kind, std::size_t i, std::span<const std::size_t> derivatives);
  ad::Expr tangent(std::size_t leaf, std::size_t coordinate);
  bool jumps(ad::Expr e, std::size_t coordinate) const;

  std::shared_ptr<ad::Graph> graph_ = std::make_shared<ad::Graph>();
  std::vector<SymbolicLeaf> leaves_;
  std::map<Key, std::size_t> known_;
  std::map<std::uint32_t, std::size_t> by_node_;
  std::set<std::uint32_t> smooth_;  // conditions that decide no jump
};

}  // namespace ansatz::dsl
