// Formulas with integrals in them, made ready to evaluate at many points: exact solutions.
//
// Each integral becomes a compiled program of its integrand, in which the variable of integration runs along an
// axis and everything else is free, so that what does not depend on it is computed once. Integrals over the same
// range share one program and one set of values: numerator and denominator of a quotient, derivatives of one
// integral. An integral inside another is evaluated for each value of the outer variable.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "evaluate/symbolic.hpp"

namespace ansatz::dsl {

class QuadraturePlan {
 public:
  /// `outputs` may depend on coordinates and integrals of `scope` and on nothing else.
  QuadraturePlan(const SymbolicScope& scope, std::span<const ad::Expr> outputs, std::size_t coordinates,
                 double relative_tolerance);
  ~QuadraturePlan();
  QuadraturePlan(QuadraturePlan&&) noexcept;

  /// points[p * coordinates + i] -> values[k * count + p] for output k. May be called from several threads.
  /// Throws UserError where an integral does not converge.
  void evaluate(const double* points, std::size_t count, double* values) const;

 private:
  struct Plan;
  struct Run;
  std::unique_ptr<const Plan> plan_;
};

}  // namespace ansatz::dsl
