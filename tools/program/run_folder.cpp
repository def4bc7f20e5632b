#include "run_folder.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/train.hpp"
#include "snapshots.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

/// What only a run leaves; a problem.pde alone can be anyone's.
constexpr const char* results[] = {"result.json", "history.csv", "slopes.csv", "checkpoint"};

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

}  // namespace

RunFolder::RunFolder(const std::string& out, const dsl::Compilation& compilation)
    : path_(compilation.output.directory) {
  if (!out.empty()) path_ = out;
  if (path_.empty()) path_ = fs::path("out") / compilation.problem->name;
  path_ = path_.lexically_normal();
  if (!path_.has_filename() && path_.has_relative_path()) path_ = path_.parent_path();  // without a slash at its end
}

std::string RunFolder::name() const { return printable(path_.string()); }

bool RunFolder::holds_results() const {
  std::error_code unreadable;
  return std::any_of(std::begin(results), std::end(results),
                     [&](const char* name) { return fs::exists(path_ / name, unreadable); });
}

void RunFolder::require_movable(const std::vector<fs::path>& read) const {
  const auto refuse = [&](const std::string& what) {
    throw UserError(
        fmt::format("`{}` holds the results of a run, and keeping them would move {}; name another folder by --out, or "
                    "let --force replace the results",
                    name(), what));
  };
  for (const fs::path& file : read)
    if (within(file, path_)) refuse(fmt::format("`{}`, which this run reads", printable(file.string())));
  if (within(fs::current_path(), path_)) refuse("the folder you are in");
}

fs::path RunFolder::move_aside() const {
  fs::path aside = free_name(path_);
  std::error_code failure;
  fs::rename(path_, aside, failure);
  require_done(failure, "move aside", path_);
  return aside;
}

void RunFolder::remove_results(const std::vector<fs::path>& read) const {
  std::error_code failure;
  std::vector<fs::path> old;
  for (const char* name : results) old.push_back(path_ / name);
  for (const auto& entry : fs::directory_iterator(path_, failure))
    if (entry.path().stem() == "solution") old.push_back(entry.path());
  for (const fs::path& file : old) {
    for (const fs::path& needed : read)
      if (fs::equivalent(file, needed, failure))
        throw UserError(fmt::format("--force would remove `{}`, which this run reads; name another folder by --out",
                                    printable(needed.string())));
    fs::remove(file, failure);
    require_done(failure, "remove", file);
  }
  fs::remove_all(snapshots_folder(path_), failure);
  require_done(failure, "remove", snapshots_folder(path_));
}

std::string RunFolder::open(const fs::path& source, const dsl::Compilation& compilation, Before before) const {
  require_unharmed(source, path_ / "problem.pde", compilation.resolved);
  std::vector<fs::path> read = {source};
  for (const auto& file : compilation.data_files) read.push_back(file.path);
  std::string said;
  if (holds_results() && before == Before::kept) {
    require_movable(read);
    said = fmt::format("the run that was in {} is kept in {}\n", name(), printable(move_aside().string()));
  } else if (holds_results() && before == Before::overwritten) {
    remove_results(read);
  }
  std::error_code failure;
  fs::create_directories(path_, failure);
  require_done(failure, "make the folder", path_);
  write_whole(path_ / "problem.pde", compilation.resolved);
  write_data(compilation.data_files);
  return said;
}

void RunFolder::write_data(const std::vector<dsl::DataFile>& files) const {
  for (const auto& file : files) {
    auto target = path_ / file.name;
    std::error_code failure;
    if (fs::equivalent(file.path, target, failure)) continue;
    fs::create_directories(target.parent_path(), failure);
    write_whole(target, read_whole(file.path));
  }
}

void RunFolder::resume(Solver& solver) const {
  auto checkpoint = path_ / "checkpoint";
  if (!fs::exists(checkpoint)) {
    const bool ran = fs::exists(path_ / "result.json");
    throw UserError(
        ran ? fmt::format(
                  "the run in `{}` cannot go on: it left no checkpoint, as its `output` does not `save` the model",
                  printable(path_.string()))
            : fmt::format("there is no run to resume: `{}` does not exist; leave out --resume to start one",
                          printable(checkpoint.string())));
  }
  solver.restore(checkpoint);
}

}  // namespace ansatz::cli
