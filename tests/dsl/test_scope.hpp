// For tests of residuals: a PointScope whose fields are given functions of the coordinates, and what a residual
// is worth at points, by the reference executor.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "ansatz/core/scope.hpp"
#include "ansatz/dsl/compile.hpp"

namespace ansatz::test {

/// A field at a column of coordinates (space first, then time).
using FieldFunction = std::function<ad::Expr(ad::Expr at)>;

class GivenFields final : public PointScope {
 public:
  GivenFields(std::uint32_t dimensions, std::vector<FieldFunction> fields, std::vector<double> unknowns = {},
              std::vector<double> normal = {})
      : fields_(std::move(fields)), unknowns_(std::move(unknowns)), normal_(std::move(normal)) {
    point_ = graph_.input("point", dimensions, graph_.axis("points"));
  }

  ad::Graph& graph() const override { return graph_; }
  std::size_t space() const override { return point_.shape().rows; }
  std::string_view name(Kind, std::size_t) const override { return "given"; }
  ad::Expr coordinate(std::size_t i) const override { return point_[static_cast<std::uint32_t>(i)]; }
  ad::Expr field(std::size_t i) const override { return fields_.at(i)(point_); }
  ad::Expr field_at(std::size_t i, std::span<const ad::Expr> at) const override { return fields_.at(i)(column(at)); }
  ad::Expr field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                               std::span<const ad::Expr> at) const override {
    const ad::Expr anywhere = graph_.input("elsewhere", point_.shape().rows, point_.shape().axis);
    ad::Expr value = fields_.at(i)(anywhere);
    for (const std::size_t k : derivatives) value = ad::partial(value, anywhere, static_cast<std::uint32_t>(k));
    return ad::substitute(value, anywhere, column(at));
  }
  ad::Expr derivative(ad::Expr e, std::size_t i) const override {
    return ad::partial(e, point_, static_cast<std::uint32_t>(i));
  }
  ad::Expr normal(std::size_t i) const override { return graph_.constant(normal_.at(i)); }
  ad::Expr unknown(std::size_t i) const override { return graph_.constant(unknowns_.at(i)); }
  ad::Expr measured(std::size_t k) const override { return graph_.constant(0.5 + static_cast<double>(k)); }

  /// values[k][p] at points[i][p] (coordinate i of point p).
  std::vector<std::vector<double>> evaluate(const std::vector<ad::Expr>& residuals,
                                            const std::vector<std::vector<double>>& points) const {
    std::vector<double> flat;
    for (const std::vector<double>& row : points) flat.insert(flat.end(), row.begin(), row.end());
    std::vector<ad::Expr> spread;
    for (const ad::Expr e : residuals) spread.push_back(ad::broadcast(e, {1, 1, point_.shape().axis}));
    const std::vector<ad::Expr> inputs{point_};
    const std::vector<std::vector<double>> values{flat};
    return ad::evaluate_reference(inputs, spread, values);
  }

 private:
  ad::Expr column(std::span<const ad::Expr> at) const {
    std::vector<ad::Expr> rows(at.begin(), at.end());
    for (ad::Expr& row : rows) row = ad::broadcast(row, {1, 1, point_.shape().axis});
    return ad::concat(rows);
  }

  mutable ad::Graph graph_;
  ad::Expr point_;
  std::vector<FieldFunction> fields_;
  std::vector<double> unknowns_, normal_;
};

}  // namespace ansatz::test
