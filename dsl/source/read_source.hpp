// Texts from files.
#pragma once

#include <filesystem>
#include <string>

namespace ansatz::dsl {

/// The text of a file; of one that is larger than a text may be, as much as shows that (parsing it gives E0109).
/// Throws WorldFailure, calling it `shown`, when it cannot be read or is no regular file.
std::string read_source(const std::filesystem::path& file, const std::string& shown);

}  // namespace ansatz::dsl
