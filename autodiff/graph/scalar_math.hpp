// The words of elementwise.def for plain numbers: what the reference executor and constant folding compute.
// Kernels have their own definitions of the same words, for vectors.
#pragma once

#include <cmath>

#include "ansatz/autodiff/operation.hpp"

namespace ansatz::ad::scalar_math {

using std::abs, std::acos, std::asin, std::atan, std::atan2, std::cos, std::cosh, std::erf, std::exp, std::expm1;
using std::floor, std::log, std::log1p, std::pow, std::sin, std::sinh, std::sqrt, std::tan, std::tanh;

inline double indicator(bool condition) { return condition ? 1.0 : 0.0; }
inline double choose(bool condition, double a, double b) { return condition ? a : b; }
inline double max(double a, double b) { return choose(a >= b, a, b); }
inline double min(double a, double b) { return choose(a <= b, a, b); }

/// The value of an elementwise operation; `b` is not looked at by operations of one operand.
inline double evaluate(Op op, [[maybe_unused]] double a, [[maybe_unused]] double b) {
  const double x = a;
  switch (op) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name: {                              \
    return value;                               \
  }
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name: {                                            \
    return value;                                             \
  }
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: return std::nan("");
  }
}

}  // namespace ansatz::ad::scalar_math
