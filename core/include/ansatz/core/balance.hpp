// Weights that adapt while training: of conditions, or of points. A new way is a struct, its
// `method_of`, and a line in methods.hpp.
//
//   gradnorm        of conditions: sum_j |grad L_j| / |grad L_k|, algorithm 1 of its source
//   ntk             of conditions: sum_j tr K_j / tr K_k, K_k = J_k J_k^T / points
//   attention       of points: w <- decay w + rate |r| / max |r|, squared
//   self_adaptive   of points: w climbs the loss by Adam, squared
//
// L_k is the term of condition k with the weight that the problem states for it taken out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ansatz/core/method.hpp"
#include "ansatz/core/optimise/optimiser.hpp"

namespace ansatz {

/// What the terms of the loss, one a condition, are like at the present parameters.
class TermMeasures {
 public:
  virtual ~TermMeasures() = default;
  /// 2-norms of their gradients.
  virtual std::vector<double> gradient_norms() = 0;
  /// Traces of their parts of the neural tangent kernel.
  virtual std::vector<double> kernel_traces() = 0;
};

/// One residual at the points of a step.
struct ResidualAtPoints {
  std::span<double> w;                  // of all points of its group; their squares count
  std::span<const std::size_t> points;  // the numbers of those of this step
  std::span<const double> values;       // of the residual there
  std::span<const double> others;       // what else its square counts there
  double scale = 1;                     // of the sum of the squares, in the loss
};

/// Moves the weights of points.
class PointBalance {
 public:
  virtual ~PointBalance() = default;
  /// `residuals`: all of the problem, in one order always.
  virtual void update(std::span<const ResidualAtPoints> residuals) = 0;
  /// There are other points: so many weights of all residuals together.
  virtual void restart(std::size_t) {}
  /// What later updates depend on besides w.
  virtual optimise::State state() const { return {}; }
  virtual void restore(const optimise::State&) {}
};

struct BalanceMethod : Method {
  static constexpr std::string_view family = "balance";
  /// Conditions get weights in inverse proportion to these, as running means of which `decay` is kept.
  using Sizes = std::function<std::vector<double>(const void* settings, TermMeasures& terms)>;
  using Make = std::function<std::unique_ptr<PointBalance>(const void* settings)>;

  /// Of conditions; the settings are `every`, the steps between two updates, and `decay`.
  template <class Settings>
  BalanceMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings, Sizes how)
      : Method(of, std::move(name), std::move(about), std::move(settings)), sizes(std::move(how)) {
    require({"every", "decay"});
  }
  /// Of points; one of the settings is `every`. `first_order_only`: moves in stages of first order alone.
  template <class Settings>
  BalanceMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings, Make how,
                bool first_order_only)
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        make(std::move(how)),
        first_order(first_order_only) {
    require({"every"});
  }

  Sizes sizes;
  Make make;
  bool first_order = false;

 private:
  void require(std::initializer_list<std::string_view> settings) const;
};

using Balance = ChoiceOf<BalanceMethod>;

struct GradNorm {
  std::uint64_t every = 100;  // steps between two updates; >= 1
  double decay = 0.9;         // part of the old weight that is kept; 0 <= decay < 1
};
struct Ntk {
  std::uint64_t every = 1000;
  double decay = 0.9;
};
struct Attention {
  double decay = 0.999;
  double rate = 0.01;  // what the largest residual adds; > 0
  std::uint64_t every = 1;
};
struct SelfAdaptive {
  double lr = 0.005;  // of the weights; > 0
  std::uint64_t every = 1;
};

std::shared_ptr<const BalanceMethod> method_of(const GradNorm&);
std::shared_ptr<const BalanceMethod> method_of(const Ntk&);
std::shared_ptr<const BalanceMethod> method_of(const Attention&);
std::shared_ptr<const BalanceMethod> method_of(const SelfAdaptive&);

}  // namespace ansatz
