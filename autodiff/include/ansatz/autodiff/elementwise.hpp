// Functions of one number that are not in the table of operations, defined by who uses the library: a value in plain
// C++ and a derivative as a formula. They run on every back end, component by component, and are differentiated to any
// order as the derivative's formula is.
//
//   const Elementwise bump = elementwise("bump", [](double x) { return std::exp(-x * x); },
//                                        [](Expr x, Expr y) { return -2.0 * x * y; });
//   const Expr f = bump(x[0]) * x[1];
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// Made by `elementwise`. Cheap to copy; graphs and programs that use a function keep it alive.
class Elementwise {
 public:
  const std::string& name() const;
  /// The function of every component of `x`.
  Expr operator()(Expr x) const { return apply_function(*this, x); }

  /// Throws what the user's function throws.
  double value(double x) const;
  /// dy/dx as the user's formula of x and y = f(x). Throws UserError if that is no formula of the shape of x.
  Expr derivative(Expr x, Expr y) const;

  /// Equal are copies of one; two functions are never equal, whatever they compute.
  friend bool operator==(const Elementwise&, const Elementwise&) = default;

 private:
  struct Definition;
  friend Elementwise elementwise(std::string, std::function<double(double)>, std::function<Expr(Expr, Expr)>);
  explicit Elementwise(std::shared_ptr<const Definition> definition) : definition_(std::move(definition)) {}
  std::shared_ptr<const Definition> definition_;
};

/// `value` gives the same result for the same number, whenever and on whatever thread it is called; several may call it
/// at a time. What it throws leaves `Program::run` on the thread that called it. `derivative` gives dy/dx from x and y
/// = f(x): it may use either, and functions like this one. The name serves messages and printing.
Elementwise elementwise(std::string name, std::function<double(double)> value,
                        std::function<Expr(Expr x, Expr y)> derivative);

}  // namespace ansatz::ad
