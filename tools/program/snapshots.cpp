#include "snapshots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

fs::path snapshots_folder(const fs::path& run) { return run / "snapshots"; }

fs::path snapshot_file(const fs::path& run, std::uint64_t step) {
  return snapshots_folder(run) / fmt::format("step-{}.solution", step);
}

void SnapshotFiles::take(const Solver& solver, std::uint64_t step) {
  if (std::binary_search(steps_.begin(), steps_.end(), step)) owed_.insert_or_assign(step, solver.solution());
}

void SnapshotFiles::write(const fs::path& run) {
  std::error_code failure;
  fs::create_directories(snapshots_folder(run), failure);  // what is wrong is said by `save`
  while (!owed_.empty()) {
    const auto first = owed_.begin();
    first->second.save(snapshot_file(run, first->first));
    owed_.erase(first);
  }
}

Snapshots snapshots_in(const fs::path& run, const Problem& problem) {
  return [run, problem](std::uint64_t step) {
    const fs::path file = snapshot_file(run, step);
    if (std::error_code absent; !fs::exists(file, absent))
      throw UserError(
          fmt::format("the run in `{}` kept nothing of step {}: a plot names it that was added later, or "
                      "training has not come so far",
                      printable(run.string()), step));
    return Solution::load(file, problem);
  };
}

}  // namespace ansatz::cli
