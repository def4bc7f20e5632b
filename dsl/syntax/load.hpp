// A text with the texts it includes in their place.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/source.hpp"
#include "ansatz/dsl/syntax.hpp"
#include "source/paths.hpp"

namespace ansatz::dsl {

/// The statements of a file and of those it includes, in the order in which they are read.
struct Loaded {
  std::vector<Statement> statements;
  std::map<std::uint32_t, std::filesystem::path> folders;   // of each source that is a file
  std::map<std::uint32_t, std::filesystem::path> included;  // the file of each source but the first
  /// Sources that stand for `given` statements, and where those say how functions are drawn: given.hpp.
  std::map<std::uint32_t, Span> generated;
  bool good = true;  // no errors of syntax, every include was read
};

/// Parses source `main_file`, a text of `folder`, and everything it includes; the included texts join `sources`.
/// Includes are relative to the including file, obey `rules`, at most 16 deep and 64 files; `texts` are those of files,
/// by canonical path, that say something else than the disk. With errors in the text, the statements that could be read
/// are there all the same.
Loaded load(Sources& sources, std::uint32_t main_file, const std::filesystem::path& folder, const FileRules& rules,
            const std::map<std::filesystem::path, std::string>& texts, std::vector<Diagnostic>& diagnostics);

/// The file that a text of `folder` names at `place`. Throws a Failure, E0501, where it may not be read.
std::filesystem::path find_file(const FileRules& rules, const std::filesystem::path& folder, const std::string& name,
                                Span place);

}  // namespace ansatz::dsl
