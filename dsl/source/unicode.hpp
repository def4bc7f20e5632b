// Characters as the language sees them: UTF-8 decoding, which characters may stand in a name, which must not
// stand anywhere, which were pasted from a paper and have a plain spelling, and how wide a terminal draws them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ansatz::dsl {

/// One decoded character. `length` is its number of bytes, at least 1; an invalid byte sequence has
/// `valid == false` and covers the bytes that cannot belong to a character.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 1;
  bool valid = false;
};

/// Decodes the character at `offset` (which must be inside the text). Rejects overlong forms, surrogates and
/// values above U+10FFFF, as RFC 3629 asks.
CodePoint decode(std::string_view text, std::size_t offset);
std::string encode(char32_t value);

/// ASCII, Greek, Latin-1 and Latin Extended-A letters, the signs that mathematics uses as letters, and "_".
bool is_letter(char32_t c);
inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
/// Letters that look the same are one letter: micro sign and mu, increment and Delta, ohm sign and Omega.
char32_t fold_look_alike(char32_t c);

/// Characters that must not stand anywhere in a file, not even in a comment: control characters other than tab and
/// line ends, and invisible ones that can make a text read differently from what it says (CVE-2021-42574).
bool is_forbidden(char32_t c);

/// The plain spelling of a character that word processors and PDF files put in its place. `plain` is empty where
/// there is none; `is` names what it is not: "a minus sign".
struct PlainSpelling {
  std::string_view plain;
  std::string_view is;
};
PlainSpelling plain_spelling(char32_t c);

/// The digit or sign that a raised character stands for, else empty.
std::string_view superscript(char32_t c);
/// Quotation marks other than the one of the keyboard.
bool is_typographic_quote(char32_t c);

/// Columns a terminal needs: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.
int display_width(char32_t c);
std::size_t display_width(std::string_view text);

/// "U+2212"
std::string code_point_name(char32_t c);

}  // namespace ansatz::dsl
