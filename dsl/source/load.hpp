// Files: reading them, and putting included ones in place of their `include`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "names/model.hpp"

namespace ansatz::dsl {

/// The text of a file; of one that is larger than a text may be, as much as shows that (parsing it gives E0109).
/// Throws WorldFailure, calling it `shown`, when it cannot be read or is no regular file.
std::string read_source(const std::filesystem::path& file, const std::string& shown);

/// Parses source `model.main_file` and everything it includes, into `model.statements`. Includes are relative to
/// the including file, obey `model.files`, at most 16 deep and 64 files. With errors in the text, the statements
/// that could be read are there all the same. Returns false if there were errors of syntax.
bool load(Model& model, const std::filesystem::path& folder, std::vector<Diagnostic>& diagnostics);

}  // namespace ansatz::dsl
