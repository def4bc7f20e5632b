// Slopes of activations that are trained: sigma(n a z), n a = 1 at the start.
//
// A new way to adapt is a struct, its `method_of` with a class that makes the slopes, and a line in methods.hpp.
// Activations that are sums of functions: kronecker.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/method.hpp"
#include "ansatz/core/schedule.hpp"

namespace ansatz {

/// What slopes add to the loss: weight * value.
struct SlopeTerm {
  ad::Expr value;         // S(a), a free scalar
  Schedule weight = 1.0;  // W_a, over the steps of a training, or the epochs of images

  /// The weight where it stays.
  std::optional<double> steady() const {
    const auto* constant = weight.get_if<ConstantRate>();
    return constant != nullptr ? std::optional(constant->rate) : std::nullopt;
  }
};

/// The slopes of one network's activations while it is built.
class Slopes {
 public:
  virtual ~Slopes() = default;
  /// What the pre-activations of a hidden layer, counted from 0, are multiplied with: a free scalar, or a column with
  /// an entry a neuron. Asked once for every hidden layer, in order.
  virtual ad::Expr of_layer(std::size_t layer, std::uint32_t neurons) = 0;
  /// What is added to the activation of that layer: a function of its pre-activations as they are without slopes. None:
  /// nothing is, and slopes cost nothing per point. Asked right after `of_layer`.
  virtual std::function<ad::Expr(ad::Expr z)> added(std::size_t /*layer*/, std::uint32_t /*neurons*/) { return {}; }
  /// What joins the loss, once all layers are there; nothing: no such term.
  virtual std::optional<SlopeTerm> term() const { return std::nullopt; }
};

struct AdaptationMethod : Method {
  static constexpr std::string_view family = "adaptive";
  /// Adds a trained column of `rows` numbers that all start at `start`. Its name is that of the network, `/`, `name`.
  using Add = std::function<ad::Expr(const std::string& name, std::uint32_t rows, double start)>;
  using Make = std::function<std::unique_ptr<Slopes>(const void* settings, Add add)>;

  template <class Settings>
  AdaptationMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings, Make how)
      : Method(of, std::move(name), std::move(about), std::move(settings)), make(std::move(how)) {}

  bool is(std::string_view kind) const override { return kind == "without_slopes" && !make; }

  Make make;  // null: there are no slopes
};

using Adaptation = ChoiceOf<AdaptationMethod>;

/// The operator N of the slope recovery term S(a) = 1 / mean_k N(mean_i a_i^k), equation 9 of its source.
enum class SlopeOperator { exp, identity };
/// What stands below the line of S(a), over the layers k: their mean, as in the paper, or their sum, as in the authors'
/// code for functions, which makes S(a) smaller by the number of layers.
enum class SlopeTotal { mean, sum };

/// What has trained numbers of its own: each layer, or each neuron.
enum class PerWhat { layer, neuron };

/// The activation as it is.
struct FixedSlopes {};

/// One slope for the whole network.
struct Gaaf {
  double n = 10;            // >= 1; slopes start at 1/n
  Schedule recovery = 0.0;  // weight of S(a), a number or how it changes with the steps; 0: no term
  SlopeOperator op = SlopeOperator::exp;
  SlopeTotal over = SlopeTotal::mean;
};
/// One slope for each hidden layer.
struct Llaaf {
  double n = 10;
  Schedule recovery = 0.0;
  SlopeOperator op = SlopeOperator::exp;
  SlopeTotal over = SlopeTotal::mean;
};
/// One slope for each neuron.
struct Nlaaf {
  double n = 10;
  Schedule recovery = 0.0;
  SlopeOperator op = SlopeOperator::exp;
  SlopeTotal over = SlopeTotal::mean;
};

std::shared_ptr<const AdaptationMethod> method_of(const FixedSlopes&);
std::shared_ptr<const AdaptationMethod> method_of(const Gaaf&);
std::shared_ptr<const AdaptationMethod> method_of(const Llaaf&);
std::shared_ptr<const AdaptationMethod> method_of(const Nlaaf&);

/// The description of a way whose class is made of its settings and `Add`.
template <class Settings, class Made>
std::shared_ptr<const AdaptationMethod> adaptation_method(std::string name, About about,
                                                          std::vector<Setting> settings) {
  const auto make = [](const void* from, AdaptationMethod::Add add) -> std::unique_ptr<Slopes> {
    return std::make_unique<Made>(*static_cast<const Settings*>(from), std::move(add));
  };
  return std::make_shared<const AdaptationMethod>(described<Settings>, std::move(name), std::move(about),
                                                  std::move(settings), make);
}

}  // namespace ansatz
