// `network` blocks, and which computes which field.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "lower/lower.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {
namespace {

/// A `let` as an activation: evaluated in the graph of its arguments.
Activation activation_of(std::shared_ptr<const Model> model, const EffectiveSetting& setting) {
  Activation activation{setting.value.word};
  if (!setting.value.definition) return activation;
  const auto apply = [model = std::move(model), definition = *setting.value.definition,
                      place = setting.tree->span](std::span<const ad::Expr> arguments) {
    ConstantScope scope(arguments[0].graph());
    Evaluator evaluator(*model, scope);
    try {
      return evaluator.apply(definition, arguments, place);
    } catch (const Failure& failure) {
      throw UserError(failure.diagnostic.message);
    }
  };
  for (const SettingValue& argument : setting.value.arguments) {
    if (argument.is_option)
      activation.per = argument.word == "neuron" ? PerWhat::neuron : PerWhat::layer;
    else
      activation.trained.push_back({argument.name, argument.number()});
  }
  if (activation.trained.empty())
    activation.function = [apply](ad::Expr z) { return apply(std::array{z}); };
  else
    activation.trainable = [apply](ad::Expr z, std::span<const ad::Expr> trained) {
      std::vector<ad::Expr> arguments{z};
      arguments.insert(arguments.end(), trained.begin(), trained.end());
      return apply(arguments);
    };
  return activation;
}

NetworkSpec lower_network(const Analysis& analysis, const EffectiveBlock& block, std::vector<Diagnostic>& diagnostics) {
  auto network = settings_of<NetworkSpec>(block);
  if (!block.name.empty()) network.name = block.name;
  network.fields = block.of;
  network.activation = activation_of(analysis.model, *block.find("activation"));
  if (const EffectiveSetting* inputs = block.find("input"))
    network.inputs = lower_inputs(analysis, *inputs, diagnostics);
  return network;
}

/// Layers that do not go together.
void check_layers(const Analysis& analysis, const EffectiveBlock& block, const NetworkSpec& network,
                  std::vector<Diagnostic>& diagnostics) {
  const EffectiveSetting* layers = block.find("layers");
  if (layers == nullptr) return;
  try {
    count_weights(network, analysis.model->coordinates.size());
  } catch (const UserError& error) {
    diagnostics.push_back(Finding(Code::wrong_value, layers->tree->span, error.what()));
  }
}

}  // namespace

std::vector<NetworkSpec> lower_networks(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  std::vector<NetworkSpec> networks;
  const std::size_t fields = analysis.model->fields.size();
  std::vector<const EffectiveBlock*> computed_by(fields, nullptr);
  for (const EffectiveBlock& block : analysis.blocks) {
    if (block.spec->keyword != "network") continue;
    networks.push_back(lower_network(analysis, block, diagnostics));
    NetworkSpec& network = networks.back();
    if (network.fields.empty()) {
      network.fields.resize(fields);
      std::iota(network.fields.begin(), network.fields.end(), std::size_t{0});
    }
    check_layers(analysis, block, network, diagnostics);
    const Span place = block.statement != nullptr ? block.statement->keyword : Span{analysis.model->main_file, 0, 0};
    for (const std::size_t field : network.fields) {
      if (computed_by[field] == nullptr) {
        computed_by[field] = &block;
        continue;
      }
      diagnostics.push_back(
          Finding(Code::already_taken, place,
                  fmt::format("field `{}` is computed by two networks", analysis.model->fields[field].text))
              .label("the second")
              .help("say which fields each computes: `network A of u, v { ... }`")
              .also(computed_by[field]->statement->keyword, "the first"));
      break;
    }
    for (std::size_t earlier = 0; earlier + 1 < networks.size(); ++earlier)
      if (networks[earlier].name == network.name)
        diagnostics.push_back(
            Finding(Code::already_taken, place, fmt::format("two networks are called `{}`", network.name))
                .help("give each a name of its own"));
  }
  for (std::size_t field = 0; field < fields; ++field)
    if (computed_by[field] == nullptr)
      diagnostics.push_back(Finding(Code::undetermined_field, analysis.model->fields[field].span,
                                    fmt::format("no network computes field `{}`", analysis.model->fields[field].text))
                                .help("add it to a network, or add a `network ... of` it"));
  return networks;
}

}  // namespace ansatz::dsl
