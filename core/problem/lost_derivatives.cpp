#include "problem/lost_derivatives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/activation.hpp"
#include "problem/contents.hpp"
#include "problem/jets.hpp"
#include "problem/words.hpp"
#include "smoothness/pieces.hpp"

namespace ansatz {
namespace {

/// What the expression of an activation tells of its derivatives.
struct Derivatives {
  std::optional<std::size_t> vanishing;  // the order of the first that is 0 wherever it exists, if one is up to `most`
  bool in_pieces = false;
};

Derivatives derivatives_of(const Activation& activation, std::size_t most) {
  ad::Graph graph;
  const ad::Expr z = graph.parameter("z");
  std::vector<ad::Expr> trained;
  for (const TrainedArgument& argument : activation.trained) trained.push_back(graph.parameter(argument.name));
  const ad::Expr value = activate(activation, z, trained);
  return {vanishing_derivative(value, z, most), has_pieces(value)};
}

/// The activation of the network where a layer takes it, and those of its layers.
std::vector<Activation> activations_in(const NetworkSpec& network) {
  std::vector<Activation> all{network.activation};
  bool taken = false;
  for (const Layer& layer : layers_of(network)) {
    const Act* act = layer.get_if<Act>();
    if (act != nullptr && !act->function.empty())
      all.push_back({act->function.front().name(), act->function.front().method().value});
    else if (layer.get_if<Dense>() == nullptr)
      taken = true;
  }
  if (!taken) all.erase(all.begin());
  return all;
}

/// How many activations, that of the network, follow one another; nothing where layers may do as they like.
std::optional<std::size_t> activations_of(const NetworkSpec& network) {
  std::size_t count = 0;
  for (const Layer& layer : layers_of(network)) {
    if (layer.get_if<Dense>() != nullptr) continue;
    const Act* act = layer.get_if<Act>();
    const bool of_network = act != nullptr ? act->function.empty() : layer.get_if<ResidualBlock>() != nullptr;
    if (!of_network) return std::nullopt;
    ++count;
  }
  return count;
}

/// "first", "second", "third", "4th".
std::string ordinal(std::size_t order) {
  constexpr std::array words{"first", "second", "third"};
  return order <= words.size() ? words[order - 1] : fmt::format("{}th", order);
}

/// "u" with its derivative of that order.
std::string taken(const std::string& field, std::size_t order) {
  return fmt::format("the {} derivative of `{}`", ordinal(order), field);
}

/// Why a polynomial of that degree, layer upon layer, has no derivative of this order.
std::string above_degree(const Problem& problem, const NetworkSpec& network, std::size_t degree, std::size_t field,
                         std::size_t order) {
  const bool ansatz = std::any_of(problem.ansatz.begin(), problem.ansatz.end(),
                                  [&](const AnsatzField& one) { return one.field == field; });
  const std::optional<std::size_t> layers = activations_of(network);
  if (ansatz || !network.inputs.empty() || !layers) return {};  // other factors have derivatives too
  const double of_network = std::pow(static_cast<double>(degree), static_cast<double>(*layers));
  if (static_cast<double>(order) <= of_network) return {};
  return fmt::format("`{}` is a polynomial of degree {}, and {} of it make one of degree {}: {} is 0 everywhere",
                     network.activation.name, degree, counted(*layers, "layer"), of_network,
                     taken(problem.fields[field], order));
}

/// Why this activation of the network cannot give the derivatives of the field up to that order; empty where it can.
std::string lost_by(const Activation& activation, const Problem& problem, const NetworkSpec& network, std::size_t field,
                    std::size_t order) {
  const Derivatives found = derivatives_of(activation, std::max<std::size_t>(order, 1));
  const std::string& name = activation.name;
  if (!found.vanishing) return {};
  if (*found.vanishing == 1)
    return found.in_pieces ? fmt::format(
                                 "the derivative of `{}` is 0 wherever there is one: no weight before it is "
                                 "trained",
                                 name)
                           : fmt::format("`{}` does not depend on its argument: no weight before it is trained", name);
  if (!found.in_pieces) return above_degree(problem, network, *found.vanishing - 1, field, order);
  return fmt::format(
      "`{}` is made of pieces whose {} derivative is 0, and has none where they meet; a condition takes {}", name,
      ordinal(*found.vanishing), taken(problem.fields[field], order));
}

}  // namespace

std::vector<std::size_t> orders_taken(const Problem& problem) {
  ad::Graph graph;
  const JetPoint point(problem, graph);
  std::vector<std::size_t> orders(problem.fields.size(), 0);
  for (const Condition& condition : problem.conditions)
    for (const ad::Expr& residual : condition.residuals(point)) point.raise_orders(residual, orders);
  return orders;
}

LostDerivative lost_derivative(const Problem& problem, const NetworkSpec& network) {
  if (network.adaptive && network.adaptive->get_if<Rowdy>() != nullptr) return {};  // its waves have every derivative
  const std::vector<std::size_t> orders = orders_taken(problem);
  std::size_t field = network.fields.empty() ? 0 : network.fields.front();
  for (const std::size_t other : network.fields)
    if (orders.at(other) > orders.at(field)) field = other;
  for (const Activation& activation : activations_in(network))
    if (std::string why = lost_by(activation, problem, network, field, orders.at(field)); !why.empty())
      return {activation.name, std::move(why)};
  return {};
}

void require_derivatives(const Problem& problem) {
  for (const NetworkSpec& network : problem.networks)
    if (const std::string why = lost_derivative(problem, network).why; !why.empty())
      throw UserError(fmt::format("network `{}`: {}; use a smooth activation, as `tanh`", network.name, why));
}

}  // namespace ansatz
