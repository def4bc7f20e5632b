// What names of a problem mean while an expression is evaluated: a PointScope, for the language's own use.
//
// There are three. `ConstantScope` knows numbers only (settings, parameters, shapes). `SymbolicScope`
// (symbolic.hpp) gives every name a symbol, for checks and exact solutions. `ResidualScope` hands everything
// to the PointScope that the solver gives to a residual.
//
// A scope throws Refusal where a name has no meaning in it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "ansatz/core/scope.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

class Scope {
 public:
  virtual ~Scope() = default;

  virtual ad::Graph& graph() = 0;
  virtual ad::Expr coordinate(std::size_t i) = 0;
  /// Field `i`, differentiated by each of `derivatives` (coordinate numbers, ascending) in turn.
  virtual ad::Expr field(std::size_t i, std::span<const std::size_t> derivatives) = 0;
  /// The same at another place, one expression a coordinate.
  virtual ad::Expr field_at(std::size_t i, std::span<const std::size_t> derivatives,
                            std::span<const ad::Expr> place) = 0;
  virtual ad::Expr derivative(ad::Expr e, std::size_t coordinate) = 0;
  virtual ad::Expr normal(std::size_t i) = 0;
  virtual ad::Expr unknown(std::size_t i) = 0;
  /// A fresh variable of integration for an integral nested `depth` deep, and the integral over it.
  virtual ad::Expr integration_variable(std::size_t depth) = 0;
  virtual ad::Expr integral(ad::Expr variable, ad::Expr integrand, ad::Expr lower, ad::Expr upper) = 0;
  /// Whether integrals of what differs from point to point are sums over the nodes of a rule; `integral` is not asked
  /// for then.
  virtual bool sums_integrals() const { return true; }
  /// What `condition` chooses between is one function that goes on, as a field and its past: no jump is decided there.
  virtual void goes_on_across(ad::Expr) {}
  /// Whether every name is a symbol of its own: what is equal then is equal whatever the fields are.
  virtual bool is_symbolic() const { return false; }
  /// More nodes than this are refused; 0: no limit.
  virtual std::size_t node_limit() const { return 0; }
};

/// Numbers only, in a graph of its own or in that of the argument of a function.
class ConstantScope final : public Scope {
 public:
  ConstantScope() : own_(std::make_unique<ad::Graph>()), graph_(*own_) {}
  explicit ConstantScope(ad::Graph& graph) : graph_(graph) {}
  ad::Graph& graph() override { return graph_; }
  ad::Expr coordinate(std::size_t) override { refuse("coordinates vary from point to point"); }
  ad::Expr field(std::size_t, std::span<const std::size_t>) override { refuse_field(); }
  ad::Expr field_at(std::size_t, std::span<const std::size_t>, std::span<const ad::Expr>) override { refuse_field(); }
  ad::Expr derivative(ad::Expr, std::size_t) override { refuse("derivatives need a coordinate"); }
  ad::Expr normal(std::size_t) override { refuse("`normal` needs a boundary"); }
  ad::Expr unknown(std::size_t) override { refuse("unknowns are found by training"); }
  ad::Expr integration_variable(std::size_t) override { return graph_.parameter("s"); }
  bool sums_integrals() const override { return false; }
  ad::Expr integral(ad::Expr, ad::Expr, ad::Expr, ad::Expr) override {
    refuse("an integral of something that varies is not a number");
  }
  std::size_t node_limit() const override { return own_ ? 100000 : 0; }

 private:
  [[noreturn]] static void refuse_field() {
    throw Refusal{
        Finding(Code::field_not_known, {}, "a field cannot stand here: it is what is to be found").label("a field")};
  }
  [[noreturn]] static void refuse(const char* why) {
    throw Refusal{Finding(Code::wrong_value, {}, "a number that is known before training is needed here").label(why)};
  }
  std::unique_ptr<ad::Graph> own_;
  ad::Graph& graph_;
};

/// The points of a condition, as the solver sees them.
class ResidualScope final : public Scope {
 public:
  explicit ResidualScope(const PointScope& points) : points_(points) {}
  ad::Graph& graph() override { return points_.graph(); }
  ad::Expr coordinate(std::size_t i) override { return points_.coordinate(i); }
  ad::Expr field(std::size_t i, std::span<const std::size_t> derivatives) override;
  ad::Expr field_at(std::size_t i, std::span<const std::size_t> derivatives, std::span<const ad::Expr> place) override;
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) override { return points_.derivative(e, coordinate); }
  ad::Expr normal(std::size_t i) override { return points_.normal(i); }
  ad::Expr unknown(std::size_t i) override { return points_.unknown(i); }
  ad::Expr integration_variable(std::size_t) override { return graph().parameter("s"); }
  ad::Expr integral(ad::Expr variable, ad::Expr integrand, ad::Expr lower, ad::Expr upper) override;

 private:
  const PointScope& points_;
};

/// Points that belong to those of another scope, and lie elsewhere: coordinates are those of the place.
class PlacedScope : public Scope {
 public:
  /// `points` must live longer.
  PlacedScope(Scope& points, std::vector<ad::Expr> place) : points_(points), place_(std::move(place)) {}
  ad::Graph& graph() override { return points_.graph(); }
  ad::Expr coordinate(std::size_t i) override { return place_[i]; }
  ad::Expr field(std::size_t i, std::span<const std::size_t> derivatives) override;
  ad::Expr field_at(std::size_t i, std::span<const std::size_t> derivatives, std::span<const ad::Expr> place) override {
    return points_.field_at(i, derivatives, place);
  }
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) override;
  ad::Expr normal(std::size_t) override;
  ad::Expr unknown(std::size_t i) override { return points_.unknown(i); }
  ad::Expr integration_variable(std::size_t depth) override { return points_.integration_variable(depth); }
  ad::Expr integral(ad::Expr variable, ad::Expr integrand, ad::Expr lower, ad::Expr upper) override {
    return points_.integral(variable, integrand, lower, upper);
  }
  bool sums_integrals() const override { return points_.sums_integrals(); }
  void goes_on_across(ad::Expr condition) override { points_.goes_on_across(condition); }
  bool is_symbolic() const override { return points_.is_symbolic(); }
  std::size_t node_limit() const override { return points_.node_limit(); }

 private:
  Scope& points_;
  std::vector<ad::Expr> place_;
};

/// The points of another scope, moved to where one coordinate has a given value: fields are those there.
class MovedScope final : public PlacedScope {
 public:
  MovedScope(Scope& points, std::size_t coordinates, std::size_t moved, double value)
      : PlacedScope(points, moved_to(points, coordinates, moved, value)) {}

 private:
  static std::vector<ad::Expr> moved_to(Scope& points, std::size_t coordinates, std::size_t moved, double value);
};

}  // namespace ansatz::dsl
