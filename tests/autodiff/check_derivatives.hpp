// One check of derivatives for every operation: a scalar function of some leaves is differentiated one to
// three times along a random direction, forward, reverse and mixed, and all of it is compared with finite
// differences of the reference executor.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "ansatz/autodiff.hpp"

namespace ansatz::ad::testing {

using Values = std::vector<std::vector<double>>;

/// Uniform numbers, the same in every run.
inline std::vector<double> random_values(std::size_t count, std::uint32_t seed, double low = -1, double high = 1) {
  std::mt19937 engine(seed);
  std::vector<double> values(count);
  for (double& value : values) value = low + (high - low) * (engine() / 4294967296.0);
  return values;
}

inline double value_of(Expr scalar, std::span<const Expr> inputs, const Values& values) {
  return evaluate_reference(inputs, {&scalar, 1}, values)[0][0];
}

/// Derivative of t -> f(t) at 0 by central differences, extrapolated to h = 0 (Ridders 1982), and its error.
struct Estimate {
  double value = 0;
  double error = std::numeric_limits<double>::infinity();
};

template <class F>
Estimate finite_difference(F f, double h = 0.05) {
  constexpr int rows = 8;
  std::array<std::array<double, rows>, rows> table{};
  Estimate best;
  for (int i = 0; i < rows; ++i, h /= 1.6) {
    table[i][0] = (f(h) - f(-h)) / (2 * h);
    double factor = 1;
    for (int j = 1; j <= i; ++j) {
      factor *= 1.6 * 1.6;
      table[i][j] = (table[i][j - 1] * factor - table[i - 1][j - 1]) / (factor - 1);
      const double estimate =
          std::max(std::abs(table[i][j] - table[i][j - 1]), std::abs(table[i][j] - table[i - 1][j - 1]));
      if (estimate <= best.error) best = {table[i][j], estimate};
    }
  }
  return best;
}

/// One operation's function, its leaves and their values.
struct Subject {
  std::string name;
  Expr scalar;  // free
  std::vector<Expr> inputs;
  Values values;
};

class DerivativeCheck {
 public:
  explicit DerivativeCheck(const Subject& subject) : subject_(subject) {
    for (std::size_t i = 0; i < subject.inputs.size(); ++i) {
      const Expr input = subject.inputs[i];
      const std::vector<double> along = random_values(subject.values[i].size(), 77 + static_cast<std::uint32_t>(i));
      // The direction is a leaf too: its values vary from point to point where the input's do.
      const Expr tangent = input.shape().on_axis()
                               ? input.graph().input("direction", input.shape().rows, input.shape().axis)
                               : input.graph().parameter("direction", input.shape().rows, input.shape().cols);
      tangents_.push_back(tangent);
      directions_.push_back({input, tangent});
      along_.push_back(along);
    }
  }

  void run(int orders = 3) {
    std::vector<Derivative> current{{"", subject_.scalar}};
    for (int order = 1; order <= orders; ++order) {
      std::vector<Derivative> next;
      for (const Derivative& lower : current) {
        next.push_back({lower.modes + "f", forward(lower.expression)});
        next.push_back({lower.modes + "r", reverse(lower.expression)});
      }
      compare(current[0].expression, next);
      current = std::move(next);
    }
  }

 private:
  /// A derivative and how it was taken: "frr" is forward once, then reverse twice.
  struct Derivative {
    std::string modes;
    Expr expression;
  };

  Expr forward(Expr f) const { return jvp({&f, 1}, directions_)[0]; }

  // <grad f, direction>
  Expr reverse(Expr f) const {
    const std::vector<Expr> gradient = grad(f, subject_.inputs);
    Expr product = f.graph().constant(0);
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      const Expr term = sum(gradient[i] * tangents_[i]);
      product = product + (term.shape().on_axis() ? sum_points(term) : term);
    }
    return product;
  }

  double evaluate(Expr f, double t) const {
    std::vector<Expr> leaves = subject_.inputs;
    Values values = subject_.values;
    for (std::size_t i = 0; i < along_.size(); ++i)
      for (std::size_t k = 0; k < along_[i].size(); ++k) values[i][k] += t * along_[i][k];
    leaves.insert(leaves.end(), tangents_.begin(), tangents_.end());
    values.insert(values.end(), along_.begin(), along_.end());
    return value_of(f, leaves, values);
  }

  void compare(Expr f, const std::vector<Derivative>& derivatives) const {
    const Estimate expected = finite_difference([&](double t) { return evaluate(f, t); });
    const double first = evaluate(derivatives[0].expression, 0), scale = 1 + std::abs(first);
    CAPTURE(subject_.name);
    CHECK(expected.error < 1e-6 * scale);
    CHECK_MESSAGE(std::abs(first - expected.value) <= 1e-7 * scale + 10 * expected.error, subject_.name, ": ", first,
                  " against ", expected.value, " by finite differences, order ", derivatives[0].modes.size());
    for (const Derivative& derivative : derivatives) {
      const double value = evaluate(derivative.expression, 0);
      CHECK_MESSAGE(std::abs(value - first) <= 1e-11 * scale, subject_.name, ": mode ", derivative.modes, " gives ",
                    value, ", forward mode ", first);
    }
  }

  Subject subject_;
  std::vector<Expr> tangents_;
  std::vector<Direction> directions_;
  Values along_;
};

}  // namespace ansatz::ad::testing
