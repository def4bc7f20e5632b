// How points are spread over a unit cube, from which sampling.hpp maps them into domains. A new way is a struct, its
// `method_of`, and a line in methods.hpp.
//
//   grid    the tensor grid, ends included. A count that is no product of equal sides is met all the same: the
//           first coordinate has the nearest whole number of rows, and they share the points as evenly as can be
//   random  independent, uniform
//   lhs     Latin hypercube: one point in each of `count` slices of each coordinate
//   sobol   Sobol's sequence with the directions of Joe and Kuo (2008), xor-ed with a random shift for each
//           coordinate: still a digital net, so 2^m points put one in each of 2^m equal slices
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "ansatz/core/method.hpp"

namespace ansatz {

/// What is asked for: `count` points with `dimensions` numbers each, decided by the seed and the name of a stream. With
/// `round` the first coordinate runs round, so that its two ends are one place.
struct UnitCube {
  std::size_t dimensions = 1, count = 0;  // both >= 1
  std::uint64_t seed = 0;
  std::string_view stream;
  bool round = false;
};

struct SamplerMethod : Method {
  static constexpr std::string_view family = "sampler";
  /// Points in [0, 1], point by point.
  template <class Settings>
  using Points = std::vector<double> (*)(const Settings& settings, const UnitCube& cube);

  /// `regular`: the count alone decides, so that all draws are one, and of points that are too many every so many-th
  /// stays in place of the first.
  template <class Settings>
  SamplerMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings,
                std::type_identity_t<Points<Settings>> how, bool is_regular = false)
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        points(
            [how](const void* from, const UnitCube& cube) { return how(*static_cast<const Settings*>(from), cube); }),
        regular(is_regular) {}

  bool is(std::string_view kind) const override { return kind == "regular" && regular; }

  std::function<std::vector<double>(const void* settings, const UnitCube& cube)> points;
  bool regular;
};

using Sampler = ChoiceOf<SamplerMethod>;

struct GridPoints {};
struct RandomPoints {};
struct LatinHypercube {};
struct SobolPoints {};

std::shared_ptr<const SamplerMethod> method_of(const GridPoints&);
std::shared_ptr<const SamplerMethod> method_of(const RandomPoints&);
std::shared_ptr<const SamplerMethod> method_of(const LatinHypercube&);
std::shared_ptr<const SamplerMethod> method_of(const SobolPoints&);

}  // namespace ansatz
