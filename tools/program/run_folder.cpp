#include "run_folder.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/core/writers.hpp"
#include "run_files.hpp"
#include "snapshots.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

/// Whether a file or folder stands in a folder, at any depth, or is it.
bool within(const fs::path& inner, const fs::path& folder) {
  std::error_code unreadable;
  for (fs::path path = fs::absolute(inner).lexically_normal(); !path.empty(); path = path.parent_path()) {
    if (fs::equivalent(path, folder, unreadable)) return true;
    if (path == path.parent_path()) break;
  }
  return false;
}

/// NAME.1, or the first after it that is free.
fs::path free_name(const fs::path& folder) {
  for (int number = 1;; ++number) {
    fs::path name = folder;
    name += fmt::format(".{}", number);
    if (!fs::exists(fs::symlink_status(name))) return name;
  }
}

void require_done(const std::error_code& failure, const char* what, const fs::path& folder) {
  if (failure)
    throw WorldFailure(fmt::format("cannot {} `{}`: {}", what, printable(folder.string()), failure.message()));
}

/// Before anything is moved: a problem in the folder of its own results must stay what it is.
void require_unharmed(const fs::path& source, const fs::path& target, const std::string& resolved) {
  std::error_code absent;
  if (fs::equivalent(source, target, absent) && read_whole(target) != resolved)
    throw UserError(fmt::format("the run would replace `{}`, the file it is read from; name another folder by --out",
                                printable(source.string())));
}

bool is_there(const fs::path& path) {
  std::error_code unreadable;
  return fs::exists(path, unreadable);
}

/// Marked, or left by a version that set no marks.
bool is_folder_of_run(const fs::path& folder) {
  return is_marked(folder) ||
         (is_there(folder / "problem.pde") && (is_there(folder / "result.json") || is_there(folder / "checkpoint")));
}

}  // namespace

RunFolder::RunFolder(const std::string& out, fs::path source, const dsl::Compilation& compilation)
    : path_(compilation.output.directory),
      source_(std::move(source)),
      resolved_(compilation.resolved),
      compilation_(&compilation) {
  if (!out.empty()) path_ = out;
  if (path_.empty()) path_ = fs::path("out") / compilation.problem->name;
  path_ = path_.lexically_normal();
  if (!path_.has_filename() && path_.has_relative_path()) path_ = path_.parent_path();  // without a slash at its end
}

std::string RunFolder::name() const { return printable(path_.string()); }

bool RunFolder::holds_results() const {
  return std::any_of(std::begin(result_files), std::end(result_files),
                     [&](const char* name) { return is_there(path_ / name); });
}

std::vector<fs::path> RunFolder::files_read() const {
  std::vector<fs::path> read = {source_};
  for (const auto& file : compilation_->data_files) read.push_back(file.path);
  return read;
}

void RunFolder::require_movable() const {
  const auto refuse = [&](const std::string& what) {
    throw UserError(
        fmt::format("`{}` holds the results of a run, and keeping them would move {}; name another folder by --out, or "
                    "let --force replace the results",
                    name(), what));
  };
  for (const fs::path& file : files_read())
    if (within(file, path_)) refuse(fmt::format("`{}`, which this run reads", printable(file.string())));
  if (within(fs::current_path(), path_)) refuse("the folder you are in");
}

/// The folder is this run's alone from here on. What is no run's is refused before it is marked as one's.
void RunFolder::claim() {
  if (lock_) return;
  const bool of_run = is_folder_of_run(path_);
  if (const auto file = of_run ? std::nullopt : file_in_the_way(path_, source_, *compilation_))
    throw UserError(fmt::format("`{}` is there, is no run's, and the run would replace it; name a new folder by --out",
                                printable((path_ / *file).string())));
  std::error_code failure;
  fs::create_directories(path_, failure);
  require_done(failure, "make the folder", path_);
  last_source_ = marked_source(path_);
  lock_.emplace(path_, source_);
  remove_leftovers(path_);
  if (!lock_->holds())
    notes_ += fmt::format("{} is on a file system without locks: see to it that no other run writes there\n", name());
}

/// Moves the folder aside and makes a new one, whose lock is taken before that of the old one is given back.
void RunFolder::keep() {
  require_movable();
  const fs::path aside = free_name(path_);
  std::error_code failure;
  fs::rename(path_, aside, failure);
  require_done(failure, "move aside", path_);
  fs::create_directories(path_, failure);
  require_done(failure, "make the folder", path_);
  lock_ = FolderLock(path_, source_);
  const bool same = last_source_.empty() || fs::equivalent(last_source_, source_, failure);
  notes_ += fmt::format("the run{} that was in {} is kept in {}\n",
                        same ? "" : " of " + printable(last_source_.string()), name(), printable(aside.string()));
}

void RunFolder::remove_results(bool with_checkpoint) const {
  std::error_code failure;
  const std::vector<Format> formats = formats_of(builtin_methods());
  std::vector<fs::path> old;
  for (const char* name : result_files) old.push_back(path_ / name);
  for (const auto& entry : fs::directory_iterator(path_, failure))
    if (entry.path().stem() == "solution" && find_format_of(formats, entry.path())) old.push_back(entry.path());
  for (const fs::path& file : old) {
    if (!with_checkpoint && file.filename() == "checkpoint") continue;
    for (const fs::path& needed : files_read())
      if (fs::equivalent(file, needed, failure))
        throw UserError(fmt::format("the run would remove `{}`, which it reads; name another folder by --out",
                                    printable(needed.string())));
    fs::remove(file, failure);
    require_done(failure, "remove", file);
  }
  if (!with_checkpoint) return;
  fs::remove_all(snapshots_folder(path_), failure);
  require_done(failure, "remove", snapshots_folder(path_));
}

std::string RunFolder::open(Before before) {
  require_unharmed(source_, path_ / "problem.pde", resolved_);
  claim();
  if (holds_results()) {
    const bool other = !is_there(path_ / "problem.pde") || read_whole(path_ / "problem.pde") != resolved_;
    if (before == Before::kept)
      keep();
    else if (before == Before::overwritten)
      remove_results(true);
    else if (other)
      remove_results(false);
  }
  if (const auto link = link_in_the_way(path_, *compilation_))
    throw UserError(
        fmt::format("`{}` is a link, and a run writes nothing outside its folder; remove it, or name "
                    "another folder by --out",
                    printable((path_ / *link).string())));
  write_whole(path_ / "problem.pde", resolved_);
  write_data();
  return notes_;
}

void RunFolder::write_data() const {
  for (const auto& file : compilation_->data_files) {
    auto target = path_ / file.name;
    std::error_code failure;
    if (fs::equivalent(file.path, target, failure)) continue;
    fs::create_directories(target.parent_path(), failure);
    write_whole(target, read_whole(file.path));
  }
}

void RunFolder::resume(Solver& solver) {
  auto checkpoint = path_ / "checkpoint";
  if (!is_there(checkpoint)) {
    const bool ran = is_there(path_ / "result.json");
    throw UserError(
        ran ? fmt::format(
                  "the run in `{}` cannot go on: it left no checkpoint, as its `output` does not `save` the model",
                  printable(path_.string()))
            : fmt::format("there is no run to resume: `{}` does not exist; leave out --resume to start one",
                          printable(checkpoint.string())));
  }
  claim();
  solver.restore(checkpoint);
}

}  // namespace ansatz::cli
