// The features that are built in: waves, as cosines and sines of angles.
#include "ansatz/core/feature.hpp"

#include <numbers>

namespace ansatz {
namespace {

/// Angles of `count` waves: turn (v - lower), each v - lower times its stretch where there is one.
ad::Expr angles(const FeatureInput& input, std::uint32_t count, const std::vector<double>& turn,
                const std::vector<double>& phases) {
  ad::Graph& graph = input.coordinates.front().graph();
  const auto inputs = static_cast<std::uint32_t>(input.coordinates.size());
  const ad::Expr turns = graph.constant(count, inputs, turn), at = ad::concat(input.coordinates);
  if (!input.stretch.valid()) return ad::matmul(turns, at) + graph.constant(count, 1, phases);
  std::vector<double> lower;
  for (const Interval& side : input.sides) lower.push_back(side.lower);
  const ad::Expr beyond = at - graph.constant(inputs, 1, lower);
  return ad::matmul(turns, ad::broadcast(input.stretch, beyond.shape()) * beyond);
}

/// cos and sin of 2 pi sum_i turns(k, i) (x_i - lower_i)/length_i for k = 0 .. count - 1.
ad::Expr waves(const FeatureInput& input, std::uint32_t count,
               const std::function<double(std::size_t k, std::size_t i)>& turns) {
  std::vector<double> frequencies, phases(count, 0.0);  // [k * coordinates + i], at which each starts
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t i = 0; i < input.sides.size(); ++i) {
      const Interval& side = input.sides[i];
      frequencies.push_back(2 * std::numbers::pi * turns(k, i) / (side.upper - side.lower));
      phases[k] -= frequencies.back() * side.lower;
    }
  const ad::Expr angle = angles(input, count, frequencies, phases);
  const std::vector<ad::Expr> both{ad::cos(angle), ad::sin(angle)};
  return ad::concat(both);
}

template <class Settings, class Result>
auto of(Result (*compute)(const Settings&)) {
  return [compute](const void* from) { return compute(*static_cast<const Settings*>(from)); };
}

}  // namespace

std::shared_ptr<const FeatureMethod> method_of(const Periodic&) {
  static const auto method = std::make_shared<const FeatureMethod>(
      described<Periodic>, "periodic",
      About("cosine and sine: outputs have the period of the domain in x",
            {{"S. Dong and N. Ni",
              "A method for representing periodic functions and enforcing exactly periodic boundary conditions with "
              "deep neural networks",
              "Journal of Computational Physics 435, 110242", 2021}}),
      "x", "one coordinate; its period is that of the domain",
      std::vector{setting("harmonics", &Periodic::harmonics, {1, 1e3}, "waves in one period, up to so many")},
      of<Periodic, std::uint32_t>([](const Periodic& own) { return 2 * own.harmonics; }),
      [](const void* from, const FeatureInput& input) {
        const auto& own = *static_cast<const Periodic*>(from);
        return waves(input, own.harmonics, [](std::size_t k, std::size_t) { return static_cast<double>(k + 1); });
      },
      false, true);
  return method;
}

std::shared_ptr<const FeatureMethod> method_of(const RandomFourier&) {
  static const auto method = std::make_shared<const FeatureMethod>(
      described<RandomFourier>, "fourier",
      About("cosines and sines of random waves, drawn from the seed",
            {{"M. Tancik and P. P. Srinivasan and B. Mildenhall and S. Fridovich-Keil and N. Raghavan and U. Singhal "
              "and R. Ramamoorthi and J. T. Barron and R. Ng",
              "Fourier features let networks learn high frequency functions in low dimensional domains", "NeurIPS 33",
              2020}}),
      "x, ...", "any of them",
      std::vector{
          setting("features", &RandomFourier::features, {1, 1e4}, "random waves"),
          setting("scale", &RandomFourier::scale, limits::positive,
                  "standard deviation of their number over the length of the domain"),
          setting("trained", &RandomFourier::trained,
                  "whether the waves are stretched along each coordinate by a factor that is trained, from 1"),
      },
      of<RandomFourier, std::uint32_t>([](const RandomFourier& own) { return 2 * own.features; }),
      [](const void* from, const FeatureInput& input) {
        const auto& own = *static_cast<const RandomFourier*>(from);
        return waves(input, own.features, [&](std::size_t k, std::size_t i) {
          return own.scale * input.numbers.normal(k * input.sides.size() + i);
        });
      },
      true, false, of<RandomFourier, bool>([](const RandomFourier& own) { return own.trained; }));
  return method;
}

}  // namespace ansatz
