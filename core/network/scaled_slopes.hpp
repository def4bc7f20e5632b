// What ways to adapt share whose slopes are n a: the slopes with their recovery, and the settings of both.
//
// The ways themselves: adaptation.cpp (slopes alone), kronecker.cpp (slopes and more functions).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/adaptation.hpp"

namespace ansatz {

/// Slopes n a, with a added at 1/n by whoever derives, and the recovery of all a. `Settings` has n, recovery, op, over.
template <class Settings>
class ScaledSlopes : public Slopes {
 public:
  ScaledSlopes(const Settings& settings, AdaptationMethod::Add add) : add_(std::move(add)), settings_(settings) {}

  std::optional<SlopeTerm> term() const override {
    const auto* steady = settings_.recovery.template get_if<ConstantRate>();
    if (a_.empty() || (steady != nullptr && steady->rate == 0)) return std::nullopt;
    ad::Expr total;
    for (const ad::Expr& a : a_) {
      const ad::Expr mean = ad::sum(a) / static_cast<double>(a.shape().rows);
      const ad::Expr value = settings_.op == SlopeOperator::exp ? ad::exp(mean) : mean;
      total = total.valid() ? total + value : value;
    }
    const double layers = settings_.over == SlopeTotal::mean ? static_cast<double>(a_.size()) : 1;
    return SlopeTerm{layers / total, settings_.recovery};
  }

 protected:
  void add(const std::string& name, std::uint32_t rows) { a_.push_back(add_(name, rows, 1 / settings_.n)); }
  /// n times the last a.
  ad::Expr slope() const { return settings_.n * a_.back(); }
  const Settings& settings() const { return settings_; }

  AdaptationMethod::Add add_;

 private:
  Settings settings_;
  std::vector<ad::Expr> a_;
};

/// The work that slope recovery comes from.
Publication local_slopes();

/// `recovery`: the works that its term comes from, where those of the method are others.
template <class Settings>
std::vector<Setting> slope_settings(std::vector<Publication> recovery = {}) {
  return {
      setting("n", &Settings::n, limits::at_least_one, "scaling factor; slopes start at 1/n, so that n a = 1"),
      after(std::move(recovery), setting("recovery", &Settings::recovery, limits::not_negative,
                                         "weight of the slope recovery term S(a), or how it changes with the steps; 0: "
                                         "no such term")),
      setting("op", &Settings::op,
              {{"exp", SlopeOperator::exp, "exponential"}, {"identity", SlopeOperator::identity, "the mean itself"}},
              "the operator N of S(a)"),
      setting("over", &Settings::over,
              {{"mean", SlopeTotal::mean, "their mean, as in the paper"},
               {"sum", SlopeTotal::sum, "their sum, as in the authors' code for functions"}},
              "what S(a) is one over, of the layers"),
  };
}

}  // namespace ansatz
