// The scanner: characters to tokens, one pass, no grammar.
//
// What it cannot read it reports and then repairs: a pasted "−" becomes the token "-", `2u` becomes `2*u`, `// text`
// becomes a comment. So one slip is one message, and the grammar still sees what was meant. Characters are validated
// everywhere, in strings and comments too. Bracket pairing is a second pass over the tokens (brackets.cpp).
//
// What holds between two steps:
//   - everything before `at_` has been read: it is white space, a comment, a token, or has been reported;
//   - tokens stand in the order of the text; a repaired one has the bytes that were written, the text that was meant;
//   - every step moves `at_` forward, so that any input comes to an end. It may look ahead, but only so that the looks
//     at all bytes together, which are counted, stay linear in the length of the text.
//
// Read next: scanner.cpp (the pass; words, numbers, symbols), scanner_texts.cpp (comments and strings),
// scanner_repairs.cpp (what is written otherwise elsewhere), foreign_derivatives.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "source/unicode.hpp"
#include "syntax/foreign_derivatives.hpp"
#include "syntax/token.hpp"

namespace ansatz::dsl {

class Scanner {
 public:
  /// Appends to `scan`, which like the text must live longer; places are in the source `file`. `until`: whether the
  /// text begins within a value of that setting.
  Scanner(std::string_view text, std::uint32_t file, Scan& scan, bool until = false)
      : text_(text), file_(file), scan_(scan), until_(until) {}

  /// Reads all of the text, or as far as errors are too many. The last token is of kind `end`.
  void run();

 private:
  // The pass: scanner.cpp. Functions that return bool say whether they have read something.
  void step();
  void character();
  void word();
  std::string_view folded(std::size_t begin, std::size_t end);
  void number();
  void convert(Token& token);
  void check_what_follows_number(std::size_t begin);
  bool symbol();
  std::size_t end_of_word(std::size_t from) const;
  std::size_t end_of_digits(std::size_t from) const;
  void watch_until(std::string_view symbol);
  bool is_time_unit(std::string_view word) const;
  void push(TokenKind kind, std::size_t begin, std::size_t end, std::string_view text);
  void give_up();

  // Comments and strings: scanner_texts.cpp.
  void comment(std::size_t begin);
  void foreign_comment();
  void string(std::size_t begin, std::uint32_t quote_length);
  void unclosed_string(std::size_t begin, std::uint32_t quote_length, std::size_t line_end);
  bool check(const CodePoint& c);
  void check_through(std::size_t end);
  std::size_t end_of_line(std::size_t from) const;

  // Repairs: scanner_repairs.cpp.
  bool foreign();
  bool foreign_number(std::size_t begin, std::size_t end);
  bool percentage();
  void typographic(const CodePoint& c, const PlainSpelling& spelling);
  void raised();
  bool foreign_derivative(std::size_t end);
  void report_primes(std::size_t end, const Primes& marks);
  bool name_of_library(std::size_t end);
  bool latex();
  bool take(const Respelling& derivative);
  const DeclaredNames& declared();
  void unknown(const CodePoint& c);
  void replace(std::size_t end, std::string_view plain, std::string message);
  void splice(std::size_t end, std::string_view plain);
  std::string_view fitted(std::size_t begin, std::size_t end, std::string_view plain) const;

  bool digit_at(std::size_t i) const { return i < text_.size() && is_digit(static_cast<unsigned char>(text_[i])); }
  std::string_view slice(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  /// `end`, having looked at the bytes up to there.
  std::size_t looked(std::size_t begin, std::size_t end) const {
    scan_.looks += end - begin;
    return end;
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void add(Diagnostic diagnostic) { scan_.diagnostics.push_back(std::move(diagnostic)); }

  std::string_view text_;
  std::uint32_t file_;
  Scan& scan_;
  std::size_t at_ = 0;
  std::optional<DeclaredNames> declared_;  // once they were asked for
  bool until_;                             // within a value of `until`, where times may stand
  bool starts_line_ = true;
  bool no_more_closed_ = false;  // there is no "*/" ahead
  std::uint32_t end_of_invalid_ = ~0u;
};

}  // namespace ansatz::dsl
