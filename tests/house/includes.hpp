// What the sources of the house include, and where that leads.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::test {

/// The layers, the lowest first: each may include those before it.
inline constexpr std::array<std::string_view, 4> layers = {"autodiff", "core", "dsl", "tools"};

/// One include of one file. Paths are relative to the root of the house.
struct Include {
  std::string file;
  std::string text;    // between the quotes or brackets
  std::string target;  // the file of the house that it names; empty where it names none
  bool quoted = false;
};

/// Of all sources of the layers, ordered by file and line.
std::vector<Include> includes_of(const std::filesystem::path& root);

/// The layer of a file, its first folder.
std::string layer_of(std::string_view file);

/// The room of a file, as rooms.txt names it: `core/geometry/box.cpp` is of `core/geometry`, every public header of
/// core of `core/include`, and `dsl/compile.cpp`, which stands beside the rooms, is `dsl/compile`.
std::string room_of(std::string_view file);

/// As the tests report one: "file: text".
std::string report(const Include& include);

}  // namespace ansatz::test
