// Scopes that pass on what another one says, but for what is asked here: of which coordinates a formula speaks, and at
// which other places. The frame, and what would hold of u = 0: same_scope.hpp.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "problem/same_scope.hpp"

namespace ansatz {

/// Adds 1 to the fields that are asked for at other places, and collects these places.
class MovedElsewhere final : public SameScope {
 public:
  /// `places`: all coordinates of each, one after another; must live longer.
  MovedElsewhere(const PointScope& points, std::vector<ad::Expr>& places) : SameScope(points), places_(places) {}
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> place) const override {
    return SameScope::field_at(i, collected(place)) + 1.0;
  }
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> place) const override {
    return SameScope::field_derivative_at(i, derivatives, collected(place)) + 1.0;
  }

 private:
  std::span<const ad::Expr> collected(std::span<const ad::Expr> place) const {
    places_.insert(places_.end(), place.begin(), place.end());
    return place;
  }
  std::vector<ad::Expr>& places_;
};

/// Collects the nodes of fields and of their derivatives: a network is a sum itself, of its weights and its bias, and
/// that they cancel says nothing of a condition.
class FieldNodes final : public SameScope {
 public:
  /// `nodes` must live longer.
  FieldNodes(const PointScope& points, std::set<std::uint32_t>& nodes) : SameScope(points), nodes_(nodes) {}
  ad::Expr field(std::size_t i) const override { return collected(SameScope::field(i)); }
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> place) const override {
    return collected(SameScope::field_at(i, place));
  }
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> place) const override {
    return collected(SameScope::field_derivative_at(i, derivatives, place));
  }
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override {
    const bool of_field = nodes_.count(e.id()) != 0;
    const ad::Expr derived = SameScope::derivative(e, coordinate);
    return of_field ? collected(derived) : derived;
  }

 private:
  ad::Expr collected(ad::Expr e) const {
    nodes_.insert(e.id());
    return e;
  }
  std::set<std::uint32_t>& nodes_;
};

/// Marks the coordinates that a formula depends on. Those that it integrates over are none: there a field is asked for
/// at other places.
class SpokenOf final : public SameScope {
 public:
  /// `spoken`: one a coordinate; must live longer.
  SpokenOf(const PointScope& points, std::vector<bool>& spoken) : SameScope(points), spoken_(spoken) {}
  ad::Expr coordinate(std::size_t i) const override {
    if (i < spoken_.size()) spoken_[i] = true;
    return SameScope::coordinate(i);
  }
  ad::Expr field(std::size_t i) const override {
    spoken_.assign(spoken_.size(), true);
    return SameScope::field(i);
  }

 private:
  std::vector<bool>& spoken_;
};

}  // namespace ansatz
