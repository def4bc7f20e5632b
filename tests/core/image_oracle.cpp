// Losses, gradients and running statistics of networks of images beside PyTorch's, from the same numbers: a convolution
// with stride and padding behind batch norm with slopes for each channel and pixel, and residual blocks.
// vectors/make.py writes what is compared with.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "ansatz/core/classification.hpp"
#include "classify/image_loss.hpp"

using namespace ansatz;

namespace {

struct Case {
  std::string name;
  double loss;
  std::vector<double> gradient, running;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
#include "vectors/torch.inc"
  };
  return all;
}

/// As make.py has them.
Classification problem_of(const std::string& name, ad::Precision precision) {
  Classification problem;
  problem.compute.precision = precision;
  problem.network.activation.name = "tanh";
  problem.network.adaptive = Nlaaf{.n = 2};
  std::uint32_t classes = 3;
  if (name == "strided") {
    problem.image = {2, 7, 6};
    classes = 4;
    problem.network.layers = {Conv{.channels = 3, .stride = 2, .padding = 1}, BatchNorm{}, Act{}, MaxPool{2}};
  } else {
    problem.image = {2, 6, 6};
    problem.network.layers = {Conv{.channels = 4, .padding = 1, .bias = false}, PreactBlock{4}, PreactBlock{6, 2},
                              AvgPool{2}};
  }
  problem.network.layers.emplace_back(Dense{classes});
  ImageSet set{problem.image, {}, {}};
  for (std::size_t i = 0; i < 5 * problem.image.rows(); ++i)
    set.pixels.push_back(static_cast<std::uint8_t>((37 * i + i * i / 5) % 256));
  for (std::size_t i = 0; i < 5; ++i) set.labels.push_back(static_cast<std::uint16_t>((2 * i + 1) % classes));
  problem.training = std::make_shared<const ImageSet>(std::move(set));
  return problem;
}

/// Parameters by a formula that begins anew in each block with its thirds, over the numbers of all of them.
std::vector<double> parameters_of(const std::vector<std::size_t>& sizes) {
  std::vector<double> theta;
  for (const std::size_t size : sizes)
    for (std::size_t i = 0; i < size; ++i)
      theta.push_back(0.4 * std::sin(1.7 * static_cast<double>(theta.size())) + (i % 3 == 0 ? 0.1 : 0.0));
  return theta;
}

std::vector<std::size_t> sizes_of(const std::string& name) {
  if (name == "strided") return {54, 3, 3, 3, 24, 4, 36};
  return {72, 4, 4, 144, 4, 4, 144, 4, 4, 216, 6, 6, 324, 24, 18, 3, 144, 144, 144, 54};
}

}  // namespace

TEST_CASE("losses, gradients and running statistics are those of PyTorch") {
  REQUIRE(cases().size() == 2);
  for (const Case& expected : cases())
    for (const ad::Precision precision : {ad::Precision::f64, ad::Precision::f32}) {
      CAPTURE(expected.name);
      const double tolerance = precision == ad::Precision::f64 ? 1e-11 : 1e-5;
      const Classification problem = problem_of(expected.name, precision);
      ad::Workers workers;
      ImageLoss loss(problem, 5, workers);
      const std::vector<double> theta = parameters_of(sizes_of(expected.name));
      REQUIRE(theta.size() == loss.size());
      REQUIRE(expected.gradient.size() == loss.size());
      std::vector<std::size_t> batch(5);
      std::iota(batch.begin(), batch.end(), std::size_t{0});
      loss.use_batch(batch, 0);
      std::vector<double> gradient(loss.size());
      CHECK(loss.value_and_gradient(theta, gradient) == doctest::Approx(expected.loss).epsilon(tolerance));
      loss.follow_batch();
      double off = 0;
      for (std::size_t i = 0; i < gradient.size(); ++i)
        off = std::max(off, std::abs(gradient[i] - expected.gradient[i]));
      CHECK(off < tolerance);
      REQUIRE(loss.running().size() == expected.running.size());
      for (std::size_t i = 0; i < expected.running.size(); ++i)
        CHECK(loss.running()[i] == doctest::Approx(expected.running[i]).epsilon(10 * tolerance));
    }
}
