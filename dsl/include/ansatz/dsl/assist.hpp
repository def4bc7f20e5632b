// What can be said, and done, at a place of a text: the help that an editor gives, without the editor.
//
// Everything comes from the tables by which the language works: settings and methods, functions, statements, names.
// Texts for people are Markdown. None of these functions throws for any text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/compile.hpp"
#include "ansatz/dsl/reading.hpp"

namespace ansatz::dsl {

/// What stands at a place.
struct Explanation {
  Span span;  // that it is about
  std::string markdown;
};
/// At a byte of a source: what a setting means, takes and is without it; what a name stands for, its value, shape and
/// order; of a sign, the same of the expression that it makes. `settings`: those of the compiled problem, for what
/// `auto` comes to; none where it is not sound. Nothing where nothing is known.
std::optional<Explanation> explain_at(const Reading& reading, const std::vector<SettingText>& settings,
                                      std::uint32_t file, std::uint32_t offset);

enum class SuggestionKind : std::uint8_t { statement, block, setting, option, function, name, value, file };

struct Suggestion {
  std::string text;  // that takes the place of what is typed
  SuggestionKind kind = SuggestionKind::name;
  std::string detail;  // a few words: a signature, what a name is
  std::string markdown;
};
struct Suggestions {
  Span replaced;  // what is typed so far
  std::vector<Suggestion> all;
};
/// What can be written at a byte of a source, whatever has been typed of it so far.
Suggestions suggest_at(const Reading& reading, std::uint32_t file, std::uint32_t offset);

/// A text in the place of another.
struct Edit {
  Span span;
  std::string text;
};
struct Renaming {
  std::vector<Edit> edits;  // of all sources; none where it is refused
  std::string refusal;      // why, for people; empty: it is not
};
/// Another name for `reading.names[named]`, everywhere. Refused where the name is none, has a meaning already, or would
/// change what any part of the text means: the text is read and checked again with it.
Renaming rename(const Reading& reading, std::size_t named, std::string_view name);

}  // namespace ansatz::dsl
