#include "network/layer_stack.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/activation.hpp"
#include "network/parameters.hpp"

namespace ansatz {
namespace {

void require_spec(const NetworkSpec& spec) {
  if (!spec.layers.empty() && spec.hidden != NetworkSpec{}.hidden)
    throw UserError(fmt::format("network `{}` states both `hidden` and `layers`; take one out", spec.name));
  method_of(spec)->check(&spec);
}

[[noreturn]] void refuse(const NetworkSpec& spec, const std::string& where, const std::string& why) {
  throw UserError(fmt::format("network `{}`, {}: {}", spec.name, where, why));
}

}  // namespace

NewParameter adding_to(Parameters& parameters, const std::string& network, std::uint64_t seed) {
  return [&parameters, &network, seed](const std::string& name, std::uint32_t rows, std::uint32_t columns,
                                       const Start& start) {
    const std::string called = fmt::format("{}/{}", network, name);
    const Stream numbers(seed, called);
    std::vector<double> values(std::size_t{rows} * columns);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = start(numbers, i);
    return parameters.add(called, rows, columns, values);
  };
}

/// What layers get while they are made.
class LayerStack::Parts final : public LayerParts {
 public:
  /// `batches` null: there are none.
  Parts(const NetworkSpec& spec, const NewParameter& add, std::shared_ptr<Batches> batches)
      : spec_(spec), add_(add), batches_(std::move(batches)) {}

  std::shared_ptr<LinearMap> linear(std::uint32_t outputs, std::uint32_t inputs) override {
    const ad::Expr matrix = weights(outputs, inputs);
    const ad::Expr biases =
        add(fmt::format("b{}", maps_), outputs, 1, start_of(spec_.init.method().bias, {outputs, inputs}));
    return std::make_shared<LinearMap>(matrix, biases);
  }

  ad::Expr weights(std::uint32_t outputs, std::uint32_t inputs) override {
    const AskedWeights asked{++maps_, {outputs, inputs}, start_of(spec_.init.method().weight, {outputs, inputs})};
    const auto counted = [this](const std::string& name, std::uint32_t rows, std::uint32_t columns,
                                const Start& start) { return add(name, rows, columns, start); };
    return spec_.weights.method().make(spec_.weights.settings(), asked, counted);
  }

  ad::Expr column(const std::string& name, std::uint32_t rows, double start) override {
    return add(fmt::format("{}{}", name, layer), rows, 1, [start](const Stream&, std::uint64_t) { return start; });
  }

  std::shared_ptr<Batches> batches() override {
    if (batches_ == nullptr)
      throw UserError("it is of networks that are trained on batches of images, not of those that compute fields");
    return batches_;
  }

  ColumnFunction activation(const LayerOutput& of, const ElementwiseFunction* instead) override {
    const auto same = [&](const auto& other) { return of.map && other->of.map == of.map; };
    if (std::any_of(slots.begin(), slots.end(), same))
      throw UserError("two activations are of the same linear map; give each its own");
    const auto own = std::make_shared<ActivationSlot>(ActivationSlot{of});
    slots.push_back(own);
    const Activation sigma = instead ? Activation{instead->name(), instead->method().value} : spec_.activation;
    return [own, sigma, trained = trained_arguments(sigma, of.rows)](ad::Expr z) {
      const ad::Expr scaled = own->slope.valid() ? ad::broadcast(own->slope, z.shape()) * z : z;
      const ad::Expr value = activate(sigma, scaled, trained);
      return own->added ? value + own->added(z) : value;
    };
  }

  std::size_t layer = 0;       // that is being made, from 1
  std::size_t parameters = 0;  // of all so far
  std::vector<std::shared_ptr<ActivationSlot>> slots;

 private:
  /// Those of the activation that is being made, with the name of the function: slopes may be called a as well.
  std::vector<ad::Expr> trained_arguments(const Activation& sigma, std::uint32_t neurons) {
    std::vector<ad::Expr> trained;
    for (const TrainedArgument& argument : sigma.trained)
      trained.push_back(add(fmt::format("{}_{}{}", sigma.name, argument.name, slots.size()),
                            sigma.per == PerWhat::neuron ? neurons : 1, 1,
                            [start = argument.start](const Stream&, std::uint64_t) { return start; }));
    return trained;
  }

  ad::Expr add(const std::string& name, std::uint32_t rows, std::uint32_t columns, const Start& start) {
    parameters += std::size_t{rows} * columns;
    return add_(name, rows, columns, start);
  }

  Start start_of(const InitialisationMethod::AnyDraw& draw, LayerSize size) const {
    return [&settings = spec_.init, &draw, size](const Stream& numbers, std::uint64_t i) {
      return draw ? draw(settings.settings(), size, numbers, i) : 0.0;
    };
  }

  const NetworkSpec& spec_;
  const NewParameter& add_;
  std::shared_ptr<Batches> batches_;
  std::uint32_t maps_ = 0;
};

std::vector<Layer> layers_of(const NetworkSpec& network) {
  if (!network.layers.empty()) return network.layers;
  std::vector<Layer> layers;
  for (const std::uint32_t neurons : network.hidden) {
    layers.emplace_back(Dense{neurons});
    layers.emplace_back(Act{});
  }
  return layers;
}

InputRows rows_of(const Domain& domain) {
  InputRows rows(domain.dimensions());
  for (std::size_t i = domain.space.size() - domain.parameters; i < domain.space.size(); ++i)
    rows.parameters.push_back(static_cast<std::uint32_t>(i));
  return rows;
}

double count_weights(const NetworkSpec& network, const InputRows& inputs) {
  ad::Graph graph;
  double weights = 0;
  const auto count = [&](const std::string& name, std::uint32_t rows, std::uint32_t columns, const Start&) {
    weights += static_cast<double>(rows) * columns;
    return graph.parameter(name, rows, columns);
  };
  const LayerStack counted(network, inputs, count);
  return weights;
}

/// Gives what the last of them does.
LayerOutput LayerStack::make_layers(const NetworkSpec& spec, LayerOutput before, Parts& parts) {
  for (const Layer& layer : layers_of(spec)) {
    ++parts.layer;
    const std::size_t parameters = parts.parameters;
    try {
      MadeLayer made = layer.method().make(layer.settings(), before, parts);
      values_.push_back(std::move(made.value));
      before = std::move(made.output);
    } catch (const UserError& error) {
      refuse(spec, fmt::format("layer {}, {}", parts.layer, layer.name()), error.what());
    }
    rows_.push_back({written(SettingData(Choice(layer))), before, parts.parameters - parameters});
  }
  activations_ = parts.slots;
  return before;
}

LayerStack::LayerStack(const NetworkSpec& spec, const InputRows& inputs, const NewParameter& add) {
  if (spec.fields.empty()) throw UserError(fmt::format("network `{}` has no fields to compute", spec.name));
  require_spec(spec);
  Parts parts(spec, add, nullptr);
  const LayerOutput before = make_layers(spec, {inputs.rows, nullptr, {}, inputs.parameters}, parts);
  if (before.map) refuse(spec, "the last layer", "its linear map goes into the one onto the fields; end with `act`");
  const auto onto_fields = parts.linear(static_cast<std::uint32_t>(spec.fields.size()), before.rows);
  values_.push_back([onto_fields](ad::Expr h) { return (*onto_fields)(h); });
}

LayerStack::LayerStack(const NetworkSpec& spec, ad::Extents images, const NewParameter& add,
                       std::shared_ptr<Batches> batches) {
  require_spec(spec);
  if (spec.layers.empty()) throw UserError(fmt::format("network `{}` of images has no `layers`", spec.name));
  Parts parts(spec, add, std::move(batches));
  make_layers(spec, {images.rows(), nullptr, images}, parts);
}

std::vector<ad::Expr> LayerStack::adapt(Slopes& slopes) {
  std::vector<ad::Expr> all;
  for (std::size_t k = 0; k < activations_.size(); ++k) {
    ActivationSlot& activated = *activations_[k];
    all.push_back(slopes.of_layer(k, activated.of.rows));
    activated.added = slopes.added(k, activated.of.rows);
    if (activated.of.map && !activated.added)
      activated.of.map->scale(all.back());
    else
      activated.slope = all.back();
  }
  return all;
}

ad::Expr LayerStack::operator()(ad::Expr h) const {
  for (const ColumnFunction& value : values_) h = value(h);
  return h;
}

}  // namespace ansatz
