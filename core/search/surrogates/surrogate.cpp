// What all surrogates have in common, and the one that is none: a random order.
#include "ansatz/core/search/surrogate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"

namespace ansatz::search {
namespace {

class RandomModel : public Model {
 public:
  explicit RandomModel(std::uint64_t seed) : numbers_(seed, "search.order") {}

  std::size_t least() const override { return 0; }
  void fit(std::span<const std::size_t>, std::span<const double>) override {}
  Prediction predict(std::size_t candidate) const override { return {numbers_.uniform(candidate), {}}; }

 private:
  Stream numbers_;
};

}  // namespace

std::size_t suggest(const Model& model, std::span<const std::size_t> open) {
  if (open.empty()) throw InternalFault("a suggestion is asked for, and no candidate is open");
  std::size_t best = open.front();
  double least = model.rank(best);
  for (const std::size_t candidate : open.subspan(1))
    if (const double rank = model.rank(candidate); rank < least) best = candidate, least = rank;
  return best;
}

double expected_improvement(double mean, double deviation, double best) {
  const double gain = best - mean;
  if (!(deviation > 0)) return std::max(gain, 0.0);
  const double z = gain / deviation;
  const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
  const double below = 0.5 * std::erfc(-z / std::numbers::sqrt2);
  return gain * below + deviation * density;
}

std::unique_ptr<Model> make_model(const Surrogate& surrogate, std::vector<FeatureSet> features, std::uint64_t seed) {
  if (surrogate.method().reads_features && (features.empty() || features.front().count() == 0))
    throw InternalFault("a surrogate was given no features");
  for (const FeatureSet& one : features) {
    if (one.count() != features.front().count() || one.values.size() != one.count() * one.length)
      throw InternalFault("features are of different numbers of candidates");
    if (!std::all_of(one.values.begin(), one.values.end(), [](double value) { return std::isfinite(value); }))
      throw InternalFault("a feature is not finite");
  }
  return surrogate.method().make(surrogate.settings(), std::move(features), seed);
}

std::shared_ptr<const SurrogateMethod> method_of(const RandomOrder&) {
  static const auto method = std::make_shared<const SurrogateMethod>(
      described<RandomOrder>, "random", "no model: functions in a random order, which the others are measured against",
      std::vector<Setting>{}, false, [](const RandomOrder&, std::vector<FeatureSet>, std::uint64_t seed) {
        return std::make_unique<RandomModel>(seed);
      });
  return method;
}

}  // namespace ansatz::search
