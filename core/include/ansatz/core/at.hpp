// A point, as residuals and other formulas speak of it:
//
//   [=](At at) { return at.d(u, t) + at(u) * at.d(u, x) - at(nu) * at.d(u, x, x); }
//
// `At` is a PointScope (scope.hpp) addressed by handles; each stands for the other wherever one is wanted. Every
// function throws UserError for a handle that is not of the problem whose points these are, and where the points have
// no such value (a normal inside the domain, a measured value away from data).
#pragma once

#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/handles.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {

/// One coordinate of another place: `{x, 0.0}` in `at(u, {{x, 0.0}})`, a number or an expression.
class Elsewhere {
 public:
  Elsewhere(Coordinate coordinate, double value) : coordinate_(std::move(coordinate)), number_(value) {}
  Elsewhere(Coordinate coordinate, ad::Expr value) : coordinate_(std::move(coordinate)), value_(value) {}
  const Coordinate& coordinate() const { return coordinate_; }
  ad::Expr value(ad::Graph& graph) const { return value_.valid() ? value_ : graph.constant(number_); }

 private:
  Coordinate coordinate_;
  double number_ = 0;
  ad::Expr value_;
};

class At {
 public:
  At(const PointScope& points) : points_(&points) {}
  operator const PointScope&() const { return *points_; }

  ad::Expr operator()(const Coordinate& x) const;
  ad::Expr operator()(const Field& u) const;
  ad::Expr operator()(const Unknown& k) const;
  /// The field at another place; coordinates that are not named stay what they are: `at(u, {{x, 1.0}})`. Throws
  /// UserError where a coordinate is named twice, or given a number that is none or lies outside the domain.
  ad::Expr operator()(const Field& u, std::initializer_list<Elsewhere> place) const;

  /// Derivative by each of the coordinates in turn: `at.d(u, x, x)`, or of any expression made here.
  template <class... More>
  ad::Expr d(const Field& u, const Coordinate& x, const More&... more) const {
    return d((*this)(u), {x, more...});
  }
  template <class... More>
  ad::Expr d(ad::Expr e, const Coordinate& x, const More&... more) const {
    return d(e, {x, more...});
  }
  ad::Expr d(ad::Expr e, std::initializer_list<Coordinate> by) const;
  ad::Expr d(const Field& u, std::initializer_list<Coordinate> by) const { return d((*this)(u), by); }
  /// A derivative is by coordinates: `at.d(u, x)`.
  void d(const Field& u) const = delete;
  void d(ad::Expr e) const = delete;
  /// A derivative of the field, taken first and evaluated at another place then: `at.d(u, {x}, {{x, 1.0}})`.
  ad::Expr d(const Field& u, std::initializer_list<Coordinate> by, std::initializer_list<Elsewhere> place) const;

  /// By the coordinates of space: sum of second derivatives; first derivatives; sum of the derivatives of as many
  /// components as there are coordinates of space, each by its own; the derivative along the outward normal.
  ad::Expr laplacian(ad::Expr e) const;
  ad::Expr laplacian(const Field& u) const { return laplacian((*this)(u)); }
  std::vector<ad::Expr> gradient(ad::Expr e) const;
  std::vector<ad::Expr> gradient(const Field& u) const { return gradient((*this)(u)); }
  ad::Expr divergence(std::initializer_list<ad::Expr> components) const;
  ad::Expr normal_derivative(ad::Expr e) const;
  ad::Expr normal_derivative(const Field& u) const { return normal_derivative((*this)(u)); }

  /// Component of the outward unit normal along a coordinate of space.
  ad::Expr normal(const Coordinate& x) const;
  /// Quantity `k` of the data whose points these are.
  ad::Expr measured(std::size_t k) const { return points_->measured(k); }
  ad::Expr constant(double value) const { return points_->graph().constant(value); }

 private:
  std::vector<ad::Expr> moved(std::initializer_list<Elsewhere> place) const;
  std::size_t number(const Coordinate& x) const;
  std::size_t number(const Field& u) const;

  const PointScope* points_;
};

}  // namespace ansatz
