// What a file with `search activation` asks for, and a problem with another activation.
//
// A file with `search` states no problem of its own: it names problems, and what functions are made of. Whoever runs it
// compiles each problem again for each function, with a `let` behind the text of its file and `network.activation` set
// to that, so that all places in the file stay where they are.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ansatz/core/search/settings.hpp"
#include "ansatz/core/search/space.hpp"

namespace ansatz::dsl {

struct Compilation;
struct FileAccess;
struct Override;

/// Of a file without an error.
struct SearchPlan {
  search::SpaceSpec space;
  search::SearchSettings settings;
  std::vector<std::string> features;         // by their names (feature_kinds.hpp)
  std::vector<std::string> problems;         // as they are written
  std::vector<std::filesystem::path> files;  // of these, in their order
  std::string definitions;                   // the `let`s and `param`s that functions speak of, each a line
};

/// The name of the `let` that a problem gets: one that its text does not have.
std::string activation_name(const std::string& text);

/// The problem of `text`, which is that of `file`, with its networks' activation being `formula` of `z`. `definitions`
/// stand before it.
Compilation compile_with_activation(const std::filesystem::path& file, const std::string& text,
                                    const std::string& definitions, const std::string& formula,
                                    const std::vector<Override>& overrides, const FileAccess& access);

}  // namespace ansatz::dsl
