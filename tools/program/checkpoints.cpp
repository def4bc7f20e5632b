#include "checkpoints.hpp"

#include <fmt/core.h>

#include <exception>
#include <system_error>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"
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

}  // namespace

bool has_checkpoint(const fs::path& folder) { return is_there(newest_in(folder)) || is_there(before_in(folder)); }

void save_checkpoint(const Solver& solver, const fs::path& folder) {
  keep_newest(folder);
  solver.save(newest_in(folder));
}

std::string use_checkpoint(const fs::path& folder, const std::function<void(const fs::path& file)>& use) {
  std::exception_ptr of_newest;
  std::string why;
  try {
    use(newest_in(folder));
    return "";
  } catch (const WorldFailure& failure) {
    of_newest = std::current_exception();
    why = failure.what();
  }
  if (!is_there(before_in(folder))) std::rethrow_exception(of_newest);
  try {
    use(before_in(folder));
  } catch (const WorldFailure&) {
    std::rethrow_exception(of_newest);
  }
  return fmt::format("{}; {}, which was written before it, is used", printable(why),
                     printable(before_in(folder).string()));
}

void discard_newest(const fs::path& folder) {
  std::error_code ignored;  // what cannot be removed cannot be replaced either, which `save_checkpoint` says
  fs::remove(newest_in(folder), ignored);
}

}  // namespace ansatz::cli
