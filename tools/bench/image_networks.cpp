// Times a training step of a network of images, batch 64, single precision, and prints a line of JSON:
//
//   bench_image_networks lenet|preact_resnet18 [THREADS] [STEPS]
//
// Loss, gradient and the update of SGD with momentum, as problems/images has them without slopes, at 28 x 28 grey and
// 32 x 32 coloured pixels; random numbers of dropout are drawn in the step. tools/bench/image_networks runs it beside
// PyTorch.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include "bench/image_networks.hpp"
#include "bench/image_step.hpp"

using namespace ansatz;

namespace {

/// 64 images that count up.
std::shared_ptr<const ImageSet> counted(ad::Extents extents) {
  ImageSet set{extents, {}, {}};
  for (std::size_t i = 0; i < std::size_t{64} * extents.rows(); ++i)
    set.pixels.push_back(static_cast<std::uint8_t>(31 * i % 251));
  for (std::size_t i = 0; i < 64; ++i) set.labels.push_back(static_cast<std::uint16_t>(i % 10));
  return std::make_shared<const ImageSet>(std::move(set));
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view name = count > 1 ? arguments[1] : "lenet";
  const int threads = count > 2 ? std::atoi(arguments[2]) : 1, steps = count > 3 ? std::atoi(arguments[3]) : 50;
  const bool small = name == "lenet";
  if (!small && name != "preact_resnet18") {
    std::fputs("usage: bench_image_networks lenet|preact_resnet18 [THREADS] [STEPS]\n", stderr);
    return 2;
  }
  Classification problem;
  problem.image = small ? ad::Extents{1, 28, 28} : ad::Extents{3, 32, 32};
  problem.training = counted(problem.image);
  problem.network.layers = small ? lenet() : preact_resnet18();
  problem.network.adaptive = FixedSlopes{};
  problem.stage = Sgd{.epochs = 1, .lr = 1e-4, .batch = 64};
  problem.compute.precision = ad::Precision::f32;
  problem.compute.threads = threads;
  ImageStep step(problem);
  for (int i = 0; i < 3; ++i) step.run();
  std::vector<double> ms;
  for (int i = 0; i < steps; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    step.run();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(ms.begin(), ms.end());
  std::printf("{\"threads\": %d, \"ms_per_step\": %.3f, \"ms_least\": %.3f}\n", threads, ms[ms.size() / 2], ms.front());
}
