// The layers of a network, from what it reads to the linear map onto its fields, which the network adds itself.
//
//   layers = [dense(20), act, dense(20), act]      what `hidden = [20]*2` is short for
//
// A layer is made of linear maps, trained columns and activations (`LayerParts`), and is a function from columns to
// columns. A new kind is a struct, its `method_of` with a function that makes it, and a line in methods.hpp.
//
// Images are columns with extents (expression.hpp of the engine): layers of images pass them on, others see their rows.
// Networks that are trained on batches of images are all in what their layers say, the linear map onto the classes
// among them (classification.hpp); those of fields refuse layers that need images or batches.
//
// Slopes (adaptation.hpp) belong to activations: the k-th of a network computes sigma(s z), s being the slopes of
// hidden layer k and z what comes into it. Where z is what a linear map gives, as in dense, act, s multiplies the rows
// of W and b, once a step, and costs nothing per point; elsewhere it multiplies z at every point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/elementwise.hpp"
#include "ansatz/core/method.hpp"

namespace ansatz {

/// W h + b with trained W and b.
class LinearMap {
 public:
  LinearMap(ad::Expr weights, ad::Expr biases) : weights_(weights), biases_(biases) {}

  ad::Expr operator()(ad::Expr h) const { return ad::matmul(weights_, h) + biases_; }
  ad::Expr weights() const { return weights_; }
  ad::Expr biases() const { return biases_; }
  /// Multiplies what it gives: by a free scalar, or a free column with an entry a row.
  void scale(ad::Expr factor) {
    weights_ = ad::broadcast(factor, weights_.shape()) * weights_;
    biases_ = ad::broadcast(factor, biases_.shape()) * biases_;
  }

 private:
  ad::Expr weights_, biases_;
};

/// From a column on the axis of the points to another one.
using ColumnFunction = std::function<ad::Expr(ad::Expr)>;

/// What a layer gives to the next one.
struct LayerOutput {
  std::uint32_t rows = 0;
  std::shared_ptr<LinearMap> map{};         // that it is the value of, as it is; null: it is something else
  ad::Extents extents{};                    // channels x height x width of an image; none: a plain column
  std::vector<std::uint32_t> parameters{};  // of what the first layer reads: see InputRows
};

/// What the first layer reads: so many rows, and which of them are read off parameters of the problem alone.
struct InputRows {
  InputRows(std::size_t count, std::vector<std::uint32_t> of_parameters = {})  // NOLINT: a count is all, mostly
      : rows(static_cast<std::uint32_t>(count)), parameters(std::move(of_parameters)) {}
  std::uint32_t rows;
  std::vector<std::uint32_t> parameters;  // ascending
};

/// What layers know of the batches that a network is trained on, and what they learn of these beside gradients.
class Batches {
 public:
  virtual ~Batches() = default;
  /// Whether the value that is asked for is that of training; else it is that of use, a function of one image.
  virtual bool training() const = 0;
  /// Independent numbers, even in [0, 1), others at every image and step: a column of `rows` on `axis`.
  virtual ad::Expr uniform(std::uint32_t rows, ad::Axis axis) = 0;
  /// A column that no gradient trains: it starts at `start`, and after every step is what `follow` gave for it last.
  virtual ad::Expr running(const std::string& name, std::uint32_t rows, double start) = 0;
  virtual void follow(ad::Expr running, ad::Expr next) = 0;
};

/// What layers are made with while their network is.
class LayerParts {
 public:
  virtual ~LayerParts() = default;
  /// A linear map that starts as the network's initialisation says. They are W1 b1, W2 b2, ... in the order of asking.
  virtual std::shared_ptr<LinearMap> linear(std::uint32_t outputs, std::uint32_t inputs) = 0;
  /// The weights of such a map alone, without biases.
  virtual ad::Expr weights(std::uint32_t outputs, std::uint32_t inputs) = 0;
  /// A trained column of `rows` numbers that all start at `start`. It is called `name` with the number of the layer,
  /// from 1; no other parameter of the network may be.
  virtual ad::Expr column(const std::string& name, std::uint32_t rows, double start) = 0;
  /// The network's activation, or the one that is given, with slopes of its own where they adapt. At most one of the
  /// same linear map.
  virtual ColumnFunction activation(const LayerOutput& of, const ElementwiseFunction* instead) = 0;
  ColumnFunction activation(const LayerOutput& of) { return activation(of, nullptr); }
  /// Throws UserError in a network of fields, which is trained on no batches.
  virtual std::shared_ptr<Batches> batches() = 0;
};

struct MadeLayer {
  LayerOutput output;
  ColumnFunction value;  // asked when the network is complete, at each kind of points
};

struct LayerMethod : Method {
  static constexpr std::string_view family = "layer";
  /// Throws UserError where the layer cannot follow what is before it.
  template <class Settings>
  using MakeOf = MadeLayer (*)(const Settings& settings, const LayerOutput& before, LayerParts& parts);
  using Make = std::function<MadeLayer(const void* settings, const LayerOutput& before, LayerParts& parts)>;

  template <class Settings>
  LayerMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings,
              std::type_identity_t<MakeOf<Settings>> how)
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        make([how](const void* from, const LayerOutput& before, LayerParts& parts) {
          return how(*static_cast<const Settings*>(from), before, parts);
        }) {}

  Make make;
};

using Layer = ChoiceOf<LayerMethod>;

/// W h + b, of so many neurons.
struct Dense {
  std::uint32_t neurons = 24;  // 1 .. 1e4
};
/// The activation of the network, or one of its own.
struct Act {
  std::vector<ElementwiseFunction> function{};  // one at most; none: that of the network
};
/// h + W'' sigma(W' h + b') + b'': a layer that starts near what comes into it may follow many others. For differential
/// equations E and Yu (2018), "The deep Ritz method", put an activation at the end as well.
struct ResidualBlock {
  std::uint32_t neurons = 24;  // of the activation inside, 1 .. 1e4
};

std::shared_ptr<const LayerMethod> method_of(const Dense&);
std::shared_ptr<const LayerMethod> method_of(const Act&);
std::shared_ptr<const LayerMethod> method_of(const ResidualBlock&);

}  // namespace ansatz
