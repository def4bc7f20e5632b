// Times a training step of LeNet, 28 x 28, batch 64, single precision, and prints a line of JSON:
//
//   bench_lenet [THREADS] [STEPS]
//
// Loss, gradient and the update of SGD with momentum, as problems/images/lenet.pde has them without slopes; random
// numbers of dropout are drawn in the step. tools/bench/lenet runs it beside PyTorch.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "bench/image_step.hpp"

using namespace ansatz;

int main(int count, char** arguments) {
  const int threads = count > 1 ? std::atoi(arguments[1]) : 1, steps = count > 2 ? std::atoi(arguments[2]) : 50;
  Classification problem;
  problem.image = {1, 28, 28};
  ImageSet set{problem.image, {}, {}};
  for (std::size_t i = 0; i < 64 * 784; ++i) set.pixels.push_back(static_cast<std::uint8_t>(31 * i % 251));
  for (std::size_t i = 0; i < 64; ++i) set.labels.push_back(static_cast<std::uint16_t>(i % 10));
  problem.training = std::make_shared<const ImageSet>(std::move(set));
  problem.network.layers = {Conv{64, 5}, MaxPool{2},  Act{}, Conv{64, 5},  MaxPool{2},
                            Act{},       Dense{1024}, Act{}, Dropout{0.5}, Dense{10}};
  problem.network.adaptive = FixedSlopes{};
  problem.stage = Sgd{.epochs = 1, .lr = 1e-4, .batch = 64};
  problem.compute.precision = ad::Precision::f32;
  problem.compute.threads = threads;
  ImageStep step(problem);
  for (int i = 0; i < 5; ++i) step.run();
  std::vector<double> ms;
  for (int i = 0; i < steps; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    step.run();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(ms.begin(), ms.end());
  std::printf("{\"threads\": %d, \"ms_per_step\": %.3f, \"ms_least\": %.3f}\n", threads, ms[ms.size() / 2], ms.front());
}
