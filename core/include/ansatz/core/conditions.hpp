// What is to hold: residuals, where, and how much they count.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/at.hpp"
#include "ansatz/core/regions.hpp"

namespace ansatz {

enum class ConditionKind { equation, boundary, initial, fit };

/// Values known at points of the domain: what was measured there, or computed elsewhere.
struct Measurements {
  std::size_t count = 0;                    // of points; 0 where they are given to Problem::data: as many as there are
  std::vector<double> points;               // point by point, all coordinates of each
  std::vector<std::vector<double>> values;  // [k][p]: quantity k at point p
};

/// The scalars that a condition drives to zero.
using Residuals = std::vector<ad::Expr>;

/// A copy is made on purpose only, `Condition other(c)`: `auto c = p.equation(...)` would change a copy and leave the
/// problem as it was, and does not compile; `auto& c = p.equation(...)` is the condition itself.
struct Condition {
  Condition() = default;
  explicit Condition(const Condition&) = default;
  Condition(Condition&&) = default;
  Condition& operator=(const Condition&) = default;
  Condition& operator=(Condition&&) = default;

  ConditionKind kind = ConditionKind::equation;
  std::string name;  // unique; the name of its loss term
  Region region;
  std::function<Residuals(const PointScope&)> residuals;
  double weight = 1;
  std::vector<double> sizes{};        // what residual j is divided by in the loss (scales.hpp); empty: 1
  std::optional<std::size_t> points;  // overrides the share that `Sampling` gives
  /// Of a fit: it holds at these points and no others, and `PointScope::measured` is their values.
  std::shared_ptr<const Measurements> data{};
  /// Where residual j is fields[j] minus what that is to be, so that pictures show this beside it; else empty.
  std::vector<std::size_t> fields{};
  std::string statement{};  // as it is written, on one line, for pictures: "u = 0"; may be empty
};

/// What is checked when training is over, and never trained on: that these residuals are zero, or not negative, at
/// fresh points. Its weight has no meaning; its kind, region and points are where.
struct Check {
  enum class Relation { zero, not_negative };

  Check() = default;
  explicit Check(const Check&) = default;
  Check(Check&&) = default;
  Check& operator=(const Check&) = default;
  Check& operator=(Check&&) = default;

  Condition condition;
  Relation relation = Relation::zero;
  double tolerance = 1e-3;  // by how much a residual may be off, in its own units; >= 0
};

namespace detail {
template <class F>
inline constexpr bool may_be_null = std::is_pointer_v<F>;
template <class Signature>
inline constexpr bool may_be_null<std::function<Signature>> = true;

/// What a formula returned, as residuals; other types are told what was expected, in one line.
template <class Result>
Residuals residuals_of(Result&& result) {
  using Value = std::remove_cvref_t<Result>;
  constexpr bool one = std::convertible_to<Result, ad::Expr>, several = std::convertible_to<Result, Residuals>;
  static_assert(!std::is_arithmetic_v<Value>,
                "a formula returns what is to be zero, as an expression: a number is at.constant(2.0)");
  static_assert(!Handle<Value>, "a formula returns an expression: at(u), and not the handle u");
  static_assert(std::is_arithmetic_v<Value> || Handle<Value> || one || several,
                "a formula returns what is to be zero: one expression, or several as Residuals{a, b}");
  if constexpr (one)
    return Residuals{std::forward<Result>(result)};
  else if constexpr (several)
    return std::forward<Result>(result);
  else
    return {};
}
}  // namespace detail

/// How residuals are written in C++: a function of `At` that returns one expression, or several as `Residuals{a, b}`.
class ConditionFormula {
 public:
  template <class F>
  requires(!std::same_as<F, ConditionFormula>) ConditionFormula(F formula) {
    static_assert(std::invocable<const F&, At>,
                  "a formula is a function of a point, which it takes by value: [=](At at) { return at(u); }");
    if constexpr (std::invocable<const F&, At>) {
      using Result = std::invoke_result_t<const F&, At>;
      static_assert(!std::is_void_v<Result>, "a formula returns what is to be zero; this one returns nothing");
      if constexpr (detail::may_be_null<F>)
        if (!formula) return;
      if constexpr (!std::is_void_v<Result>)
        function_ = [formula = std::move(formula)](const PointScope& points) {
          return detail::residuals_of(formula(At(points)));
        };
    }
  }
  ConditionFormula(std::nullptr_t) {}

  /// Holds nothing where nothing was given.
  const std::function<Residuals(const PointScope&)>& function() const { return function_; }

 private:
  std::function<Residuals(const PointScope&)> function_;
};

}  // namespace ansatz
