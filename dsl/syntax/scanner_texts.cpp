// Comments and strings, where any text may stand that can be seen: characters are only validated there.
#include <fmt/core.h>

#include <algorithm>

#include "diagnostics/finding.hpp"
#include "source/limits.hpp"
#include "syntax/scanner.hpp"

namespace ansatz::dsl {

// Reports a character that must not stand anywhere; a run of invalid bytes is one finding.
bool Scanner::check(const CodePoint& c) {
  if (c.valid && !is_forbidden(c.value)) return true;
  const auto begin = static_cast<std::uint32_t>(at_);
  if (c.valid) {
    const bool control = c.value < 0xA0;
    add(Finding(Code::unreadable_character, span(begin, begin + c.length),
                fmt::format("{} character {} in the text", control ? "control" : "invisible", code_point_name(c.value)))
            .label(control ? "not a printable character" : "cannot be seen, but changes how the text reads")
            .help("remove it")
            .fix(span(begin, begin + c.length), ""));
  } else if (begin != end_of_invalid_) {
    add(Finding(Code::unreadable_character, span(begin, begin + c.length), "the text is not valid UTF-8 here")
            .label("these bytes are no character")
            .help("save the file with the encoding UTF-8"));
  }
  if (!c.valid) end_of_invalid_ = begin + c.length;
  return false;
}

// Validates the characters up to `end` and moves there.
void Scanner::check_through(std::size_t end) {
  looked(at_, end);
  while (at_ < end) {
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c >= 0x20 && c < 0x7F) {
      ++at_;
      continue;
    }
    const CodePoint point = decode(text_, at_);
    if (scan_.diagnostics.size() < limits::errors) check(point);
    at_ += point.length;
  }
}

// --- comments ---------------------------------------------------------------------------------------

std::size_t Scanner::end_of_line(std::size_t from) const {
  return looked(from, std::min(text_.find_first_of("\r\n", from), text_.size()));
}

void Scanner::comment(std::size_t begin) {
  const std::size_t end = end_of_line(begin);
  scan_.comments.push_back({span(begin, end), starts_line_});
  check_through(end);
}

void Scanner::foreign_comment() {
  const std::size_t begin = at_;
  const std::string_view mark = text_.substr(at_, text_[at_] == '%' ? 1 : 2);
  std::size_t end = end_of_line(at_);
  if (mark == "/*" && !no_more_closed_) {
    const std::size_t close = text_.find("*/", at_ + 2);
    no_more_closed_ = close == std::string_view::npos;
    looked(at_, std::min(close, text_.size()));
    if (!no_more_closed_) end = close + 2;
  }
  Finding finding = Finding(Code::foreign_comment, span(begin, begin + mark.size()),
                            fmt::format("comments start with `#` (found `{}`)", mark))
                        .label("not the start of a comment");
  if (mark == "/*")
    finding.help("write `#` in front of every line of the comment");
  else
    finding.help("write `#`").fix(span(begin, begin + mark.size()), "#");
  add(finding);
  check_through(end);
}

// --- strings ----------------------------------------------------------------------------------------

// A string from any kind of opening quote to a closing one on the same line.
void Scanner::string(std::size_t begin, std::uint32_t quote_length) {
  std::size_t close = begin + quote_length;
  std::uint32_t close_length = 0;
  while (close < text_.size() && text_[close] != '\n' && text_[close] != '\r' && close_length == 0) {
    const CodePoint c = decode(text_, close);
    const bool quotes = text_[begin] == '"'    ? c.value == '"'
                        : text_[begin] == '\'' ? c.value == '\''
                                               : c.value == '"' || is_typographic_quote(c.value);
    if (c.valid && quotes) {
      close_length = c.length;
    } else {
      close += c.length;
    }
  }
  looked(begin, close);
  if (close_length == 0) return unclosed_string(begin, quote_length, close);
  const std::string_view content = slice(begin + quote_length, close);
  if (text_[begin] != '"' || text_[close] != '"') {
    add(Finding(Code::foreign_spelling, span(begin, close + close_length),
                fmt::format("strings stand in straight quotation marks; write `\"{}\"`", content))
            .label("other quotation marks")
            .help("`ansatz fmt --fix` replaces them")
            .fix(span(begin, close + close_length), fmt::format("\"{}\"", content)));
  }
  push(TokenKind::string, begin, close + close_length, content);
  check_through(close + close_length);
}

void Scanner::unclosed_string(std::size_t begin, std::uint32_t quote_length, std::size_t line_end) {
  if (text_[begin] != '"') {
    const bool prime = text_[begin] == '\'' && !scan_.tokens.empty() && scan_.tokens.back().end == begin;
    add(Finding(Code::unreadable_character, span(begin, begin + quote_length),
                fmt::format("the character `{}` has no meaning here", slice(begin, begin + quote_length)))
            .label(prime ? "not a derivative" : "not part of the language")
            .help(prime ? "write a derivative with its coordinate: `u_x`, `u_xx`" : "strings stand in `\"`"));
    at_ = begin + quote_length;
    return;
  }
  add(Finding(Code::unclosed, span(begin, begin + 1), "the string is never closed")
          .label("opened here")
          .help("put a `\"` at its end, on the same line"));
  push(TokenKind::string, begin, line_end, slice(begin + 1, line_end));
  check_through(line_end);
}

}  // namespace ansatz::dsl
