// The payload of a checkpoint, whose checksum is right: refused, or taken up and run for two steps. The first byte
// chooses the problem, and by its highest bit what the others are: the payload itself, or changes of one that a run of
// the problem left, which come much further.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "checkpoint/checkpoint.hpp"
#include "core/problems.hpp"
#include "core/window_problems.hpp"
#include "problem/complete.hpp"
#include "training/run.hpp"

namespace {

using namespace ansatz;

/// What a checkpoint of this state says behind its header: a line, and four numbers.
std::string payload_of(RunState state) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("ansatz-fuzz-" + std::to_string(::getpid()));
  write_checkpoint(file, 0, {{}, "a run", std::move(state)});
  const std::string all = read_whole(file);
  std::filesystem::remove(file);
  return all.substr(all.find('\n') + 1 + 4 * sizeof(std::uint64_t));
}

struct Target {
  explicit Target(Problem p) : problem(completed(std::move(p))), workers(1), run(problem, workers) {
    int asked = 0;
    run.run({}, [&] { return ++asked == 4; }, {});
    genuine = payload_of(run.state());
  }
  Problem problem;
  ad::Workers workers;
  Run run;
  std::string genuine;
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

/// A change: two bytes of a place, one whose lowest three bits say of how many bytes but one, and those.
std::string changed(std::string payload, std::string_view changes) {
  while (changes.size() > 3) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(changes[k]); };
    const std::size_t place = byte(0) + 256u * byte(1),
                      count = std::min<std::size_t>(1 + byte(2) % 8, changes.size() - 3);
    for (std::size_t k = 0; k < count && place + k < payload.size(); ++k) payload[place + k] = changes[3 + k];
    changes.remove_prefix(3 + count);
  }
  return payload;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::unique_ptr<Target>> targets = make_targets();
  if (size == 0) return 0;
  Target& target = *targets[data[0] % 128 % targets.size()];
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string bytes = data[0] < 128 ? std::string(rest) : changed(target.genuine, rest);
  ByteReader payload(bytes);
  try {
    target.run.restore(parse_checkpoint("input", payload).state);
    int asked = 0;
    target.run.run({}, [&] { return ++asked == 2; }, {});
  } catch (const UserError&) {
  } catch (const WorldFailure&) {
  }
  return 0;
}
