#include "search_folder.hpp"

#include <fmt/core.h>

#include "ansatz/autodiff/error.hpp"
#include "kept_folder.hpp"
#include "process_mark.hpp"
#include "search/store.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

SearchFolder::SearchFolder(const std::string& out, const fs::path& source, const dsl::Compilation& compilation)
    : path_(without_slash(!out.empty() ? out : compilation.output.directory)) {
  if (path_.empty()) path_ = fs::path("out") / (source.stem().string() + "-search");
}

std::string SearchFolder::name() const { return printable(path_.string()); }

std::string SearchFolder::open(const fs::path& source, const dsl::Compilation& compilation, Before before) {
  std::error_code unreadable;
  const bool known = fs::is_regular_file(store(), unreadable);
  if (before == Before::continued && !known)
    throw UserError(fmt::format("there is no search to resume in `{}`; leave out --resume to start one", name()));
  std::string said;
  std::error_code failure;
  if (known && before != Before::continued) {
    require_nobody();
    require_movable(path_, files_read(source, compilation.data_files));
    if (before == Before::kept) {
      said = fmt::format("the search that was in {} is kept in {}\n", name(), printable(move_aside(path_).string()));
    } else {
      fs::remove(store(), failure);
      require_done(failure, "remove", store());
    }
  }
  if (!known && before == Before::kept) require_empty();
  fs::create_directories(path_, failure);
  require_done(failure, "make the folder", path_);
  return said;
}

/// A damaged file has nobody at work in it.
void SearchFolder::require_nobody() const {
  std::string holder;
  try {
    for (const searches::Claim& claim : searches::Store(store()).claims())
      if (!is_gone(claim.process)) holder = claim.process;
  } catch (const WorldFailure&) {
    return;
  }
  if (!holder.empty())
    throw UserError(
        fmt::format("another search is at work in `{}` (process {}); take part by --resume, wait for its end, or name "
                    "another folder "
                    "by --out",
                    name(), printable(holder)));
}

void SearchFolder::require_empty() const {
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(path_, absent))
    throw UserError(fmt::format(
        "`{}` is no folder of a search, and holds files, `{}` for one, that results would be mixed with; name a folder "
        "of its own, as --out {}, or let --force put them there",
        name(), printable(entry.path().filename().string()), printable((path_ / "search").string())));
}

}  // namespace ansatz::cli
