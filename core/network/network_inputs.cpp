#include "network/network_inputs.hpp"

#include <fmt/format.h>

#include <numbers>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "network/coordinate_scope.hpp"
#include "points/domain.hpp"

namespace ansatz {
namespace {

using Kind = InputFeature::Kind;

void require_feature(const NetworkSpec& spec, const InputFeature& feature, std::size_t dimensions) {
  const auto refuse = [&](const char* why) {
    throw UserError(fmt::format("network `{}`: an input {}", spec.name, why));
  };
  for (const std::size_t coordinate : feature.coordinates)
    if (coordinate >= dimensions) refuse("is of a coordinate that the domain does not have");
  if (feature.kind == Kind::expression) {
    if (!feature.value) refuse("has no formula");
    return;
  }
  if (feature.coordinates.empty()) refuse("is of no coordinate");
  if (feature.kind != Kind::fourier && feature.coordinates.size() != 1) refuse("is of several coordinates");
  if (feature.count == 0) refuse("has no frequencies; give it at least 1");
  if (feature.kind == Kind::fourier && !(feature.scale > 0)) refuse("has a scale that is not positive");
}

double centre(const Interval& side) { return side.lower + (side.upper - side.lower) / 2; }
double stretch(const Interval& side) { return 2 / (side.upper - side.lower); }

}  // namespace

NetworkInputs::NetworkInputs(const NetworkSpec& spec, const Domain& domain, std::uint64_t seed)
    : name_(spec.name), domain_(domain), box_(bounding_box(domain)), normalise_(spec.normalise_inputs) {
  for (const InputFeature& feature : spec.inputs) {
    require_feature(spec, feature, box_.size());
    const bool of_waves = feature.kind == Kind::periodic || feature.kind == Kind::fourier;
    features_.push_back(of_waves ? waves(feature, seed, features_.size()) : Feature{feature, {}, {}});
    rows_ += of_waves ? 2 * feature.count : 1;
  }
  if (features_.empty()) rows_ = static_cast<std::uint32_t>(box_.size());
}

NetworkInputs::Feature NetworkInputs::waves(const InputFeature& spec, std::uint64_t seed, std::size_t number) const {
  const Stream stream(seed, fmt::format("{}/input{}", name_, number + 1));
  Feature feature{spec, {}, std::vector<double>(spec.count, 0.0)};
  for (std::size_t k = 0; k < spec.count; ++k)
    for (const std::size_t coordinate : spec.coordinates) {
      const Interval& side = box_[coordinate];
      const double turns = spec.kind == Kind::periodic ? static_cast<double>(k + 1)
                                                       : spec.scale * stream.normal(feature.frequencies.size());
      feature.frequencies.push_back(2 * std::numbers::pi * turns / (side.upper - side.lower));
      feature.phases[k] -= feature.frequencies.back() * side.lower;
    }
  return feature;
}

ad::Expr NetworkInputs::scaled(ad::Expr coordinates) const {
  if (!normalise_) return coordinates;
  ad::Graph& graph = coordinates.graph();
  std::vector<double> centres, stretches;
  for (const Interval& side : box_) {
    centres.push_back(centre(side));
    stretches.push_back(stretch(side));
  }
  const auto rows = static_cast<std::uint32_t>(box_.size());
  return (coordinates - graph.constant(rows, 1, centres)) * graph.constant(rows, 1, stretches);
}

ad::Expr NetworkInputs::value(const Feature& feature, ad::Expr coordinates) const {
  ad::Graph& graph = coordinates.graph();
  const auto row = [&](std::size_t i) { return coordinates[static_cast<std::uint32_t>(i)]; };
  if (feature.spec.kind == Kind::expression)
    return ad::broadcast(feature.spec.value(CoordinateScope(coordinates, domain_)), {1, 1, coordinates.shape().axis});
  if (feature.spec.kind == Kind::coordinate) {
    const std::size_t i = feature.spec.coordinates[0];
    return normalise_ ? (row(i) - centre(box_[i])) * stretch(box_[i]) : row(i);
  }
  const auto inputs = static_cast<std::uint32_t>(feature.spec.coordinates.size());
  std::vector<ad::Expr> read;
  for (const std::size_t i : feature.spec.coordinates) read.push_back(row(i));
  const ad::Expr angles =
      ad::matmul(graph.constant(feature.spec.count, inputs, feature.frequencies), ad::concat(read)) +
      graph.constant(feature.spec.count, 1, feature.phases);
  const std::vector<ad::Expr> both{ad::cos(angles), ad::sin(angles)};
  return ad::concat(both);
}

ad::Expr NetworkInputs::operator()(ad::Expr coordinates) const {
  if (features_.empty()) return scaled(coordinates);
  std::vector<ad::Expr> parts;
  for (const Feature& feature : features_) parts.push_back(value(feature, coordinates));
  return ad::concat(parts);
}

}  // namespace ansatz
