#include "ansatz/core/activation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numbers>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

ad::Expr swish(ad::Expr z) { return z * ad::sigmoid(z); }
ad::Expr gelu(ad::Expr z) { return 0.5 * z * (1.0 + ad::erf(z / std::numbers::sqrt2)); }
ad::Expr relu(ad::Expr z) { return ad::max(z, z.graph().constant(0)); }

constexpr auto table = std::to_array<ActivationInfo>({
    {"tanh", ad::tanh, "hyperbolic tangent"},
    {"sin", ad::sin, "sine"},
    {"cos", ad::cos, "cosine"},
    {"sigmoid", ad::sigmoid, "logistic function 1/(1 + exp(-z))"},
    {"swish", swish, "z sigmoid(z), also called SiLU"},
    {"gelu", gelu, "z times the normal distribution function of z"},
    {"softplus", ad::softplus, "log(1 + exp(z))"},
    {"relu", relu, "z where it is positive, else 0"},
});

}  // namespace

std::span<const ActivationInfo> activations() { return table; }

const ActivationInfo* find_activation(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const ActivationInfo& a) { return a.name == name; });
  return found == table.end() ? nullptr : &*found;
}

ad::Expr activate(const Activation& activation, ad::Expr z, std::span<const ad::Expr> trained) {
  if (trained.size() != activation.trained.size())
    throw UserError(fmt::format("activation `{}` has {} trained arguments, and {} are given", activation.name,
                                activation.trained.size(), trained.size()));
  if (activation.trained.empty() != !activation.trainable)
    throw UserError(
        fmt::format("activation `{}`: trained arguments and a function of them go together", activation.name));
  if (activation.function || activation.trainable) {
    std::vector<ad::Expr> repeated;
    for (const ad::Expr& argument : trained) repeated.push_back(ad::broadcast(argument, z.shape()));
    const ad::Expr value = activation.trainable ? activation.trainable(z, repeated) : activation.function(z);
    if (value.shape() != z.shape())
      throw UserError(fmt::format("activation `{}` takes a {} to a {}; it must keep the shape of its argument",
                                  activation.name, ad::describe(z.graph(), z.shape()),
                                  ad::describe(z.graph(), value.shape())));
    return value;
  }
  if (const ActivationInfo* known = find_activation(activation.name)) return known->function(z);
  std::string names;
  for (const ActivationInfo& a : table) names += fmt::format("{}{}", names.empty() ? "" : ", ", a.name);
  throw UserError(fmt::format("there is no activation `{}`; there are {}", activation.name, names));
}

}  // namespace ansatz
