// `network` blocks, and which computes which field.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/own_function.hpp"
#include "lower/lower.hpp"
#include "settings/choices.hpp"

namespace ansatz::dsl {

Activation activation_of(std::shared_ptr<const Model> model, const EffectiveSetting& setting) {
  Activation activation{setting.value.word};
  if (!setting.value.definition) return activation;
  const auto apply = own_function(std::move(model), *setting.value.definition, setting.tree->span);
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

namespace {

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
    count_weights(network, rows_of(analysis.domain));
  } catch (const UserError& error) {
    diagnostics.push_back(Finding(Code::wrong_value, layers->tree->span, error.what()));
  }
}

/// Fields of fewer coordinates, and those that live on a part of the domain, have networks of their own.
bool has_own_network(const Model& model, std::size_t field) {
  return !model.field_coordinates[field].empty() || model.field_parts[field] != nullptr;
}

std::vector<InputFeature> coordinate_inputs(const std::vector<std::size_t>& coordinates) {
  std::vector<InputFeature> inputs;
  for (const std::size_t coordinate : coordinates) inputs.emplace_back().coordinates = {coordinate};
  return inputs;
}

/// A field of a part of the domain shares its network with no other one.
void require_own_network(const Model& model, Span place, const NetworkSpec& network,
                         std::vector<Diagnostic>& diagnostics) {
  if (network.fields.size() == 1) return;
  for (const std::size_t field : network.fields)
    if (model.field_parts[field] != nullptr)
      diagnostics.push_back(Finding(Code::wrong_kind, place,
                                    fmt::format("`{}` lives on a part of the domain, and shares a network with others",
                                                model.fields[field].text))
                                .help("give it a network of its own, or leave that to `field ... on`"));
}

/// A network that is stated for a field in pieces is one for each of them.
std::vector<NetworkSpec> each_piece(const Model& model, const NetworkSpec& network) {
  for (const auto& [name, symbol] : model.symbols)
    if (symbol.kind == SymbolKind::field && !symbol.pieces.empty() && symbol.pieces == network.fields) {
      std::vector<NetworkSpec> networks;
      for (const std::size_t piece : symbol.pieces) {
        NetworkSpec& own = networks.emplace_back(network);
        own.name = fmt::format("{}({})", network.name, model.field_parts[piece]->text);
        own.fields = {piece};
      }
      return networks;
    }
  return {network};
}

/// A network computes fields of the same coordinates, and reads these.
void limit_inputs(const Model& model, const EffectiveBlock& block, Span place, NetworkSpec& network,
                  std::vector<Diagnostic>& diagnostics) {
  const std::vector<std::size_t>& first = model.field_coordinates[network.fields.front()];
  for (const std::size_t field : network.fields)
    if (model.field_coordinates[field] != first) {
      diagnostics.push_back(Finding(Code::wrong_kind, place,
                                    fmt::format("`{}` and `{}` depend on other coordinates, and share a network",
                                                model.fields[network.fields.front()].text, model.fields[field].text))
                                .help("give each a network of its own, or leave that to `field ... of`"));
      return;
    }
  if (first.empty()) return;
  if (const EffectiveSetting* inputs = block.find("input"); inputs != nullptr && inputs->origin != Origin::fallback)
    diagnostics.push_back(
        Finding(Code::outside_range, inputs->tree->span,
                fmt::format("the network of `{}` reads the coordinates that `{}` depends on",
                            model.fields[network.fields.front()].text, model.fields[network.fields.front()].text))
            .help("take `input` out"));
  network.inputs = coordinate_inputs(first);
}

/// Fields that have networks of their own and that no block names: these are otherwise like `other`.
void add_own_networks(const Model& model, const NetworkSpec& other, std::vector<NetworkSpec>& networks) {
  std::vector<bool> computed(model.fields.size(), false);
  for (const NetworkSpec& network : networks)
    for (const std::size_t field : network.fields) computed[field] = true;
  for (std::size_t field = 0; field < model.fields.size(); ++field) {
    if (computed[field] || !has_own_network(model, field)) continue;
    NetworkSpec own = other;
    own.name = model.fields[field].text;
    own.fields = {field};
    if (!model.field_coordinates[field].empty()) own.inputs = coordinate_inputs(model.field_coordinates[field]);
    networks.push_back(std::move(own));
  }
}

}  // namespace

std::vector<NetworkSpec> lower_networks(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  std::vector<NetworkSpec> networks;
  NetworkSpec like;  // for networks that the file does not state
  const std::size_t fields = analysis.model->fields.size();
  std::vector<const EffectiveBlock*> computed_by(fields, nullptr);
  for (const EffectiveBlock& block : analysis.blocks) {
    if (block.spec->keyword != "network") continue;
    NetworkSpec network = lower_network(analysis, block, diagnostics);
    if (networks.empty() || block.of.empty()) like = network;
    if (network.fields.empty())
      for (std::size_t field = 0; field < fields; ++field)
        if (!has_own_network(*analysis.model, field)) network.fields.push_back(field);
    if (network.fields.empty()) continue;  // it says what the networks of these fields are like
    check_layers(analysis, block, network, diagnostics);
    const Span place = block.statement != nullptr ? block.statement->keyword : Span{analysis.model->main_file, 0, 0};
    limit_inputs(*analysis.model, block, place, network, diagnostics);
    const std::vector<std::size_t> of = network.fields;
    for (NetworkSpec& own : each_piece(*analysis.model, network)) {
      require_own_network(*analysis.model, place, own, diagnostics);
      networks.push_back(std::move(own));
    }
    for (const std::size_t field : of) {
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
      if (networks[earlier].name == networks.back().name)
        diagnostics.push_back(
            Finding(Code::already_taken, place, fmt::format("two networks are called `{}`", networks.back().name))
                .help("give each a name of its own"));
  }
  add_own_networks(*analysis.model, like, networks);
  for (std::size_t field = 0; field < fields; ++field)
    if (computed_by[field] == nullptr && !has_own_network(*analysis.model, field))
      diagnostics.push_back(Finding(Code::undetermined_field, analysis.model->fields[field].span,
                                    fmt::format("no network computes field `{}`", analysis.model->fields[field].text))
                                .help("add it to a network, or add a `network ... of` it"));
  return networks;
}

}  // namespace ansatz::dsl
