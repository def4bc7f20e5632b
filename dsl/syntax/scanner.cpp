// The pass over the text: what a character begins; words, numbers and symbols.
#include "syntax/scanner.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "ansatz/core/duration.hpp"
#include "diagnostics/finding.hpp"
#include "source/limits.hpp"
#include "syntax/brackets.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::string_view symbols[] = {"**", "==", "!=", "<=", ">=", "..", "+", "-", "*", "/", "^", "&", "<",
                                        ">",  "=",  "(",  ")",  "[",  "]",  "{", "}", ",", ";", ":", "."};

}  // namespace

Scan scan(const Sources& sources, std::uint32_t file, bool until) {
  Scan result;
  Scanner(sources[file].text, file, result, until).run();
  mark_statements(result.tokens);
  pair_brackets(result.tokens, file, result.diagnostics);
  return result;
}

void Scanner::run() {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // a byte order mark is allowed here and only here
  while (at_ < text_.size() && scan_.diagnostics.size() < limits::errors) step();
  if (scan_.diagnostics.size() >= limits::errors) give_up();
  starts_line_ = true;
  push(TokenKind::end, at_, at_, {});
}

void Scanner::step() {
  const char c = text_[at_];
  ++scan_.looks;
  if (c == '\n' || c == '\r') {
    starts_line_ = true;
    ++at_;
  } else if (c == ' ' || c == '\t') {
    ++at_;
  } else if (c == '#') {
    comment(at_);
  } else if (c == '"') {
    string(at_, 1);
  } else if (is_digit(static_cast<unsigned char>(c)) || (c == '.' && digit_at(at_ + 1))) {
    number();
  } else if (!foreign() && !symbol()) {
    character();
  }
}

void Scanner::character() {
  const CodePoint c = decode(text_, at_);
  if (!check(c)) {
    at_ += c.length;
  } else if (c.value == U'\\' && latex()) {
  } else if (is_letter(c.value)) {
    word();
  } else if (!superscript(c.value).empty()) {
    raised();
  } else if (is_typographic_quote(c.value) || c.value == '\'') {
    string(at_, c.length);
  } else if (const PlainSpelling spelling = plain_spelling(c.value); !spelling.plain.empty()) {
    typographic(c, spelling);
  } else {
    unknown(c);
  }
}

void Scanner::push(TokenKind kind, std::size_t begin, std::size_t end, std::string_view text) {
  Token token;
  token.kind = kind;
  token.begin = static_cast<std::uint32_t>(begin);
  token.end = static_cast<std::uint32_t>(end);
  token.text = text;
  token.starts_line = std::exchange(starts_line_, false);
  scan_.tokens.push_back(token);
}

void Scanner::give_up() {
  add(Finding(Code::too_large, span(at_, at_), fmt::format("more than {} errors; reading stops here", limits::errors)));
  at_ = text_.size();
}

// --- words ------------------------------------------------------------------------------------------

bool is_statement_word(std::string_view word) {
  return std::find(std::begin(statement_words), std::end(statement_words), word) != std::end(statement_words);
}

bool is_reserved(std::string_view word) {
  return is_statement_word(word) ||
         std::find(std::begin(inner_words), std::end(inner_words), word) != std::end(inner_words);
}

std::size_t Scanner::end_of_word(std::size_t from) const {
  std::size_t end = from;
  while (end < text_.size()) {
    const CodePoint c = decode(text_, end);
    if (!c.valid || !(is_letter(c.value) || is_digit(c.value))) break;
    end += c.length;
  }
  return looked(from, end);
}

// The word [begin, end) with look-alike letters folded.
std::string_view Scanner::folded(std::size_t begin, std::size_t end) {
  const std::string_view written = slice(begin, end);
  std::string result;
  for (std::size_t i = 0; i < written.size();) {
    const CodePoint c = decode(written, i);
    result += encode(fold_look_alike(c.value));
    i += c.length;
  }
  return result == written ? written : std::string_view(scan_.spellings.emplace_back(std::move(result)));
}

void Scanner::word() {
  const std::size_t begin = at_, end = end_of_word(begin);
  if (foreign_derivative(end) || name_of_library(end)) return;
  if (end - begin > limits::name_bytes) {
    add(Finding(Code::too_large, span(begin, end), fmt::format("a name is longer than {} bytes", limits::name_bytes))
            .label("shorten this name"));
  }
  const std::string_view text = folded(begin, end);
  const bool unit = is_time_unit(text);
  push(TokenKind::word, begin, end, text);
  scan_.tokens.back().reserved = is_reserved(text);
  scan_.tokens.back().time_unit = unit;
  at_ = end;
}

// Behind a number on the same line. A name there would be a mistake, so no name is taken from anybody.
bool Scanner::is_time_unit(std::string_view word) const {
  return until_ && !starts_line_ && !scan_.tokens.empty() && scan_.tokens.back().kind == TokenKind::number &&
         time_unit(word) != nullptr;
}

// The value of a setting ends where the next one or the block does.
void Scanner::watch_until(std::string_view symbol) {
  if (symbol == "=") until_ = !scan_.tokens.empty() && scan_.tokens.back().text == "until";
  if (symbol == "}") until_ = false;
}

// --- numbers ----------------------------------------------------------------------------------------

std::size_t Scanner::end_of_digits(std::size_t from) const {
  std::size_t end = from;
  while (digit_at(end)) ++end;
  return looked(from, end);
}

void Scanner::number() {
  const std::size_t begin = at_;
  std::size_t end = end_of_digits(begin);
  if (end < text_.size() && text_[end] == '.' && !text_.substr(end).starts_with("..")) end = end_of_digits(end + 1);
  if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
    const bool sign = end + 1 < text_.size() && (text_[end + 1] == '+' || text_[end + 1] == '-');
    const std::size_t exponent = end_of_digits(end + 1 + (sign ? 1 : 0));
    if (digit_at(exponent - 1) && exponent > end + 1) end = exponent;
  }
  push(TokenKind::number, begin, end, slice(begin, end));
  convert(scan_.tokens.back());
  at_ = end;
  check_what_follows_number(begin);
}

// Through from_chars, so that no locale can change what 0.5 means.
void Scanner::convert(Token& token) {
  const auto result = std::from_chars(token.text.data(), token.text.data() + token.text.size(), token.number);
  if (result.ec != std::errc::result_out_of_range) return;
  const std::size_t e = token.text.find_first_of("eE");
  const bool small = e != std::string_view::npos && token.text.substr(e + 1).starts_with('-');
  token.number = 0;
  const std::string_view shown = token.text.size() > 40 ? std::string_view("this number") : token.text;
  add(Finding(Code::number_out_of_reach, span(token.begin, token.end),
              fmt::format("{} is too {} for a real number", shown, small ? "small" : "large"))
          .label(small ? "smaller than 4.9e-324" : "larger than 1.8e308")
          .help(small ? "write 0, or choose other units"
                      : "write `inf` where infinity is meant, or choose other units"));
}

void Scanner::check_what_follows_number(std::size_t begin) {
  if (at_ < text_.size() && text_[at_] == '.' && digit_at(at_ + 1)) {
    const std::size_t end = end_of_digits(at_ + 1);
    add(Finding(Code::misplaced, span(begin, end),
                fmt::format("`{}` is not a number", slice(begin, std::min(end, begin + 40))))
            .label("two decimal points")
            .help("a number has at most one decimal point"));
    at_ = end;
    return;
  }
  const std::size_t end = end_of_word(at_);
  if (end == at_) return;
  const std::string_view digits = slice(begin, at_), name = slice(at_, std::min(end, at_ + 40));
  if (is_reserved(name) || until_) return;  // `1if`, `10min`: ugly, but clear
  if (foreign_number(begin, end)) return;
  add(Finding(Code::missing_sign, span(begin, end),
              fmt::format("write `{}*{}`: a number must be followed by an operator", digits, name))
          .label("a product without `*`")
          .fix(span(at_, at_), "*"));
  push(TokenKind::symbol, at_, at_, "*");
}

// --- symbols ----------------------------------------------------------------------------------------

bool Scanner::symbol() {
  const std::string_view rest = text_.substr(at_);
  for (const std::string_view s : symbols) {
    if (!rest.starts_with(s)) continue;
    watch_until(s);
    push(TokenKind::symbol, at_, at_ + s.size(), s);
    at_ += s.size();
    return true;
  }
  return false;
}

}  // namespace ansatz::dsl
