#include "checkpoints.hpp"

#include <fmt/core.h>

#include <new>
#include <optional>
#include <system_error>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/other_problem.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

fs::path newest_in(const fs::path& folder) { return folder / "checkpoint"; }
fs::path before_in(const fs::path& folder) { return folder / "checkpoint.before"; }

bool is_there(const fs::path& file) {
  std::error_code unreadable;
  return fs::exists(file, unreadable);
}

/// The newest under its second name as well. File systems without hard links rename it: there is none then until the
/// next is written, and the one before serves.
void keep_newest(const fs::path& folder) {
  if (!is_there(newest_in(folder))) return;
  std::error_code failure;
  fs::remove(before_in(folder), failure);
  fs::create_hard_link(newest_in(folder), before_in(folder), failure);
  if (failure) fs::rename(newest_in(folder), before_in(folder), failure);
  if (failure)
    throw WorldFailure(fmt::format("cannot write {}: {}", printable(before_in(folder).string()), failure.message()));
}

/// Why a file cannot be used.
struct Refusal {
  std::string why;
  bool other_problem;  // else it is damaged, or does not fit into memory
};

std::optional<Refusal> refusal_of(const fs::path& file, const std::function<void(const fs::path& file)>& use) {
  try {
    use(file);
    return std::nullopt;
  } catch (const OtherProblem& error) {
    return Refusal{error.what(), true};
  } catch (const WorldFailure& failure) {
    return Refusal{failure.what(), false};
  } catch (const std::bad_alloc&) {
    return Refusal{fmt::format("no memory is left for {}", file.string()), false};
  }
}

}  // namespace

bool has_checkpoint(const fs::path& folder) { return is_there(newest_in(folder)) || is_there(before_in(folder)); }

void save_checkpoint(const fs::path& folder, const std::function<void(const fs::path& file)>& save) {
  keep_newest(folder);
  save(newest_in(folder));
}

std::string use_checkpoint(const fs::path& folder, const std::function<void(const fs::path& file)>& use) {
  const std::optional<Refusal> newest = refusal_of(newest_in(folder), use);
  if (!newest) return "";
  std::string why = newest->why;
  if (is_there(before_in(folder))) {
    const std::optional<Refusal> before = refusal_of(before_in(folder), use);
    if (!before)
      return fmt::format("{}; {}, which was written before it, is used", printable(why),
                         printable(before_in(folder).string()));
    if (!newest->other_problem || !before->other_problem) why += "; " + before->why;  // else it is said already
  }
  if (newest->other_problem) throw OtherProblem(why);
  throw WorldFailure(why);
}

void discard_newest(const fs::path& folder) {
  std::error_code ignored;  // what cannot be removed cannot be replaced either, which `save_checkpoint` says
  fs::remove(newest_in(folder), ignored);
}

}  // namespace ansatz::cli
