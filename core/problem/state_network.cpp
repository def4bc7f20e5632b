// Networks stated by handles, and what their first layer reads.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/problem.hpp"
#include "problem/formulas.hpp"
#include "problem/numbers.hpp"

namespace ansatz {
namespace {

void require_count(const char* feature, std::uint32_t count) {
  if (count == 0) throw UserError(fmt::format("{}: `count` is 0; give it at least 1", feature));
}

/// What a second network without a name of its own is called.
std::string free_name(const std::vector<NetworkSpec>& networks) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(networks.begin(), networks.end(), [&](const NetworkSpec& other) { return other.name == name; });
  };
  std::string name = NetworkSpec::default_name;
  for (std::size_t number = 2; taken(name); ++number) name = fmt::format("{}{}", NetworkSpec::default_name, number);
  return name;
}

/// Formulas of the user's own in a network say which they are.
void name_formulas(NetworkSpec& spec) {
  const std::string activation = fmt::format("network `{}`: activation `{}`", spec.name, spec.activation.name);
  if (spec.activation.function)
    spec.activation.function = [activation, own = std::move(spec.activation.function)](ad::Expr z) {
      return formula_of(activation, z.graph(), [&] { return own(z); });
    };
  if (spec.activation.trainable)
    spec.activation.trainable = [activation, own = std::move(spec.activation.trainable)](
                                    ad::Expr z, std::span<const ad::Expr> trained) {
      return formula_of(activation, z.graph(), [&] { return own(z, trained); });
    };
  for (std::size_t i = 0; i < spec.inputs.size(); ++i) {
    InputFeature& feature = spec.inputs[i];
    if (feature.value)
      feature.value = [whose = fmt::format("network `{}`: input {}", spec.name, i + 1), own = std::move(feature.value)](
                          const PointScope& at) { return formula_of(whose, at.graph(), [&] { return own(at); }); };
  }
}

InputFeature feature_of(const std::vector<Coordinate>& of, std::optional<Feature> method) {
  InputFeature feature;
  for (const Coordinate& x : of) {
    feature.coordinates.push_back(x.number);
    feature.names.push_back(x.name);
  }
  feature.method = std::move(method);
  return feature;
}

}  // namespace

InputFeature input(const Coordinate& x) { return feature_of({x}, std::nullopt); }

InputFeature input(Quantity formula) {
  InputFeature feature;
  feature.value = std::move(formula);
  return feature;
}

InputFeature periodic(const Coordinate& x, std::uint32_t count) {
  require_count("periodic", count);
  return feature_of({x}, Periodic{.harmonics = count});
}

InputFeature fourier(const std::vector<Coordinate>& of, std::uint32_t count, double scale) {
  require_count("fourier", count);
  return feature_of(of, RandomFourier{.features = count, .scale = scale});
}

void Problem::network(NetworkSpec spec) { network({}, std::move(spec)); }

void Problem::network(const std::vector<Field>& of, NetworkSpec spec) {
  if (spec.name == NetworkSpec::default_name) spec.name = free_name(networks);
  for (const Field& u : of) {
    const std::size_t number = number_of(*this, u);
    if (std::find(spec.fields.begin(), spec.fields.end(), number) != spec.fields.end())
      throw UserError(fmt::format("network `{}` names field `{}` twice", spec.name, u.name));
    spec.fields.push_back(number);
  }
  for (const InputFeature& feature : spec.inputs)
    for (std::size_t i = 0; i < feature.names.size(); ++i)
      if (coordinate_named(feature.names[i]).number != feature.coordinates.at(i))
        throw UserError(
            fmt::format("network `{}` reads coordinate `{}` of another problem", spec.name, feature.names[i]));
  name_formulas(spec);
  networks.push_back(std::move(spec));
}

}  // namespace ansatz
