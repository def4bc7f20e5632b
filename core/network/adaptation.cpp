// The ways in which slopes alone adapt; source and frame: ansatz/core/adaptation.hpp. Sums of functions: kronecker.cpp.
#include "ansatz/core/adaptation.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "network/scaled_slopes.hpp"

namespace ansatz {
namespace {

class OfNetwork final : public ScaledSlopes<Gaaf> {
  using ScaledSlopes::ScaledSlopes;

 public:
  ad::Expr of_layer(std::size_t layer, std::uint32_t) override {
    if (layer == 0) add("a", 1);
    return slope();
  }
};

class OfLayers final : public ScaledSlopes<Llaaf> {
  using ScaledSlopes::ScaledSlopes;

 public:
  ad::Expr of_layer(std::size_t layer, std::uint32_t) override {
    add(fmt::format("a{}", layer + 1), 1);
    return slope();
  }
};

class OfNeurons final : public ScaledSlopes<Nlaaf> {
  using ScaledSlopes::ScaledSlopes;

 public:
  ad::Expr of_layer(std::size_t layer, std::uint32_t neurons) override {
    add(fmt::format("a{}", layer + 1), neurons);
    return slope();
  }
};

Publication global_slopes() {
  return {"A. D. Jagtap and K. Kawaguchi and G. E. Karniadakis",
          "Adaptive activation functions accelerate convergence in deep and physics-informed neural networks",
          "Journal of Computational Physics 404, 109136", 2020};
}

}  // namespace

Publication local_slopes() {
  return {"A. D. Jagtap and K. Kawaguchi and G. E. Karniadakis",
          "Locally adaptive activation functions with slope recovery for deep and physics-informed neural networks",
          "Proceedings of the Royal Society A 476, 20200334", 2020};
}

std::shared_ptr<const AdaptationMethod> method_of(const FixedSlopes&) {
  static const auto method = std::make_shared<const AdaptationMethod>(
      described<FixedSlopes>, "fixed", "the activation as it is", std::vector<Setting>{}, nullptr);
  return method;
}
std::shared_ptr<const AdaptationMethod> method_of(const Gaaf&) {
  static const auto method = adaptation_method<Gaaf, OfNetwork>(
      "gaaf", {"one slope for the whole network", {global_slopes()}}, slope_settings<Gaaf>({local_slopes()}));
  return method;
}
std::shared_ptr<const AdaptationMethod> method_of(const Llaaf&) {
  static const auto method = adaptation_method<Llaaf, OfLayers>(
      "llaaf", {"one slope for each hidden layer", {local_slopes()}}, slope_settings<Llaaf>());
  return method;
}
std::shared_ptr<const AdaptationMethod> method_of(const Nlaaf&) {
  static const auto method = adaptation_method<Nlaaf, OfNeurons>(
      "nlaaf", {"one slope for each neuron", {local_slopes()}}, slope_settings<Nlaaf>());
  return method;
}
}  // namespace ansatz
