// Functions of numbers that are not in the table of operations, defined by who uses the library: a value in plain C++
// and derivatives as formulas. They run on every back end, component by component, and are differentiated to any order
// as the formulas of their derivatives are.
//
//   const Elementwise bump = elementwise("bump", [](double x) { return std::exp(-x * x); },
//                                        [](Expr x, Expr y) { return -2.0 * x * y; });
//   const Expr f = bump(x[0]) * x[1];
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// What a function of one to four numbers is made of.
struct FunctionOfSeveral {
  static constexpr std::size_t most_arguments = 4;

  std::string name;  // in messages and printed formulas
  std::size_t arguments = 1;
  /// The same result for the same numbers, whenever and on whatever thread it is called; several may call it at a time.
  /// What it throws leaves `Program::run` on the thread that called it.
  std::function<double(std::span<const double> x)> value;
  /// dy/dx[i] from x and y = f(x): it may use either, and functions like this one (`applied_again`).
  std::function<Expr(std::span<const Expr> x, Expr y, std::size_t i)> derivative;
  /// By what another process knows the function again: two of one name that compute different things differ in it.
  std::string identity = name;
  /// A lambda in C++17 that computes the same from so many numbers and needs nothing but <cmath>; empty: none is known.
  std::string source{};
};

/// Made by `elementwise`. Cheap to copy; graphs and programs that use a function keep it alive.
class Elementwise {
 public:
  explicit Elementwise(FunctionOfSeveral function);

  const std::string& name() const;
  const std::string& identity() const;
  const std::string& source() const;
  std::size_t arguments() const;
  /// The function of every component of `x`, of as many as it has arguments.
  Expr operator()(Expr x) const { return apply_function(*this, std::span(&x, 1)); }
  Expr operator()(std::span<const Expr> x) const { return apply_function(*this, x); }

  /// Throws what the user's function throws.
  double value(std::span<const double> x) const;
  /// dy/dx[i] as the user's formula of x and y = f(x), the shape of y. Throws UserError if that is no formula which
  /// has or repeats to this shape.
  Expr derivative(std::span<const Expr> x, Expr y, std::size_t i) const;

  /// Equal are copies of one; two functions are never equal, whatever they compute.
  friend bool operator==(const Elementwise&, const Elementwise&) = default;

 private:
  std::shared_ptr<const FunctionOfSeveral> definition_;
};

/// A function of one number. Throws UserError without a name, a value and a derivative.
Elementwise elementwise(std::string name, std::function<double(double)> value,
                        std::function<Expr(Expr x, Expr y)> derivative);

/// The function whose value y is; null where y is anything else. Holds until the graph's next function is applied.
const Elementwise* function_of(Expr y);
/// The function whose value y is, of something else.
Expr applied_again(Expr y, std::span<const Expr> x);

}  // namespace ansatz::ad
