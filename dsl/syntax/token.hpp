// What the scanner makes of a text: tokens, comments, and the findings that need no grammar. The grammar, the
// formatter and the error messages read tokens, never characters.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/diagnostic.hpp"
#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl {

enum class TokenKind : std::uint8_t { word, number, string, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  bool reserved = false;          // a word that cannot be a name
  bool time_unit = false;         // of the number before it: `10 min`, which stands in the value of `until` alone
  bool starts_line = false;       // nothing but white space before it on its line
  bool starts_statement = false;  // a place where reading can go on after an error
  std::uint32_t begin = 0;        // bytes of the source
  std::uint32_t end = 0;
  std::string_view text;  // as meant: look-alikes folded, pasted characters replaced, strings without quotes
  double number = 0;
};

/// Tokens in order, the last one of kind `end`. `text` of a token points into the source or into `spellings`, so a
/// scan may be moved but not copied, and must not outlive its source.
struct Scan {
  Scan() = default;
  Scan(Scan&&) = default;
  Scan& operator=(Scan&&) = default;

  std::vector<Token> tokens;
  std::vector<Comment> comments;
  std::vector<Diagnostic> diagnostics;  // in the order of their places, bracket errors last
  std::deque<std::string> spellings;
  std::size_t looks = 0;  // at a byte, some at several times: the work that the text took
};

/// Never fails: what cannot be read is a diagnostic, and reading goes on with what was meant. `until`: whether all of
/// it is a value of that setting.
Scan scan(const Sources& sources, std::uint32_t file, bool until = false);

/// The words that begin a statement, and the other reserved words.
inline constexpr std::string_view statement_words[] = {
    "pde",     "title",  "include", "param", "let",  "unknown", "domain", "region", "over",    "given",
    "time",    "field",  "eq",      "bc",    "ic",   "fit",     "exact",  "ansatz", "history", "check",
    "network", "sample", "loss",    "train", "data", "compute", "output", "plot",   "sweep",   "search"};
inline constexpr std::string_view inner_words[] = {"of",    "on",     "in",   "where", "with",  "if",
                                                   "then",  "else",   "and",  "or",    "not",   "true",
                                                   "false", "import", "unit", "for",   "assert"};
bool is_statement_word(std::string_view word);
bool is_reserved(std::string_view word);

}  // namespace ansatz::dsl
