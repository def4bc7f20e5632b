#include "run_folder.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/writers.hpp"
#include "checkpoints.hpp"
#include "kept_folder.hpp"
#include "run_files.hpp"
#include "run_id.hpp"
#include "snapshots.hpp"
#include "taken_up.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

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

/// One of the files of a folder; empty where there is none, or no folder.
fs::path some_file(const fs::path& folder) {
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable)) return entry.path().filename();
  return {};
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
      problem_(compilation.resolved),
      problem_name_(compilation.sound() ? compilation.name() : "run"),
      compilation_(&compilation) {
  if (!out.empty()) path_ = out;
  if (path_.empty()) path_ = fs::path("out") / compilation.name();
  path_ = without_slash(path_);
}

RunFolder::RunFolder(const RunFolder& run, fs::path elsewhere)
    : path_(without_slash(std::move(elsewhere))),
      source_(run.source_),
      problem_(run.problem_),
      problem_name_(run.problem_name_),
      compilation_(run.compilation_) {}

std::string RunFolder::run() const { return run_id(problem_); }

std::string RunFolder::name() const { return printable(path_.string()); }

bool RunFolder::holds(const fs::path& problem) const {
  std::error_code absent;
  return fs::equivalent(problem, path_ / "problem.pde", absent);
}

/// The folder is this run's alone from here on. What is no run's is refused before it is marked as one's.
void RunFolder::claim(Before before) {
  if (lock_) return;
  const bool of_run = is_folder_of_run(path_);
  if (const auto file = of_run ? std::nullopt : file_in_the_way(path_, source_, *compilation_))
    throw UserError(fmt::format("`{}` is there, is no run's, and the run would replace it; name a new folder by --out",
                                printable((path_ / *file).string())));
  if (const fs::path file = some_file(path_); !of_run && before != Before::overwritten && !file.empty())
    throw UserError(fmt::format(
        "`{}` is no folder of a run, and holds files, `{}` for one, that results would be mixed with; name a folder of "
        "its own, as --out {}, or let --force put them there",
        name(), printable(file.string()), printable((path_ / problem_name_).string())));
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
  require_movable(path_, files_read(source_, compilation_->data_files));
  const fs::path aside = move_aside(path_);
  std::error_code failure;
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
    if (!with_checkpoint && file.stem() == "checkpoint") continue;
    for (const fs::path& needed : files_read(source_, compilation_->data_files))
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
  if (begins_again_) before = Before::overwritten;
  const fs::path problem = path_ / "problem.pde";
  const std::string old = before == Before::continued && is_there(problem) ? read_whole(problem) : "";
  if (!old.empty()) {
    TakenUp taken = take_up(old, problem_, resumed_at_);
    problem_ = std::move(taken.text);
    notes_ += taken.said;
  }
  require_unharmed(source_, problem, problem_);
  claim(before);
  if (holds_results(path_) && before == Before::kept) keep();
  require_no_link();
  if (before == Before::overwritten) remove_results(true);
  if (before == Before::continued && old != problem_) remove_results(false);
  write_problem(path_, problem_, compilation_->data_files);
  return notes_;
}

void RunFolder::require_no_link() const {
  if (const auto link = link_in_the_way(path_, *compilation_))
    throw UserError(
        fmt::format("`{}` is a link, and a run writes nothing outside its folder; remove it, or name "
                    "another folder by --out",
                    printable((path_ / *link).string())));
}

bool RunFolder::is_own() const { return lock_ && lock_->is_of(path_); }

void RunFolder::mend() try {
  if (is_there(path_)) {
    if (!is_own())
      throw WorldFailure(fmt::format("cannot write into {}: another folder has taken the place of the run's", name()));
    return require_no_link();
  }
  std::error_code failure;
  fs::create_directories(path_, failure);
  require_done(failure, "make the folder", path_);
  lock_ = FolderLock(path_, source_);
  write_problem(path_, problem_, compilation_->data_files);
} catch (const UserError& taken) {
  throw WorldFailure(taken.what());
}

bool RunFolder::holds_problem() const { return is_there(path_ / "problem.pde"); }

bool RunFolder::resume(const std::function<void(const fs::path& file)>& restore,
                       const std::function<void(const std::string& odd)>& note,
                       const std::function<std::uint64_t()>& step) {
  if (!has_checkpoint(path_)) {
    if (is_there(path_ / "result.json"))
      throw UserError(fmt::format(
          "the run in `{}` cannot go on: it left no checkpoint, as its `output` does not `save` the model", name()));
    if (!is_marked(path_))
      throw UserError(fmt::format("there is no run to resume: `{}` does not exist; leave out --resume to start one",
                                  printable((path_ / "checkpoint").string())));
    claim(Before::continued);
    begins_again_ = true;
    notes_ += fmt::format("the run in {} was broken off before its first checkpoint, and begins again\n", name());
    return false;
  }
  claim(Before::continued);
  const std::string fallen_back = use_checkpoint(path_, restore);
  if (!fallen_back.empty()) {
    report("warning: " + fallen_back + "\n");
    note(fallen_back);
    discard_newest(path_);
  }
  resumed_at_ = step();
  return true;
}

}  // namespace ansatz::cli
