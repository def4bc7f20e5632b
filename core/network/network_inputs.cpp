#include "network/network_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "network/coordinate_scope.hpp"
#include "points/domain.hpp"
#include "points/spread.hpp"

namespace ansatz {
namespace {

void require_feature(const NetworkSpec& spec, const InputFeature& feature, std::size_t dimensions) {
  const auto refuse = [&](const std::string& why) {
    throw UserError(fmt::format("network `{}`: an input {}", spec.name, why));
  };
  for (const std::size_t coordinate : feature.coordinates)
    if (coordinate >= dimensions) refuse("is of a coordinate that the domain does not have");
  if (feature.value) return;
  if (feature.coordinates.empty())
    refuse(feature.method ? "is of no coordinate" : "has no formula, and is of no coordinate");
  const bool several = feature.method && feature.method->method().several;
  if (!several && feature.coordinates.size() != 1) refuse("is of several coordinates");
  if (feature.method) check(*feature.method);
}

bool is_stretched(const InputFeature& feature) {
  return feature.method && feature.method->method().stretched &&
         feature.method->method().stretched(feature.method->settings());
}

double centre(const Interval& side) { return side.lower + (side.upper - side.lower) / 2; }
double stretch(const Interval& side) { return 2 / (side.upper - side.lower); }

}  // namespace

NetworkInputs::NetworkInputs(const NetworkSpec& spec, const Domain& domain, std::uint64_t seed, const NewParameter& add)
    : name_(spec.name),
      domain_(domain),
      seed_(seed),
      box_(scaling_box(domain)),
      normalise_(spec.normalise_inputs),
      features_(spec.inputs) {
  for (const InputFeature& feature : features_) {
    require_feature(spec, feature, box_.size());
    rows_ += feature.method ? feature.method->method().rows(feature.method->settings()) : 1;
    stretches_.emplace_back();
    if (!is_stretched(feature)) continue;
    const auto coordinates = static_cast<std::uint32_t>(feature.coordinates.size());
    stretches_.back() = add(fmt::format("input{}", stretches_.size()), coordinates, 1,
                            [](const Stream&, std::uint64_t) { return 1.0; });
  }
  if (features_.empty()) rows_ = static_cast<std::uint32_t>(box_.size());
}

InputRows NetworkInputs::all_rows() const {
  if (features_.empty()) return rows_of(domain_);
  InputRows all(rows_);
  const std::size_t space = domain_.space.size(), first = space - domain_.parameters;
  std::uint32_t row = 0;
  for (const InputFeature& feature : features_) {
    const std::uint32_t end = row + (feature.method ? feature.method->method().rows(feature.method->settings()) : 1);
    const bool given = !feature.value && std::all_of(feature.coordinates.begin(), feature.coordinates.end(),
                                                     [&](std::size_t i) { return first <= i && i < space; });
    for (; row < end; ++row)
      if (given) all.parameters.push_back(row);
  }
  return all;
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

ad::Expr NetworkInputs::value(std::size_t number, ad::Expr coordinates) const {
  const InputFeature& feature = features_[number];
  if (feature.value)
    return ad::broadcast(feature.value(CoordinateScope(coordinates, domain_)), {1, 1, coordinates.shape().axis});
  std::vector<ad::Expr> read;
  std::vector<Interval> sides;
  for (const std::size_t i : feature.coordinates) {
    read.push_back(coordinates[static_cast<std::uint32_t>(i)]);
    sides.push_back(box_[i]);
  }
  if (!feature.method) return normalise_ ? (read[0] - centre(sides[0])) * stretch(sides[0]) : read[0];
  const Stream numbers(seed_, fmt::format("{}/input{}", name_, number + 1));
  return feature.method->method().value(feature.method->settings(), {read, sides, numbers, stretches_[number]});
}

ad::Expr NetworkInputs::operator()(ad::Expr coordinates) const {
  if (features_.empty()) return scaled(coordinates);
  std::vector<ad::Expr> parts;
  for (std::size_t k = 0; k < features_.size(); ++k) parts.push_back(value(k, coordinates));
  return ad::concat(parts);
}

}  // namespace ansatz
