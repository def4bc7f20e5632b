#include "sweep_folder.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "kept_folder.hpp"
#include "run_files.hpp"
#include "sweep_results.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

bool holds(const fs::path& file, const std::string& text) {
  std::error_code unreadable;
  return fs::is_regular_file(file, unreadable) && read_whole(file) == text;
}

bool solves(const PlannedRun& run, const fs::path& folder) {
  return holds(folder / "problem.pde", run.compilation.resolved) &&
         std::all_of(run.compilation.data_files.begin(), run.compilation.data_files.end(),
                     [&](const dsl::DataFile& file) { return holds(folder / file.name, read_whole(file.path)); });
}

/// Something in a folder that no sweep has left there; empty where there is nothing. One that was killed at its very
/// beginning has left its lock alone.
fs::path foreign_in(const fs::path& folder) {
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent))
    if (!SweepLock::is_lock(entry.path())) return entry.path().filename();
  return {};
}

}  // namespace

Standing standing_of(const PlannedRun& run, const fs::path& folder) {
  if (!holds_results(folder)) return Standing::none;
  if (!solves(run, folder)) return Standing::other;
  const compare::Status status = result_in(folder).status;
  if (status == compare::Status::finished || status == compare::Status::diverged) return Standing::done;
  return fs::exists(folder / "checkpoint") ? Standing::to_go_on : Standing::begun;
}

SweepFolder::SweepFolder(const std::string& out, const fs::path& source, const dsl::Compilation& compilation)
    : path_(out.empty() ? RunFolder("", source, compilation).path() : without_slash(out)) {
  if (out.empty()) path_ += "-sweep";
}

std::string SweepFolder::name() const { return printable(path_.string()); }

std::string SweepFolder::open(const fs::path& source, const dsl::Compilation& compilation, Before before) {
  std::error_code unreadable;
  const bool known = SweepLock::is_known(path_) && fs::is_directory(runs(), unreadable);
  if (before == Before::continued && !known)
    throw UserError(fmt::format("there is no sweep to resume in `{}`; leave out --resume to start one", name()));
  if (known) lock_.emplace(path_);
  const std::string said = known ? make_room(files_read(source, compilation.data_files), before) : "";
  if (!known && before != Before::overwritten) require_empty();
  std::error_code failure;
  fs::create_directories(path_, failure);
  require_done(failure, "make the folder", path_);
  if (!lock_) lock_.emplace(path_);
  fs::create_directories(runs(), failure);
  require_done(failure, "make the folder", runs());
  return said;
}

void SweepFolder::require_empty() const {
  if (const fs::path foreign = foreign_in(path_); !foreign.empty())
    throw UserError(fmt::format(
        "`{}` is no folder of a sweep, and holds files, `{}` for one, that results would be mixed with; name a folder "
        "of its own, as --out {}, or let --force put them there",
        name(), printable(foreign.string()), printable((path_ / "sweep").string())));
}

/// With the lock of the sweep that is there, which goes with its folder.
std::string SweepFolder::make_room(const std::vector<fs::path>& read, Before before) {
  if (before == Before::continued) return "";
  if (before == Before::kept) {
    require_movable(path_, read);
    const fs::path aside = move_aside(path_);
    lock_.reset();
    return fmt::format("the sweep that was in {} is kept in {}\n", name(), printable(aside.string()));
  }
  require_movable(runs(), read);
  std::error_code failure;
  fs::remove_all(runs(), failure);
  require_done(failure, "remove", runs());
  return "";
}

}  // namespace ansatz::cli
