// Spectra of classifiers by Kronecker factors, against networks in plain loops.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "ansatz/core.hpp"
#include "ansatz/core/search/feature_kinds.hpp"
#include "classify/batch_feed.hpp"
#include "classify/image_loss.hpp"
#include "core/image_problems.hpp"
#include "core/search/oracles.hpp"

using namespace ansatz;
using namespace ansatz::search;
using test::Table;

namespace {

constexpr std::size_t images = 24, classes = 3, side = 6;
constexpr double floor_of_test = 1e-10;

Classification problem_of(std::vector<Layer> layers) {
  Classification problem;
  problem.name = "bars";
  problem.image = {1, side, side};
  problem.training = test::bars(60, "training");
  problem.network.layers = std::move(layers);
  problem.compute.threads = 1;
  problem.compute.seed = 5;
  return problem;
}

const Function sigmoid_of = [](ad::Expr z) { return ad::sigmoid(z); };
double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

/// The numbers that a network starts with.
std::vector<double> start_of(Classification problem) {
  problem.network.adaptive = FixedSlopes{};
  ad::Workers workers(1);
  return ImageLoss(problem, images, workers).start();
}

struct Image {
  std::vector<double> pixels;
  std::size_t label;
};
std::vector<Image> batch(const Classification& problem) {
  std::vector<Image> all;
  std::vector<std::size_t> order = order_of_epoch(problem.compute.seed, 0, problem.training->count());
  order.resize(images);
  for (const std::size_t i : order) {
    Image image{{}, problem.training->labels[i]};
    for (std::size_t k = 0; k < side * side; ++k)
      image.pixels.push_back(problem.training->pixels[i * side * side + k] / 255.0);
    all.push_back(std::move(image));
  }
  return all;
}

std::vector<double> dense(const double* W, const double* b, std::size_t m, const std::vector<double>& x) {
  std::vector<double> y(b, b + m);
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < x.size(); ++j) y[i] += W[i * x.size() + j] * x[j];
  return y;
}

/// d(mean cross entropy)/d(scores).
std::vector<double> slope_of_scores(const std::vector<double>& scores, std::size_t label) {
  double sum = 0;
  for (const double s : scores) sum += std::exp(s);
  std::vector<double> g;
  for (std::size_t k = 0; k < scores.size(); ++k)
    g.push_back((std::exp(scores[k]) / sum - (k == label ? 1 : 0)) / static_cast<double>(images));
  return g;
}

std::vector<double> with_one(const std::vector<double>& x) {
  std::vector<double> made{1};
  made.insert(made.end(), x.begin(), x.end());
  return made;
}

/// All sums of the logarithms of the eigenvalues of both, in descending order.
std::vector<double> sums(const Table& A, const Table& G) {
  const std::vector<double> a = test::logs_above(test::jacobi_eigenvalues(A), floor_of_test);
  const std::vector<double> g = test::logs_above(test::jacobi_eigenvalues(G), floor_of_test);
  std::vector<double> all;
  for (const double x : a)
    for (const double y : g) all.push_back(x + y);
  std::sort(all.begin(), all.end(), std::greater<>());
  return all;
}

void check_near(const std::vector<double>& found, const std::vector<double>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == doctest::Approx(expected[i]).epsilon(1e-5));
}

constexpr KroneckerRules by_labels{.labels_of_the_data = true, .floor = floor_of_test};

}  // namespace

TEST_CASE("factors of dense layers are those of a network in plain loops") {
  constexpr std::size_t hidden = 5, pixels = side * side;
  const Classification problem = problem_of({Dense{hidden}, Act{}, Dense{classes}});
  const std::vector<double> theta = start_of(problem);
  REQUIRE(theta.size() == (pixels + 1) * hidden + (hidden + 1) * classes);
  const double *W1 = theta.data(), *b1 = W1 + hidden * pixels, *W2 = b1 + hidden, *b2 = W2 + classes * hidden;
  Table a1, a2, g1, g2;
  for (const Image& image : batch(problem)) {
    const std::vector<double> z = dense(W1, b1, hidden, image.pixels);
    std::vector<double> h;
    for (const double v : z) h.push_back(sigmoid(v));
    const std::vector<double> g = slope_of_scores(dense(W2, b2, classes, h), image.label);
    std::vector<double> before(hidden, 0.0);
    for (std::size_t j = 0; j < hidden; ++j)
      for (std::size_t k = 0; k < classes; ++k) before[j] += W2[k * hidden + j] * g[k] * h[j] * (1 - h[j]);
    a1.push_back(with_one(image.pixels));
    a2.push_back(with_one(h));
    g1.push_back(before);
    g2.push_back(g);
  }
  const std::vector<LayerSpectrum> found = kronecker_spectrum(problem, sigmoid_of, images, by_labels);
  REQUIRE(found.size() == 2);
  CHECK(found[0].weights == (pixels + 1) * hidden);
  CHECK(found[0].layer == "network/W1");
  const double B = images;
  check_near(found[0].logs, sums(test::gram_of_rows(a1, B), test::gram_of_rows(g1, B)));
  check_near(found[1].logs, sums(test::gram_of_rows(a2, B), test::gram_of_rows(g2, B)));

  // With the fault of AQuaSurF's program the same, shifted layer by layer.
  KroneckerRules by_inputs = by_labels;
  by_inputs.divided_by_inputs = true;
  const std::vector<LayerSpectrum> shifted = kronecker_spectrum(problem, sigmoid_of, images, by_inputs);
  check_near(shifted[0].logs, sums(test::gram_of_rows(a1, pixels + 1), test::gram_of_rows(g1, B)));
  check_near(shifted[1].logs, sums(test::gram_of_rows(a2, hidden + 1), test::gram_of_rows(g2, B)));
}

TEST_CASE("factors of a convolution see its windows") {
  constexpr std::size_t channels = 2, kernel = 3, window = kernel * kernel, out = side - kernel + 1, places = out * out;
  const Classification problem = problem_of({Conv{.channels = channels, .kernel = kernel}, Act{}, Dense{classes}});
  const std::vector<double> theta = start_of(problem);
  const double *W1 = theta.data(), *b1 = W1 + channels * window, *W2 = b1 + channels,
               *b2 = W2 + classes * channels * places;
  Table a1, g1;
  for (const Image& image : batch(problem)) {
    Table patches;
    for (std::size_t y = 0; y < out; ++y)
      for (std::size_t x = 0; x < out; ++x) {
        std::vector<double> patch;
        for (std::size_t i = 0; i < kernel; ++i)
          for (std::size_t j = 0; j < kernel; ++j) patch.push_back(image.pixels[(y + i) * side + x + j]);
        patches.push_back(patch);
      }
    std::vector<double> h(channels * places);
    for (std::size_t p = 0; p < places; ++p) {
      const std::vector<double> z = dense(W1, b1, channels, patches[p]);
      for (std::size_t c = 0; c < channels; ++c) h[c * places + p] = sigmoid(z[c]);
    }
    const std::vector<double> g = slope_of_scores(dense(W2, b2, classes, h), image.label);
    for (std::size_t p = 0; p < places; ++p) {
      std::vector<double> before(channels, 0.0);
      for (std::size_t c = 0; c < channels; ++c) {
        const double v = h[c * places + p];
        for (std::size_t k = 0; k < classes; ++k)
          before[c] += W2[k * channels * places + c * places + p] * g[k] * v * (1 - v);
      }
      a1.push_back(with_one(patches[p]));
      g1.push_back(before);
    }
  }
  const std::vector<LayerSpectrum> found = kronecker_spectrum(problem, sigmoid_of, images, by_labels);
  REQUIRE(found.size() == 2);
  CHECK(found[0].weights == (window + 1) * channels);
  check_near(found[0].logs, sums(test::gram_of_rows(a1, images), test::gram_of_rows(g1, images * places)));
}

TEST_CASE("the rules of spectra of classifiers") {
  const Classification problem = problem_of({Dense{40}, Act{}, Dense{classes}});
  // A layer behind which nothing moves has eigenvalues of 0: they are left out, or count.
  const Function constant = [](ad::Expr z) { return 0.0 * z + 1.0; };
  const std::vector<LayerSpectrum> counted = kronecker_spectrum(problem, sigmoid_of, images);
  CHECK(counted[0].logs.size() == counted[0].weights);
  CHECK(kronecker_spectrum(problem, constant, images, KroneckerRules::aquasurf()).size() < 3);
  // Labels that are drawn are others than those of the data, and the same every time.
  const std::vector<LayerSpectrum> again = kronecker_spectrum(problem, sigmoid_of, images);
  CHECK(counted[1].logs == again[1].logs);
  CHECK(counted[1].logs != kronecker_spectrum(problem, sigmoid_of, images, {.labels_of_the_data = true})[1].logs);
  // 24 images cannot fill a matrix of 37 columns: AQuaSurF's program leaves out most of what is told by that.
  const std::vector<LayerSpectrum> theirs = kronecker_spectrum(problem, sigmoid_of, images, KroneckerRules::aquasurf());
  CHECK(theirs[0].logs.size() < theirs[0].weights);
  const std::vector<double> feature = histogram_feature(std::span(counted).first(1));
  CHECK(feature.size() == counted[0].weights / 100 - 1);
  CHECK(feature.back() == 1);
  Classification factorised = problem;  // other parameters of the same matrices
  factorised.network.weights = FactorisedWeights{};
  CHECK(kronecker_spectrum(factorised, sigmoid_of, images)[0].logs == counted[0].logs);
  CHECK_THROWS_AS(kronecker_spectrum(problem, sigmoid_of, 0), UserError);
  Classification unlabelled = problem;
  unlabelled.training = nullptr;
  CHECK_THROWS_WITH_AS(kronecker_spectrum(unlabelled, sigmoid_of, images), doctest::Contains("labelled images"),
                       UserError);
}

TEST_CASE("features of classifiers: distances are those of the logarithms that eigenvalues are moved by") {
  const Classification problem = problem_of({Dense{40}, Act{}, Dense{classes}});
  const ProblemsOf problems = [&] { return Stated{{}, {problem, problem}}; };
  const Operators operators;
  const auto candidate = [&](const char* name) { return Candidate(operators.named(name), {Candidate()}); };
  for (const char* other : {"sigmoid", "sin", "square"}) {
    CAPTURE(other);
    const auto feature = [&](const char* kind, const char* name) {
      return feature_kind(kind).of(candidate(name), problems);
    };
    double expected = 0;
    const auto a = kronecker_spectrum(problem, candidate("tanh"), 128),
               b = kronecker_spectrum(problem, candidate(other), 128);
    REQUIRE(a.size() == 2);
    const double weights = static_cast<double>(a[0].weights + a[1].weights);
    for (std::size_t i = 0; i < 2; ++i)
      expected += static_cast<double>(a[i].weights) / weights * wasserstein(a[i].logs, b[i].logs);
    const double found = manhattan(feature("layer_spectrum", "tanh"), feature("layer_spectrum", other));
    CHECK(found == doctest::Approx(2 * expected).epsilon(0.02));  // of two problems that are the same
    CHECK(feature("layer_histogram", other).size() == 2 * (a[0].weights / 100 - 1));  // the last layer has no bin
  }
}

TEST_CASE("every layer with weights has a spectrum, whatever stands between") {
  // conv, batch norm, max pool, dense, dropout, dense; and a residual block, whose convolutions have padding and steps.
  Classification blocks = problem_of({Conv{.channels = 4, .kernel = 3, .padding = 1, .bias = false},
                                      PreactBlock{.channels = 6, .stride = 2}, BatchNorm{}, Act{}, Dense{classes}});
  for (const Classification& problem : {test::bars_problem(), blocks}) {
    std::size_t weights = 0, matrices = 0;
    const std::vector<LayerSpectrum> found = kronecker_spectrum(problem, sigmoid_of, images);
    for (const LayerSpectrum& layer : found) {
      CAPTURE(layer.layer);
      CHECK(layer.logs.size() == layer.weights);
      CHECK(std::is_sorted(layer.logs.begin(), layer.logs.end(), std::greater<>()));
      weights += layer.weights;
      ++matrices;
    }
    CHECK(matrices == (problem.network.layers.size() == 8 ? 3 : 5));
    // (n + 1) m of a 3 x 3 convolution of 1 channel to 6, of 24 numbers to 12, of 12 to 3; or of 1 to 4, of 4 to 6 and
    // 6 to 6, of 4 to 6 without a window, of 54 numbers to 3.
    CHECK(weights == (matrices == 3 ? 10 * 6 + 25 * 12 + 13 * 3 : 10 * 4 + 37 * 6 + 55 * 6 + 5 * 6 + 55 * 3));
  }
}
