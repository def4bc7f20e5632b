// Any bytes as the payload of a checkpoint, whose checksum is right: refused, or taken up and run for two steps. The
// first byte chooses the problem.
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/optimise/team.hpp"
#include "checkpoint/checkpoint.hpp"
#include "core/problems.hpp"
#include "core/window_problems.hpp"
#include "problem/complete.hpp"
#include "training/run.hpp"

namespace {

using namespace ansatz;

struct Target {
  explicit Target(Problem p) : problem(completed(std::move(p))), workers(1), run(problem, workers) {}
  Problem problem;
  ad::Workers workers;
  Run run;
};

std::vector<std::unique_ptr<Target>> make_targets() {
  std::vector<std::unique_ptr<Target>> targets;
  for (const Stage& stage : std::vector<Stage>{Adam{.steps = 9}, Lbfgs{.steps = 9}, SsBroyden{.steps = 9},
                                               Lm{.steps = 9}, NewtonCg{.steps = 9, .rank = 2}, Auto{.steps = 9}}) {
    Problem problem = test::small_burgers();
    problem.networks[0].hidden = {3};
    problem.sampling.resample = 3;
    problem.weighting.balance = SelfAdaptive{.every = 2};
    problem.stages = {stage};
    targets.push_back(std::make_unique<Target>(std::move(problem)));
  }
  Problem windows = test::decay(3);
  windows.networks[0].hidden = {3};
  targets.push_back(std::make_unique<Target>(std::move(windows)));
  return targets;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::unique_ptr<Target>> targets = make_targets();
  if (size == 0) return 0;
  Run& run = targets[data[0] % targets.size()]->run;
  ByteReader payload(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  try {
    run.restore(parse_checkpoint("input", payload).state);
    int asked = 0;
    run.run({}, [&] { return ++asked == 2; }, {});
  } catch (const UserError&) {
  } catch (const WorldFailure&) {
  }
  return 0;
}
