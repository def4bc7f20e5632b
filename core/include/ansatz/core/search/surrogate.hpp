// Surrogates: models that predict, from features of functions, how well a network trains with each, so that few of many
// need to be trained. Labels are numbers of which less is better, such as log10 of an error.
//
//   const auto model = make_model(Knn{}, features, seed);
//   model->fit(known, labels);                       // candidates by their numbers, and what is known of them
//   const std::size_t next = suggest(*model, open);  // of candidates that nothing is known of
//
// All candidates are known from the start, with their features, and have numbers from 0. A model is a method with
// settings (method.hpp): a new one is a struct, its `method_of`, and a line in methods.hpp. Same features, labels and
// seed, same bits.
//
// Source of the search: Bingham, Miikkulainen, arXiv:2301.05785 (2023). Read next: core/search/surrogates.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ansatz/core/method.hpp"

namespace ansatz::search {

enum class Metric { euclidean, manhattan };

/// A vector of so many numbers for each candidate, and how far two of them are from each other.
struct FeatureSet {
  std::string name;
  Metric metric = Metric::euclidean;
  std::size_t length = 0;      // numbers of a candidate
  std::vector<double> values;  // candidate by candidate; finite

  std::size_t count() const { return length == 0 ? 0 : values.size() / length; }
  std::span<const double> of(std::size_t candidate) const {
    return std::span(values).subspan(candidate * length, length);
  }
};

struct Prediction {
  double mean = 0;
  std::optional<double> deviation;  // of a model that says how sure it is
};

/// A model of the labels of all candidates.
class Model {
 public:
  virtual ~Model() = default;

  /// How many labels it takes before it says anything.
  virtual std::size_t least() const { return 1; }
  /// Learns labels, finite, of candidates, each named once. Throws InternalFault where there are fewer than `least`.
  virtual void fit(std::span<const std::size_t> known, std::span<const double> labels) = 0;
  /// Of any candidate, by what was learnt last.
  virtual Prediction predict(std::size_t candidate) const = 0;
  /// What is tried first is what this is least for: by default what is predicted, which is pure exploitation.
  virtual double rank(std::size_t candidate) const { return predict(candidate).mean; }
  /// Where candidates stand in a plane; empty where the model has none.
  virtual std::vector<std::array<double, 2>> embedding() const { return {}; }
};

/// The one of `open` that is tried next, the first of equals. Throws InternalFault where none is open.
std::size_t suggest(const Model& model, std::span<const std::size_t> open);

/// E[max(best - y, 0)] of a label y that is normal with this mean and deviation: how much a trial is expected to gain.
/// Source: Jones, Schonlau, Welch, "Efficient global optimization of expensive black-box functions", Journal of Global
/// Optimization 13 (1998), eq. 15.
double expected_improvement(double mean, double deviation, double best);

struct SurrogateMethod : Method {
  static constexpr std::string_view family = "surrogate";
  using Make =
      std::function<std::unique_ptr<Model>(const void* settings, std::vector<FeatureSet> features, std::uint64_t seed)>;

  /// `of_features`: whether it reads any; one that does not takes none.
  template <class Settings, class F>
  SurrogateMethod(Described<Settings> of, std::string name, About about, std::vector<Setting> settings,
                  bool of_features, F how)
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        reads_features(of_features),
        make([how](const void* from, std::vector<FeatureSet> features, std::uint64_t seed) -> std::unique_ptr<Model> {
          return how(*static_cast<const Settings*>(from), std::move(features), seed);
        }) {}

  bool reads_features;
  Make make;
};

using Surrogate = ChoiceOf<SurrogateMethod>;

/// The model of these candidates. Throws InternalFault unless all features are of the same candidates, and finite.
std::unique_ptr<Model> make_model(const Surrogate& surrogate, std::vector<FeatureSet> features, std::uint64_t seed);

/// The mean of the labels of the nearest functions, each counting as much: distances of several features are added, in
/// units of how far candidates are from their mean.
struct Knn {
  std::size_t k = 3;  // neighbours; 1 to 1e4
};

/// The same in the plane of UMAP, of the union of the fuzzy graphs of all features.
struct UmapNeighbours {
  std::size_t k = 3;                // neighbours in the plane; 1 to 1e4
  std::vector<double> near = {15};  // neighbours in the graph of each feature, in their order, the last for all others
  std::size_t epochs = 0;           // of the layout; 0: 500, or 200 for more than 10,000 functions
};

enum class Acquisition { exploitation, expected_improvement };

/// A Gaussian process with the kernel exp(-sum of distances / length scales), a length scale a feature, which the
/// likelihood of the labels decides.
struct GaussianProcess {
  Acquisition acquisition = Acquisition::expected_improvement;
};

/// No model: every order is equally likely.
struct RandomOrder {};

std::shared_ptr<const SurrogateMethod> method_of(const Knn&);
std::shared_ptr<const SurrogateMethod> method_of(const UmapNeighbours&);
std::shared_ptr<const SurrogateMethod> method_of(const GaussianProcess&);
std::shared_ptr<const SurrogateMethod> method_of(const RandomOrder&);

}  // namespace ansatz::search
