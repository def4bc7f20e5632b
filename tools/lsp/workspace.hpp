// The texts that an editor has open, and the problems that they belong to.
//
// A text is judged alone where it is sound by itself, and otherwise as a part of a file that includes it, if there is
// one: an open one first, then one of its folder. Included files say what the editor shows of them, saved or not.
// What was compiled is kept until a text of it changes; `forget` is for changes that nobody has told of.
//
// Read next: publisher.hpp (what editors are told without asking), features.hpp (what they ask for).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/dsl/compile.hpp"
#include "ansatz/dsl/reading.hpp"
#include "lsp/messages.hpp"
#include "lsp/positions.hpp"

namespace ansatz::lsp {

struct OpenText {
  std::string uri;
  std::filesystem::path path;  // canonical; of a text without a file, a name in the folder that the program runs in
  std::int32_t version = 0;
  std::string text;
};

/// A file with everything that it includes, compiled.
class OpenProblem {
 public:
  OpenProblem(std::filesystem::path main_file, dsl::Compilation compilation)
      : file(std::move(main_file)), compiled(std::move(compilation)) {}
  OpenProblem(const OpenProblem&) = delete;
  OpenProblem& operator=(const OpenProblem&) = delete;

  const std::filesystem::path file;
  const dsl::Compilation compiled;

  /// The file of a source; nothing for one that is none (the default of a setting).
  const std::filesystem::path* file_of(std::uint32_t source) const;
  /// The source that holds a file; nothing where the problem does not include it.
  std::optional<std::uint32_t> source_of(const std::filesystem::path& path) const;
  const TextLines& lines_of(std::uint32_t source) const;

 private:
  mutable std::map<std::uint32_t, TextLines> lines_;  // of the sources that were asked for
};

class Workspace {
 public:
  /// Problems may also read files of the folders `allowed`.
  explicit Workspace(std::vector<std::filesystem::path> allowed = {}) : allowed_(std::move(allowed)) {}

  Json client;  // what the editor says it can do: `capabilities` of `initialize`

  /// The same texts, to be changed for a trial.
  Workspace trial() const;

  void open(const std::string& uri, std::int32_t version, std::string text);
  /// Throws RequestError where no such text is open.
  void change(const std::string& uri, std::int32_t version, std::string text);
  void close(const std::string& uri);
  /// Throws RequestError where no such text is open.
  const OpenText& document(const std::string& uri) const;
  const std::map<std::string, OpenText>& documents() const { return open_; }

  /// The problem that a text is judged in. Valid until a text changes. Throws what reading files throws.
  const OpenProblem& problem_of(const OpenText& document);
  /// The same problem, read for its names.
  const dsl::Reading& reading_of(const OpenProblem& problem);
  /// Every problem that a file is a part of: those of open texts, and those of its folder.
  std::vector<const OpenProblem*> problems_with(const std::filesystem::path& path);
  /// How the editor names a file: as it did when it opened it.
  std::string uri_of_file(const std::filesystem::path& path) const;
  /// Files may say something else than they did.
  void forget();

 private:
  using Path = std::filesystem::path;
  const OpenText* open_at(const Path& path) const;
  std::string text_of_file(const Path& file) const;
  dsl::FileAccess access() const;
  const OpenProblem& compiled(const Path& file);
  const OpenProblem* host_of(const OpenText& document);
  const std::vector<Path>& including_siblings(const Path& file);
  void changed(const Path& path);

  std::vector<Path> allowed_;
  std::map<std::string, OpenText> open_;   // by URI
  std::map<Path, OpenProblem> problems_;   // by file
  std::map<Path, dsl::Reading> readings_;  // of these
  std::map<Path, std::vector<Path>> siblings_;
};

}  // namespace ansatz::lsp
