// The reference workloads: what they are, and what the engine makes of them.
#include "bench/workload.hpp"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>

#include "ansatz/autodiff/error.hpp"
#include "bench/image_step.hpp"
#include "image_problems.hpp"

using namespace ansatz;

namespace {
std::atomic<std::size_t> allocations{0};

/// Floating-point operations of one value or derivative carried forward and back through a network: a product
/// forward, one transposed, one for the weights' gradient; the first layer needs no transposed one.
double stream_flops(const std::vector<double>& widths) {
  double flops = 0;
  for (std::size_t k = 0; k + 1 < widths.size(); ++k) flops += (k == 0 ? 4 : 6) * widths[k] * widths[k + 1];
  return flops;
}
}  // namespace

// Not inlined: g++ would see `free` meet an `operator new` that it does not know to be this one.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return ++allocations, std::malloc(size); }
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("every workload takes steps that lower its loss") {
  for (const WorkloadInfo& info : workloads()) {
    CAPTURE(info.name);
    Problem problem = make_workload(info.name);
    problem.sampling.equation = 100;
    problem.sampling.boundary = 20;
    problem.compute.threads = 1;
    TrainingStep step(problem);
    const double first = step.run();
    CHECK(std::isfinite(first));
    double last = first;
    for (int i = 0; i < 20; ++i) last = step.run();
    CHECK(last < first);
    CHECK(step.points() >= 100);
    CHECK(step.points() <= 120);
    CHECK(step.work().gemm_flops() > 0);
  }
  CHECK_THROWS_AS(make_workload("burger"), UserError);
}

TEST_CASE("the reference workload has the size that the paper gives") {
  TrainingStep step(make_workload("burgers"));
  CHECK(step.points() == 10'400);
  CHECK(step.parameters() == 2'301);
}

TEST_CASE("a training step allocates nothing") {
  Problem problem = make_workload("burgers");
  problem.sampling.equation = 300;
  problem.compute.threads = 2;
  TrainingStep step(problem);
  step.run();
  const std::size_t before = allocations;
  for (int i = 0; i < 3; ++i) step.run();
  CHECK(allocations == before);
}

TEST_CASE("a training step on images allocates nothing, augmentation and dropout among it") {
  Classification problem = test::bars_problem();
  problem.augmentation = {RandomCrop{1}, RandomFlip{}, RandomAffine{}};
  problem.stage.set("lr", 0.01);
  for (const int threads : {1, 2}) {
    problem.compute.threads = threads;
    ImageStep step(problem);
    step.run();
    const std::size_t before = allocations;
    for (int i = 0; i < 3; ++i) step.run();
    CHECK(allocations == before);
  }
}

TEST_CASE("streams: three for Burgers, d + 2 for a Laplacian in d dimensions") {
  const auto streams = [](const char* name, const std::vector<double>& widths) {
    Problem problem = make_workload(name);
    problem.conditions.resize(1);  // the equation alone
    problem.sampling.equation = 64;
    problem.compute.threads = 1;
    TrainingStep step(problem);
    return step.work().gemm_flops() / (64 * stream_flops(widths));
  };
  // A derivative enters the first layer as a constant: a little less than a whole stream.
  CHECK(streams("burgers", {2, 20, 20, 20, 20, 20, 20, 1}) <= 3);
  CHECK(streams("burgers", {2, 20, 20, 20, 20, 20, 20, 1}) > 2.8);
  CHECK(streams("poisson5d", {5, 64, 64, 64, 64, 1}) <= 7);
  CHECK(streams("poisson5d", {5, 64, 64, 64, 64, 1}) > 6.5);
}

TEST_CASE("what simplification saves: streams and products of the equation's step") {
  const auto works = [](const char* name) {
    Problem problem = make_workload(name);
    problem.sampling.equation = 64;
    problem.sampling.boundary = 16;
    problem.compute.threads = 1;
    TrainingStep step(problem);
    return std::pair(step.stated_work(), step.work());
  };
  const auto [burgers, burgers_simplified] = works("burgers");
  CHECK(burgers.streams == 4);
  CHECK(burgers_simplified.streams == 3);
  CHECK(burgers_simplified.gemm_flops() < 0.8 * burgers.gemm_flops());
  const auto [poisson, poisson_simplified] = works("poisson5d");
  CHECK(poisson.streams == 11);
  CHECK(poisson_simplified.streams == 7);
  CHECK(poisson_simplified.products < poisson.products);
  CHECK(works("kdv").second.streams == 4);
  CHECK(works("kuramoto").second.streams == 5);
  CHECK(works("cavity").second.streams == 4);
}

TEST_CASE("a profiled step is a step, and its parts are all of its time") {
  Problem problem = make_workload("burgers");
  problem.sampling.equation = 500;
  problem.compute.threads = 2;
  TrainingStep plain(problem), profiled(problem);
  for (int i = 0; i < 3; ++i) {
    plain.run();
    const StepProfile profile = profiled.profile();
    double all = 0;
    for (const double part : profile.evaluation.parts) all += part;
    CHECK(all == doctest::Approx(2 * profile.evaluation.seconds));
    CHECK(profile.optimiser > 0);
  }
  CHECK(plain.run() == profiled.run());
}

TEST_CASE("instruction sets differ by rounding only") {
  for (const ad::Precision precision : {ad::Precision::f64, ad::Precision::f32}) {
    const auto losses = [&](ad::InstructionSet set) {
      Problem problem = make_workload("burgers");
      problem.sampling.equation = 500;
      problem.sampling.boundary = 50;
      problem.compute.precision = precision;
      problem.compute.threads = 1;
      TrainingStep step(problem, set);
      return std::array{step.run(), step.run(), step.run()};
    };
    const auto best = losses(ad::InstructionSet::best);
    for (const ad::InstructionSet set : ad::available_instruction_sets()) {
      CAPTURE(ad::name(set));
      const auto other = losses(set);
      const double tolerance = precision == ad::Precision::f64 ? 1e-12 : 1e-5;  // docs/notes/performance.md
      CHECK(std::abs(other[0] / best[0] - 1) < tolerance);
      // Adam divides the gradient by its size: what it does with one that is nothing but rounding is not small.
      for (std::size_t k = 1; k < other.size(); ++k) CHECK(std::abs(other[k] / best[k] - 1) < 1e3 * tolerance);
    }
  }
}
