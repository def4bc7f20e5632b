// Files as editors name them: file:///home/ada/a%20rod.pde.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace ansatz::lsp {

/// The file that a URI means; nothing for one of another kind (`untitled:Untitled-1`, a file of another machine).
std::optional<std::filesystem::path> path_of(const std::string& uri);
std::string uri_of(const std::filesystem::path& path);

}  // namespace ansatz::lsp
