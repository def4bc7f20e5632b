// Losses, gradients and running statistics of networks of images beside PyTorch's, from the same numbers: a convolution
// with stride and padding behind batch norm with slopes for each channel and pixel, residual blocks, and PreActResNet18
// as it is. vectors/make.py writes what is compared with.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
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
  if (name == "preact_resnet18") {
    problem.image = {3, 32, 32};
    classes = 10;
    problem.network.activation.name = "relu";
    problem.network.adaptive = Llaaf{.n = 1};
    problem.network.layers = {Conv{.channels = 64, .padding = 1, .bias = false}};
    for (const std::uint32_t channels : {64, 128, 256, 512}) {
      problem.network.layers.emplace_back(PreactBlock{channels, channels == 64 ? 1u : 2u});
      problem.network.layers.emplace_back(PreactBlock{channels});
    }
    problem.network.layers.emplace_back(AvgPool{4});
  } else if (name == "strided") {
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

/// A block of parameters: how many, and terms in each sum that they weigh.
struct Block {
  std::size_t size, terms = 1;
};

std::vector<Block> blocks_of(const std::string& name) {
  if (name == "strided") return {{54}, {3}, {3}, {3}, {24}, {4}, {36}};
  if (name == "residual")
    return {{72}, {4}, {4},   {144}, {4},  {4}, {144}, {4},   {4},   {216},
            {6},  {6}, {324}, {24},  {18}, {3}, {144}, {144}, {144}, {54}};
  std::vector<Block> blocks{{1728, 27}};
  for (const std::size_t channels : {64, 128, 256, 512})
    for (const bool first : {true, false}) {
      const std::size_t into = first && channels != 64 ? channels / 2 : channels;
      for (const std::size_t from : {into, channels}) {
        blocks.insert(blocks.end(), {{from}, {from}});
        blocks.push_back({channels * from * 9, from * 9});
      }
      if (into != channels) blocks.push_back({channels * into, into});
    }
  blocks.insert(blocks.end(), {{5120, 512}, {10}});
  blocks.insert(blocks.end(), 16, Block{1});
  return blocks;
}

/// Parameters by a formula that begins anew in each block with its thirds, over the numbers of all of them. `balanced`:
/// so that signals keep their size through eighteen layers.
std::vector<double> parameters_of(const std::vector<Block>& blocks, bool balanced) {
  std::vector<double> theta;
  for (const Block& block : blocks)
    for (std::size_t i = 0; i < block.size; ++i) {
      double value = 0.4 * std::sin(1.7 * static_cast<double>(theta.size())) + (i % 3 == 0 ? 0.1 : 0.0);
      if (balanced && block.terms > 1) value *= 3 / std::sqrt(block.terms);
      if (balanced && block.size == 1) value += 1;
      theta.push_back(value);
    }
  return theta;
}

/// Of each block of numbers the length, and the product with a wave.
std::vector<double> digest(const std::vector<double>& numbers, const std::vector<Block>& blocks) {
  std::vector<double> result;
  std::size_t first = 0;
  for (const Block& block : blocks) {
    double squares = 0, product = 0;
    for (std::size_t i = 0; i < block.size; ++i) {
      const double value = numbers[first + i];
      squares += value * value;
      product += value * std::cos(0.7 * static_cast<double>(i) + 1);
    }
    result.insert(result.end(), {std::sqrt(squares), product});
    first += block.size;
  }
  return result;
}

/// Loss, gradient and running statistics after one batch of five images.
struct Computed {
  double loss;
  std::vector<double> gradient, running;

  Computed(const std::string& name, ad::Precision precision) {
    ad::Workers workers(2);
    const Classification problem = problem_of(name, precision);
    ImageLoss of(problem, 5, workers);
    const std::vector<double> theta = parameters_of(blocks_of(name), name == "preact_resnet18");
    REQUIRE(theta.size() == of.size());
    std::vector<std::size_t> batch(5);
    std::iota(batch.begin(), batch.end(), std::size_t{0});
    of.use_batch(batch, 0);
    gradient.resize(of.size());
    loss = of.value_and_gradient(theta, gradient);
    of.follow_batch();
    running.assign(of.running().begin(), of.running().end());
  }
};

const Case& expected_of(const std::string& name) {
  for (const Case& one : cases())
    if (one.name == name) return one;
  throw std::out_of_range(name);
}

}  // namespace

TEST_CASE("losses, gradients and running statistics are those of PyTorch") {
  for (const std::string name : {"strided", "residual"})
    for (const ad::Precision precision : {ad::Precision::f64, ad::Precision::f32}) {
      CAPTURE(name);
      const Case& expected = expected_of(name);
      const Computed computed(name, precision);
      const double tolerance = precision == ad::Precision::f64 ? 1e-11 : 1e-5;
      CHECK(computed.loss == doctest::Approx(expected.loss).epsilon(tolerance));
      REQUIRE(expected.gradient.size() == computed.gradient.size());
      double off = 0;
      for (std::size_t i = 0; i < computed.gradient.size(); ++i)
        off = std::max(off, std::abs(computed.gradient[i] - expected.gradient[i]));
      CHECK(off < tolerance);
      REQUIRE(computed.running.size() == expected.running.size());
      for (std::size_t i = 0; i < expected.running.size(); ++i)
        CHECK(computed.running[i] == doctest::Approx(expected.running[i]).epsilon(10 * tolerance));
    }
}

TEST_CASE("PreActResNet18 has PyTorch's loss, gradient and running statistics") {
  const Case& expected = expected_of("preact_resnet18");
  const std::vector<Block> blocks = blocks_of(expected.name);
  std::vector<Block> norms;
  for (const Block& block : blocks)
    if (block.terms == 1 && block.size >= 64) norms.push_back(block);
  for (const ad::Precision precision : {ad::Precision::f64, ad::Precision::f32}) {
    const Computed computed(expected.name, precision);
    CHECK(computed.gradient.size() == 11'171'146 + 16);
    const double tolerance = precision == ad::Precision::f64 ? 1e-10 : 1e-5;
    CHECK(std::abs(computed.loss - expected.loss) < tolerance * expected.loss);
    const auto check = [&](const std::vector<double>& digests, const std::vector<double>& torch) {
      REQUIRE(digests.size() == torch.size());
      // In lengths of the block. Slopes before a batch norm change nothing, so that theirs is the rounding of others.
      double worst = 0, least = 0;
      for (std::size_t i = 0; i < torch.size(); i += 2) least = std::max(least, 1e-3 * torch[i]);
      for (std::size_t i = 0; i < torch.size(); ++i)
        worst = std::max(worst, std::abs(digests[i] - torch[i]) / std::max(torch[i - i % 2], least));
      CHECK(worst < tolerance);
    };
    check(digest(computed.gradient, blocks), expected.gradient);
    check(digest(computed.running, norms), expected.running);
  }
}
