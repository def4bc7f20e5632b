// Surrogates: what they predict, against sums written down in plain loops; that they find good functions sooner than
// chance; that their order is a matter of features, labels and seed alone.
#include "ansatz/core/search/surrogate.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/catalogue.hpp"
#include "ansatz/core/random.hpp"

using ansatz::Stream;
using namespace ansatz::search;

namespace {

FeatureSet random_features(const char* name, std::size_t count, std::size_t length, Metric metric) {
  FeatureSet made{name, metric, length, {}};
  const Stream numbers(7, name);
  for (std::size_t i = 0; i < count * length; ++i) made.values.push_back(numbers.normal(i));
  return made;
}

/// Points of a line, and a smooth label of each, least at 0.7.
FeatureSet line(std::size_t count) {
  FeatureSet made{"line", Metric::euclidean, 1, {}};
  for (std::size_t i = 0; i < count; ++i)
    made.values.push_back(static_cast<double>(i) / static_cast<double>(count - 1));
  return made;
}
double label_at(double x) { return (x - 0.7) * (x - 0.7) + 0.1 * std::cos(9 * x); }

std::vector<double> labels_of(const FeatureSet& points, const std::vector<std::size_t>& known) {
  std::vector<double> labels;
  for (const std::size_t i : known) labels.push_back(label_at(points.values[i]));
  return labels;
}

/// As surrogates are to see it: the mean over the k nearest, distances of features over the mean distance from the
/// mean.
double nearest_mean(const std::vector<FeatureSet>& features, const std::vector<std::size_t>& known,
                    const std::vector<double>& labels, std::size_t candidate, std::size_t k) {
  std::vector<std::pair<double, std::size_t>> far(known.size());
  for (std::size_t i = 0; i < known.size(); ++i) far[i] = {0, i};
  for (const FeatureSet& one : features) {
    const auto power = one.metric == Metric::manhattan ? 1.0 : 2.0;
    const auto between = [&](auto a, auto b) {
      double sum = 0;
      for (std::size_t d = 0; d < one.length; ++d) sum += std::pow(std::abs(a(d) - b(d)), power);
      return std::pow(sum, 1 / power);
    };
    const auto at = [&](std::size_t i) { return [&one, i](std::size_t d) { return one.values[i * one.length + d]; }; };
    const auto mean = [&](std::size_t d) {
      double sum = 0;
      for (std::size_t i = 0; i < one.count(); ++i) sum += at(i)(d);
      return sum / static_cast<double>(one.count());
    };
    double unit = 0;
    for (std::size_t i = 0; i < one.count(); ++i) unit += between(at(i), mean) / static_cast<double>(one.count());
    for (std::size_t i = 0; i < known.size(); ++i) far[i].first += between(at(known[i]), at(candidate)) / unit;
  }
  std::sort(far.begin(), far.end());
  double sum = 0;
  for (std::size_t i = 0; i < k; ++i) sum += labels[far[i].second];
  return sum / static_cast<double>(k);
}

/// How many trials a surrogate needs to come to the best of all, after three at fixed places.
std::size_t trials_to_the_best(const Surrogate& surrogate, const FeatureSet& points, std::uint64_t seed) {
  const auto model = make_model(surrogate, {points}, seed);
  std::vector<std::size_t> known, open(points.count());
  std::iota(open.begin(), open.end(), 0);
  const auto best = *std::min_element(open.begin(), open.end(), [&](std::size_t a, std::size_t b) {
    return label_at(points.values[a]) < label_at(points.values[b]);
  });
  const auto take = [&](std::size_t one) {
    known.push_back(one);
    std::erase(open, one);
  };
  for (const std::size_t start : {std::size_t{0}, points.count() / 2, points.count() - 1}) take(start);
  while (std::find(known.begin(), known.end(), best) == known.end()) {
    const std::vector<double> labels = labels_of(points, known);
    model->fit(known, labels);
    take(suggest(*model, open));
  }
  return known.size();
}

}  // namespace

TEST_CASE("nearest neighbours are those of a plain search, whatever features there are") {
  const std::vector<FeatureSet> both = {random_features("a", 60, 4, Metric::euclidean),
                                        random_features("b", 60, 3, Metric::manhattan)};
  const std::vector<std::size_t> known = {3, 59, 17, 22, 8, 41, 30, 11};
  std::vector<double> labels;
  for (const std::size_t i : known) labels.push_back(std::sin(static_cast<double>(i)));
  for (const auto& features : {std::vector{both[0]}, std::vector{both[1]}, both})
    for (const std::size_t k : {1, 3, 8}) {
      CAPTURE(k);
      const auto model = make_model(Knn{.k = k}, features, 0);
      CHECK(model->least() == k);
      model->fit(known, labels);
      for (std::size_t i = 0; i < 60; ++i)
        CHECK(model->predict(i).mean == doctest::Approx(nearest_mean(features, known, labels, i, k)));
    }
}

TEST_CASE("what is expected to be gained is the integral of what may be gained") {
  for (const double mean : {-1.0, 0.2, 2.0})
    for (const double deviation : {0.3, 1.0}) {
      const double best = 0.4;
      double sum = 0;
      constexpr int steps = 40000;
      for (int i = 0; i < steps; ++i) {
        const double z = -10 + 20 * (i + 0.5) / steps;
        sum += std::max(best - mean - deviation * z, 0.0) * std::exp(-z * z / 2) * 20 / steps /
               std::sqrt(2 * 3.14159265358979);
      }
      CHECK(expected_improvement(mean, deviation, best) == doctest::Approx(sum).epsilon(1e-6));
    }
  CHECK(expected_improvement(0.1, 0, 0.4) == doctest::Approx(0.3));
  CHECK(expected_improvement(0.5, 0, 0.4) == 0);
}

TEST_CASE("a Gaussian process goes through labels of a smooth function, and is unsure away from them") {
  const FeatureSet points = line(101);
  const auto model = make_model(GaussianProcess{}, {points}, 0);
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i <= 50; i += 5) known.push_back(i);
  model->fit(known, labels_of(points, known));
  double last = 0;
  for (std::size_t i = 0; i <= 100; ++i) {
    const Prediction found = model->predict(i);
    REQUIRE(found.deviation);
    if (i <= 50) CHECK(std::abs(found.mean - label_at(points.values[i])) < 0.02);
    if (i > 50) CHECK(*found.deviation > last);  // the further off the less sure
    last = *found.deviation;
  }
}

TEST_CASE("a feature that says nothing of the labels counts little in a Gaussian process") {
  const FeatureSet points = line(41), noise = random_features("noise", 41, 2, Metric::manhattan);
  const auto both = make_model(GaussianProcess{}, {points, noise}, 0);
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < 41; i += 2) known.push_back(i);
  const std::vector<double> labels = labels_of(points, known);
  both->fit(known, labels);
  const auto near = make_model(Knn{.k = 2}, {points, noise}, 0);
  near->fit(known, labels);
  double by_process = 0, by_neighbours = 0;
  for (std::size_t i = 1; i < 41; i += 2) {
    by_process += std::abs(both->predict(i).mean - label_at(points.values[i]));
    by_neighbours += std::abs(near->predict(i).mean - label_at(points.values[i]));
  }
  CHECK(by_process < 0.5 * by_neighbours);
}

TEST_CASE("every surrogate finds the best of a smooth function sooner than chance does") {
  const FeatureSet points = line(150);
  double by_chance = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    by_chance += static_cast<double>(trials_to_the_best(RandomOrder{}, points, seed)) / 20;
  CHECK(by_chance > 50);
  CHECK(by_chance < 100);  // the middle of 150, as every order is as likely
  const std::map<const char*, Surrogate> surrogates = {
      {"gp", GaussianProcess{}},
      {"gp, exploitation", GaussianProcess{.acquisition = Acquisition::exploitation}},
      {"knn", Knn{.k = 2}},
      {"umap", UmapNeighbours{.k = 2, .near = {8}, .epochs = 100}}};
  for (const auto& one : surrogates) {
    const std::size_t trials = trials_to_the_best(one.second, points, 0);
    INFO(one.first << " takes " << trials << " trials");
    CHECK(static_cast<double>(trials) < 0.75 * by_chance);
  }
}

TEST_CASE("a surrogate says the same bits every time, and a random order takes each once") {
  const std::vector<FeatureSet> features = {random_features("a", 80, 4, Metric::euclidean),
                                            random_features("b", 80, 3, Metric::manhattan)};
  const std::vector<std::size_t> known = {3, 59, 17, 22, 8, 41};
  const std::vector<double> labels = {1, 0.5, 2, -1, 0, 0.25};
  for (const auto& surrogate : {Surrogate(Knn{}), Surrogate(UmapNeighbours{.epochs = 50}), Surrogate(GaussianProcess{}),
                                Surrogate(RandomOrder{})}) {
    const auto once = make_model(surrogate, features, 5), again = make_model(surrogate, features, 5);
    once->fit(known, labels);
    again->fit(known, labels);
    for (std::size_t i = 0; i < 80; ++i) CHECK(once->rank(i) == again->rank(i));
  }
  const auto order = make_model(RandomOrder{}, {}, 1), other = make_model(RandomOrder{}, {}, 2);
  std::vector<std::size_t> open(20), first, second;
  std::iota(open.begin(), open.end(), 0);
  for (auto left = open; !left.empty(); std::erase(left, first.back())) first.push_back(suggest(*order, left));
  for (auto left = open; !left.empty(); std::erase(left, second.back())) second.push_back(suggest(*other, left));
  CHECK(std::set(first.begin(), first.end()).size() == 20);
  CHECK(first != second);
}

TEST_CASE("the first of equals is suggested, and what cannot be is a fault") {
  const auto model = make_model(Knn{.k = 1}, {line(5)}, 0);
  const std::vector<std::size_t> known = {0};
  const std::vector<double> labels = {1};
  model->fit(known, labels);
  const std::vector<std::size_t> open = {3, 1, 4}, none;
  CHECK(suggest(*model, open) == 3);
  CHECK_THROWS_AS(suggest(*model, none), ansatz::InternalFault);
  CHECK_THROWS_AS(make_model(Knn{}, {line(5)}, 0)->fit(known, labels), ansatz::InternalFault);
  CHECK_THROWS_AS(make_model(Knn{}, {}, 0), ansatz::InternalFault);
  CHECK_THROWS_AS(make_model(Knn{}, {line(5), line(6)}, 0), ansatz::InternalFault);
  FeatureSet bad = line(5);
  bad.values[2] = std::nan("");
  CHECK_THROWS_AS(make_model(Knn{}, {bad}, 0), ansatz::InternalFault);
}

TEST_CASE("surrogates stand in the catalogue") {
  std::vector<std::string> names;
  const ansatz::Catalogue methods = ansatz::builtin_methods();
  for (const auto& method : methods.of(SurrogateMethod::family)) names.push_back(method->name());
  CHECK(names == std::vector<std::string>{"knn", "umap", "gp", "random"});
}
