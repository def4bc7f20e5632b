#include "snapshots.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

fs::path snapshots_folder(const fs::path& run) { return run / "snapshots"; }

fs::path snapshot_file(const fs::path& run, std::uint64_t step) {
  return snapshots_folder(run) / fmt::format("step-{}.solution", step);
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
