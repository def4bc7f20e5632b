// Where a search writes, and what is done with one that is there already:
//
//   search.sqlite   what was found so far (search/store.hpp), which any number of processes share
//   ranking.csv     functions in their order
//   best.pde        the best as text for a problem
//   search.html     all of it as a page
//   log-N.txt       what process N of --jobs said
//
// Nothing is locked: a second `ansatz search --resume` in the folder takes part.
#pragma once

#include <filesystem>
#include <string>

#include "ansatz/dsl/compile.hpp"
#include "run_folder.hpp"

namespace ansatz::cli {

class SearchFolder {
 public:
  /// `out`: the folder that was asked for; empty: out/NAME-search, or what `output` says. `source`: the file of the
  /// search.
  SearchFolder(const std::string& out, const std::filesystem::path& source, const dsl::Compilation& compilation);

  /// Makes room. Returns what there is to say of it, empty or a line. Throws UserError where there is none to go on
  /// with, where another process is at work in it and it would be moved or removed, where files stand there that no
  /// search has left, unless --force asks for it, or where a file that is read would be moved.
  std::string open(const std::filesystem::path& source, const dsl::Compilation& compilation, Before before);

  std::filesystem::path store() const { return path_ / "search.sqlite"; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }
  std::string name() const;

 private:
  void require_nobody() const;
  void require_empty() const;

  std::filesystem::path path_;
};

}  // namespace ansatz::cli
