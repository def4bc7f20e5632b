// Special functions: those that exact solutions and coefficients of mathematical physics are written with and that are
// no elementwise operations of the engine.
//
// All have derivatives of every order by x, by their recurrence relations (NIST Digital Library of Mathematical
// Functions, dlmf.nist.gov, chapters 5, 7, 9, 10, 18 and 19), none by an order. Where a function has no real value it
// is NaN, at a pole infinite or NaN. Values are good to some units of the last digit of 64-bit numbers.
#pragma once

#include <span>
#include <string_view>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

struct SpecialFunction {
  /// What stands before x, if anything does.
  enum class First {
    nothing,
    order,   // a real number, which may be negative
    degree,  // a whole number from 0 to `most_degree`
  };
  static constexpr double most_degree = 1000;

  std::string_view name;       // "bessel_j"
  std::string_view signature;  // "bessel_j(order, x)"
  std::string_view doc;
  First first = First::nothing;
  bool of_numbers = false;  // x is a whole number from 1 on, known before training: which zero is meant
  /// The function of `x`, component by component. `first` is ignored where nothing stands before x.
  ad::Expr (*apply)(double first, ad::Expr x) = nullptr;
};

/// All of them, in the order in which references list them.
std::span<const SpecialFunction> special_functions();

/// The one of this name, or null.
const SpecialFunction* find_special_function(std::string_view name);

}  // namespace ansatz
