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
  std::size_t count = 0;
  std::vector<double> points;               // point by point, all coordinates of each
  std::vector<std::vector<double>> values;  // [k][p]: quantity k at point p
};

/// The scalars that a condition drives to zero.
using Residuals = std::vector<ad::Expr>;

struct Condition {
  ConditionKind kind = ConditionKind::equation;
  std::string name;  // unique; the name of its loss term
  Region region;
  std::function<Residuals(const PointScope&)> residuals;
  double weight = 1;
  std::optional<std::size_t> points;  // overrides the share that `Sampling` gives
  /// Of a fit: it holds at these points and no others, and `PointScope::measured` is their values.
  std::shared_ptr<const Measurements> data{};
};

namespace detail {
template <class F>
inline constexpr bool may_be_null = std::is_pointer_v<F>;
template <class Signature>
inline constexpr bool may_be_null<std::function<Signature>> = true;
}  // namespace detail

/// How residuals are written in C++: a function of `At` that returns one expression, or several as `Residuals{a, b}`.
class ConditionFormula {
 public:
  template <class F>
  requires std::invocable<const F&, At> ConditionFormula(F formula) {
    if constexpr (detail::may_be_null<F>)
      if (!formula) return;
    function_ = [formula = std::move(formula)](const PointScope& points) {
      if constexpr (std::convertible_to<std::invoke_result_t<const F&, At>, ad::Expr>)
        return Residuals{formula(At(points))};
      else
        return Residuals(formula(At(points)));
    };
  }
  ConditionFormula(std::nullptr_t) {}

  /// Holds nothing where nothing was given.
  const std::function<Residuals(const PointScope&)>& function() const { return function_; }

 private:
  std::function<Residuals(const PointScope&)> function_;
};

}  // namespace ansatz
