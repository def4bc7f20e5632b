// Where weights and biases start. A new way is a struct, its `method_of`, and a line in methods.hpp.
//
// Numbers come from a stream named after the parameter, so what a layer starts at depends on the seed, its
// name and its shape: not on the adaptation of slopes, not on other layers, not on the order of construction.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "ansatz/core/method.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz {

/// Numbers of one layer.
struct LayerSize {
  std::uint32_t outputs = 0, inputs = 0;
};

struct InitialisationMethod : Method {
  static constexpr std::string_view family = "init";
  /// The i-th number, row by row, drawn from `numbers` by its index.
  template <class Settings>
  using Draw = double (*)(const Settings& settings, LayerSize size, const Stream& numbers, std::uint64_t i);
  using AnyDraw = std::function<double(const void* settings, LayerSize size, const Stream& numbers, std::uint64_t i)>;

  /// `biases` null: they start at 0.
  template <class Settings>
  InitialisationMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings,
                       std::type_identity_t<Draw<Settings>> weights,
                       std::type_identity_t<Draw<Settings>> biases = nullptr)
      : Method(of, std::move(name), std::move(about), std::move(settings)), weight(of_any<Settings>(weights)) {
    if (biases != nullptr) bias = of_any<Settings>(biases);
  }

  AnyDraw weight, bias;

 private:
  template <class Settings>
  static AnyDraw of_any(Draw<Settings> draw) {
    return [draw](const void* from, LayerSize size, const Stream& numbers, std::uint64_t i) {
      return draw(*static_cast<const Settings*>(from), size, numbers, i);
    };
  }
};

using Initialisation = ChoiceOf<InitialisationMethod>;

/// Variance 2 / (inputs + outputs); biases 0.
struct GlorotNormal {};
struct GlorotUniform {};
/// Uniform within 1/sqrt(inputs), weights and biases alike: what PyTorch's layers start at. Of a convolution the inputs
/// are those of a window.
struct FanInUniform {};
/// Weights and biases alike.
struct NormalNumbers {
  double mean = 0;
  double deviation = 0.1;  // > 0
};

std::shared_ptr<const InitialisationMethod> method_of(const GlorotNormal&);
std::shared_ptr<const InitialisationMethod> method_of(const GlorotUniform&);
std::shared_ptr<const InitialisationMethod> method_of(const FanInUniform&);
std::shared_ptr<const InitialisationMethod> method_of(const NormalNumbers&);

}  // namespace ansatz
