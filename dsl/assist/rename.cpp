// A new name is written everywhere, and the text read and checked again: it must mean the same. So whatever the
// language may come to make of names, a renaming that changes something else is refused.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ansatz/dsl/assist.hpp"
#include "names/names.hpp"
#include "syntax/token.hpp"

namespace ansatz::dsl {
namespace {

/// Why a word is no name at all; empty where it is one.
std::string no_name(std::string_view word) {
  Sources sources;
  const std::uint32_t source = sources.add({}, std::string(word));
  const Scan scanned = scan(sources, source);
  const bool one = scanned.tokens.size() == 2 && scanned.diagnostics.empty() && scanned.comments.empty();
  const Token& token = scanned.tokens.front();
  if (!one || token.kind != TokenKind::word || token.text != word)
    return fmt::format("`{}` is no name: letters, digits and `_`, a letter first", word);
  return token.reserved ? fmt::format("`{}` is a word of the language", word) : "";
}

std::string place_of(const Reading& reading, Span span) {
  return fmt::format("{}, line {}", reading.sources[span.file].name,
                     reading.sources.position(span.file, span.begin).line);
}

/// What a name means already; empty where it means nothing. Conditions, checks and networks may be called like a
/// function.
std::string taken(const Reading& reading, const Named& renamed, std::string_view name) {
  for (const Named& other : reading.names)
    if (other.name == name && other.kind != NamedKind::argument)
      return fmt::format("`{}` is already {} ({})", name, described(other.kind), place_of(reading, other.place));
  const bool apart =
      renamed.kind == NamedKind::condition || renamed.kind == NamedKind::check || renamed.kind == NamedKind::network;
  if (apart || read_name(*reading.model, name).kind == NameReading::Kind::unknown) return {};
  return fmt::format("`{}` has a meaning of its own here", name);
}

std::string with_edits(const std::string& text, std::uint32_t file, const std::vector<Edit>& edits) {
  std::string result;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    if (edit.span.file != file) continue;
    result.append(text, done, edit.span.begin - done);
    result += edit.text;
    done = edit.span.end;
  }
  return result.append(text, done);
}

/// The text with the edits, and those that it includes.
struct Changed {
  std::string text;
  FileAccess access;
};
Changed changed(const Reading& reading, const std::vector<Edit>& edits) {
  Changed result{with_edits(reading.sources[0].text, 0, edits), reading.access};
  for (const auto& [source, file] : reading.included)
    result.access.texts[file] = with_edits(reading.sources[source].text, source, edits);
  return result;
}

/// Whether every mention is of the same thing as before.
bool same_meaning(const Reading& before, const Reading& after) {
  const auto same_name = [](const Named& a, const Named& b) { return a.kind == b.kind; };
  const auto same_mention = [](const Mention& a, const Mention& b) {
    return a.span.file == b.span.file && a.named == b.named && a.declares == b.declares;
  };
  return std::equal(before.names.begin(), before.names.end(), after.names.begin(), after.names.end(), same_name) &&
         std::equal(before.mentions.begin(), before.mentions.end(), after.mentions.begin(), after.mentions.end(),
                    same_mention);
}

/// The first mistake that there is more of than before.
const Diagnostic* new_mistake(const std::vector<Diagnostic>& before, const std::vector<Diagnostic>& after) {
  std::map<Code, int> known;
  for (const Diagnostic& one : before) ++known[one.code];
  for (const Diagnostic& one : after)
    if (--known[one.code] < 0) return &one;
  return nullptr;
}

}  // namespace

Renaming rename(const Reading& reading, std::size_t named, std::string_view name) {
  const auto refused = [](std::string why) { return Renaming{{}, std::move(why)}; };
  const Named& renamed = reading.names.at(named);
  if (name == renamed.name) return {};
  if (std::string why = no_name(name); !why.empty()) return refused(std::move(why));
  if (!reading.whole)
    return refused("the text has mistakes of syntax; mend them first, so that no place is overlooked");
  if (std::string why = taken(reading, renamed, name); !why.empty()) return refused(std::move(why));

  Renaming renaming;
  for (const Mention& mention : reading.mentions)
    if (mention.named == named) renaming.edits.push_back({mention.span, std::string(name)});
  const Changed next = changed(reading, renaming.edits);
  if (!same_meaning(reading, read_text(reading.name, next.text, reading.folder, next.access)))
    return refused(fmt::format("with the name `{}` something else in the text would change its meaning", name));
  const Compilation before = compile_text(reading.name, reading.sources[0].text, reading.folder, {}, reading.access);
  const Compilation after = compile_text(reading.name, next.text, reading.folder, {}, next.access);
  if (const Diagnostic* mistake = new_mistake(before.diagnostics, after.diagnostics))
    return refused(fmt::format("the text would be wrong: {}", mistake->message));
  return renaming;
}

}  // namespace ansatz::dsl
