// A point at which nothing is known: what formulas are asked at where only what they are made of matters.
//
// Field i is exp(a . x) with numbers a of its own, whose derivatives of any order are never 0. What an expression
// speaks of is then what it depends on, and neither a network nor an ansatz is needed for it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/core/problem.hpp"
#include "ansatz/core/scope.hpp"
#include "problem/numbers.hpp"

namespace ansatz {

class AnyPoint final : public PointScope {
 public:
  AnyPoint(const Problem& problem, ad::Graph& graph)
      : problem_(problem),
        graph_(graph),
        axis_(graph.axis("point")),
        coordinates_(graph.input("coordinates", dimensions(), axis_)) {
    for (const std::string& field : problem.fields) fields_.push_back(graph.parameter(field, dimensions()));
    for (const UnknownSpec& unknown : problem.unknowns) unknowns_.push_back(graph.parameter(unknown.name));
  }

  /// What fields and unknowns are made of: whatever depends on one of these speaks of it.
  const std::vector<ad::Expr>& fields() const { return fields_; }
  const std::vector<ad::Expr>& unknowns() const { return unknowns_; }
  ad::Expr coordinates() const { return coordinates_; }

  ad::Graph& graph() const override { return graph_; }
  std::size_t space() const override { return problem_.domain.space.size(); }
  std::string_view name(Kind kind, std::size_t i) const override { return name_of(problem_, kind, i); }
  ad::Expr coordinate(std::size_t i) const override {
    require_number(problem_, Kind::coordinate, i);
    return coordinates_[static_cast<std::uint32_t>(i)];
  }
  ad::Expr field(std::size_t i) const override {
    require_number(problem_, Kind::field, i);
    return ad::exp(ad::sum(fields_[i] * coordinates_));
  }
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> coordinates) const override {
    return field_derivative_at(i, {}, coordinates);
  }
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> coordinates) const override {
    require_number(problem_, Kind::field, i);
    ad::Expr exponent = graph_.constant(0), factor = graph_.constant(1);
    for (std::size_t j = 0; j < std::min<std::size_t>(coordinates.size(), dimensions()); ++j)
      exponent = exponent + fields_[i][static_cast<std::uint32_t>(j)] * coordinates[j];
    for (const std::size_t coordinate : derivatives) {
      require_number(problem_, Kind::coordinate, coordinate);
      factor = factor * fields_[i][static_cast<std::uint32_t>(coordinate)];
    }
    return factor * ad::exp(exponent);
  }
  ad::Expr derivative(ad::Expr e, std::size_t coordinate) const override {
    require_number(problem_, Kind::coordinate, coordinate);
    return ad::partial(e, coordinates_, static_cast<std::uint32_t>(coordinate));
  }
  // Whether the points of a condition have these is not the question here.
  ad::Expr normal(std::size_t) const override { return graph_.input("normal", 1, axis_); }
  ad::Expr unknown(std::size_t i) const override {
    require_number(problem_, Kind::unknown, i);
    return unknowns_[i];
  }
  ad::Expr measured(std::size_t) const override { return graph_.input("measured", 1, axis_); }

 private:
  std::uint32_t dimensions() const { return static_cast<std::uint32_t>(problem_.domain.dimensions()); }

  const Problem& problem_;
  ad::Graph& graph_;
  ad::Axis axis_;
  ad::Expr coordinates_;
  std::vector<ad::Expr> fields_, unknowns_;
};

}  // namespace ansatz
