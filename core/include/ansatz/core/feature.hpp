// What the first layer of a network may read in place of coordinates: functions of them.
// A new one is a struct, its `method_of`, and a line in methods.hpp.
//
//   periodic(x)     cos and sin of 2 pi k (x - lower)/length, k = 1 .. harmonics, so that the network and all its
//                   derivatives have the period of the domain
//   fourier(x, t)   cos and sin of 2 pi b . v, v = (coordinate - lower)/length in [0, 1], with random b of a normal
//                   distribution; b depends on the seed and the network's name alone. Trained, v has a factor for
//                   each coordinate, which starts at 1
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/interval.hpp"
#include "ansatz/core/method.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz {

/// What a feature is computed from.
struct FeatureInput {
  std::span<const ad::Expr> coordinates;  // those it is of: scalars on the axis of the points, not scaled
  std::span<const Interval> sides;        // of the domain's bounding box, one a coordinate
  const Stream& numbers;                  // the same whenever this feature of this network is computed
  ad::Expr stretch{};                     // trained, from 1, an entry a coordinate; where `stretched` asks for it
};

struct FeatureMethod : Method {
  static constexpr std::string_view family = "input";
  /// The rows, a column on the axis: as many, and the same function, whenever it is asked.
  using Value = std::function<ad::Expr(const void* settings, const FeatureInput& input)>;
  using Rows = std::function<std::uint32_t(const void* settings)>;
  using Stretched = std::function<bool(const void* settings)>;

  /// `of`, `of_doc`: how its coordinates are called in the reference. `of_several`: it may be of more than one.
  /// `is_periodic`: it repeats itself with the period of the domain. `is_stretched` none: it never is.
  template <class Settings>
  FeatureMethod(Described<Settings> described_as, std::string name, About about, std::string of, std::string of_doc,
                std::vector<Setting> settings, Rows how_many, Value how, bool of_several, bool is_periodic = false,
                Stretched is_stretched = {})
      : Method(described_as, std::move(name), std::move(about), std::move(settings)),
        coordinates{std::move(of), std::move(of_doc)},
        rows(std::move(how_many)),
        value(std::move(how)),
        several(of_several),
        periodic(is_periodic),
        stretched(std::move(is_stretched)) {}

  Word coordinates;
  Rows rows;
  Value value;
  bool several, periodic;
  Stretched stretched;  // whether it asks for factors that are trained
};

using Feature = ChoiceOf<FeatureMethod>;

struct Periodic {
  std::uint32_t harmonics = 1;  // waves in one period, up to so many; >= 1
};
struct RandomFourier {
  std::uint32_t features = 32;  // random waves; >= 1
  double scale = 1;             // standard deviation of their number over the length of the domain; > 0
  bool trained = false;         // the waves are stretched along each coordinate by a factor that is trained
};

std::shared_ptr<const FeatureMethod> method_of(const Periodic&);
std::shared_ptr<const FeatureMethod> method_of(const RandomFourier&);

}  // namespace ansatz
