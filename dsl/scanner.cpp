// The scanner: characters to tokens, one pass, no grammar.
//
// What it cannot read it reports and then repairs: a pasted "−" becomes the token "-", `2u` becomes `2*u`, `// text`
// becomes a comment. So one slip is one message, and the grammar still sees what was meant. Characters are validated
// everywhere, in strings and comments too. Bracket pairing is a second pass over the tokens (brackets.cpp).

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "brackets.hpp"
#include "finding.hpp"
#include "limits.hpp"
#include "token.hpp"
#include "unicode.hpp"

namespace ansatz::dsl {

bool is_statement_word(std::string_view word) {
  return std::find(std::begin(statement_words), std::end(statement_words), word) != std::end(statement_words);
}
bool is_reserved(std::string_view word) {
  return is_statement_word(word) ||
         std::find(std::begin(inner_words), std::end(inner_words), word) != std::end(inner_words);
}

namespace {

constexpr std::string_view symbols[] = {"**", "==", "!=", "<=", ">=", "..", "+", "-", "*", "/", "^", "&", "<",
                                        ">",  "=",  "(",  ")",  "[",  "]",  "{", "}", ",", ";", ":", "."};

// What people write who come from other languages, longest first.
struct Foreign {
  std::string_view written, plain;
};
constexpr Foreign foreign_symbols[] = {{"&&", " and "}, {"||", " or "}, {"<>", "!="}, {":=", "="},
                                       {"=<", "<="},    {"=>", ">="},   {"~=", "!="}, {"!", "not "}};

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t file, Scan& scan) : text_(text), file_(file), scan_(scan) {}

  void run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // a byte order mark is allowed here and only here
    while (at_ < text_.size() && scan_.diagnostics.size() < limits::errors) step();
    if (scan_.diagnostics.size() >= limits::errors) give_up();
    starts_line_ = true;
    push(TokenKind::end, at_, at_, {});
  }

 private:
  void step() {
    const char c = text_[at_];
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

  // -- characters ---------------------------------------------------------------------------------------------

  void character() {
    const CodePoint c = decode(text_, at_);
    if (!check(c)) {
      at_ += c.length;
    } else if (c.value == 0x2202 && partial_derivative()) {
    } else if (is_letter(c.value)) {
      word();
    } else if (!superscript(c.value).empty()) {
      raised();
    } else if (is_typographic_quote(c.value) || c.value == '\'') {
      string(at_, c.length);
    } else if (const PlainSpelling spelling = plain_spelling(c.value); !spelling.plain.empty()) {
      const std::string name = code_point_name(c.value);
      replace(at_ + c.length, spelling.plain,
              spelling.plain == " "
                  ? fmt::format("{} looks like a space and is none", name)
                  : fmt::format("`{}` ({}) is not {}", slice(at_, at_ + c.length), name, spelling.is));
    } else {
      unknown(c);
    }
  }

  // Reports a character that must not stand anywhere; a run of invalid bytes is one finding.
  bool check(const CodePoint& c) {
    if (c.valid && !is_forbidden(c.value)) return true;
    const auto begin = static_cast<std::uint32_t>(at_);
    if (c.valid) {
      const bool control = c.value < 0xA0;
      add(Finding(
              "E0101", span(begin, begin + c.length),
              fmt::format("{} character {} in the text", control ? "control" : "invisible", code_point_name(c.value)))
              .label(control ? "not a printable character" : "cannot be seen, but changes how the text reads")
              .help("remove it")
              .fix(span(begin, begin + c.length), ""));
    } else if (begin != end_of_invalid_) {
      add(Finding("E0101", span(begin, begin + c.length), "the text is not valid UTF-8 here")
              .label("these bytes are no character")
              .help("save the file with the encoding UTF-8"));
    }
    if (!c.valid) end_of_invalid_ = begin + c.length;
    return false;
  }

  void unknown(const CodePoint& c) {
    const std::string_view shown = slice(at_, at_ + c.length);
    std::string help = "remove it, or put it into a string or a comment";
    if (c.value == '|') help = "write `abs(x)` for the absolute value, `norm(v)` for the length of a vector";
    if (c.value == '~' || c.value == '@' || c.value == '$' || c.value == '?' || c.value == '\\' || c.value == '`')
      help = "remove it; names consist of letters, digits and `_`";
    const std::string name = c.value < 0x80 ? "" : fmt::format(" ({})", code_point_name(c.value));
    add(Finding("E0101", span(at_, at_ + c.length),
                fmt::format("the character `{}`{} has no meaning here", shown, name))
            .label("not part of the language")
            .help(help));
    at_ += c.length;
  }

  // Reports [at_, end), offers `plain` in its place, and reads `plain` as if it had been written.
  void replace(std::size_t end, std::string_view plain, std::string message) {
    std::string_view shown = plain;
    while (shown.starts_with(' ')) shown.remove_prefix(1);
    while (shown.ends_with(' ')) shown.remove_suffix(1);
    std::string advice = shown.empty() ? "put an ordinary space here" : fmt::format("write `{}`", shown);
    add(Finding("E0102", span(at_, end), fmt::format("{}; {}", message, advice))
            .label(shown.empty() ? "looks like a space" : fmt::format("write `{}`", shown))
            .help("`ansatz fmt --fix` replaces it")
            .fix(span(at_, end), std::string(plain)));
    splice(end, plain);
  }

  void splice(std::size_t end, std::string_view plain) {
    Scan inner;
    const std::string& kept = scan_.spellings.emplace_back(plain);
    Scanner(kept, file_, inner).run();
    inner.tokens.pop_back();
    for (const Token& token : inner.tokens) {
      push(token.kind, at_, end, token.text);
      scan_.tokens.back().number = token.number;
      scan_.tokens.back().reserved = token.reserved;
    }
    at_ = end;
  }

  bool foreign() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with("%")) return foreign_comment(), true;
    for (const auto& [written, plain] : foreign_symbols) {
      if (!rest.starts_with(written) || rest.starts_with("!=")) continue;
      replace(at_ + written.size(), plain, fmt::format("`{}` is not an operator of this language", written));
      return true;
    }
    return false;
  }

  // -- comments and strings -----------------------------------------------------------------------------------

  std::size_t end_of_line(std::size_t from) const { return std::min(text_.find_first_of("\r\n", from), text_.size()); }

  void comment(std::size_t begin) {
    const std::size_t end = end_of_line(begin);
    scan_.comments.push_back({span(begin, end), starts_line_});
    check_through(end);
  }

  // Validates the characters up to `end` and moves there.
  void check_through(std::size_t end) {
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

  void foreign_comment() {
    const std::size_t begin = at_;
    const std::string_view mark = text_.substr(at_, text_[at_] == '%' ? 1 : 2);
    std::size_t end = end_of_line(at_);
    if (mark == "/*" && !no_more_closed_) {
      const std::size_t close = text_.find("*/", at_ + 2);
      no_more_closed_ = close == std::string_view::npos;
      if (!no_more_closed_) end = close + 2;
    }
    Finding finding("E0106", span(begin, begin + mark.size()),
                    fmt::format("comments start with `#` (found `{}`)", mark));
    auto labelled = std::move(finding).label("not the start of a comment");
    if (mark == "/*") {
      add(std::move(labelled).help("write `#` in front of every line of the comment"));
    } else {
      add(std::move(labelled).help("write `#`").fix(span(begin, begin + mark.size()), "#"));
    }
    check_through(end);
  }

  // A string from any kind of opening quote to a closing one on the same line.
  void string(std::size_t begin, std::uint32_t quote_length) {
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
    if (close_length == 0) return unclosed_string(begin, quote_length, close);
    const std::string_view content = slice(begin + quote_length, close);
    if (text_[begin] != '"' || text_[close] != '"') {
      add(Finding("E0102", span(begin, close + close_length),
                  fmt::format("strings stand in straight quotation marks; write `\"{}\"`", content))
              .label("other quotation marks")
              .help("`ansatz fmt --fix` replaces them")
              .fix(span(begin, close + close_length), fmt::format("\"{}\"", content)));
    }
    push(TokenKind::string, begin, close + close_length, content);
    check_through(close + close_length);
  }

  void unclosed_string(std::size_t begin, std::uint32_t quote_length, std::size_t line_end) {
    if (text_[begin] != '"') {
      const bool prime = text_[begin] == '\'' && !scan_.tokens.empty() && scan_.tokens.back().end == begin;
      add(Finding("E0101", span(begin, begin + quote_length),
                  fmt::format("the character `{}` has no meaning here", slice(begin, begin + quote_length)))
              .label(prime ? "not a derivative" : "not part of the language")
              .help(prime ? "write a derivative with its coordinate: `u_x`, `u_xx`" : "strings stand in `\"`"));
      at_ = begin + quote_length;
      return;
    }
    add(Finding("E0105", span(begin, begin + 1), "the string is never closed")
            .label("opened here")
            .help("put a `\"` at its end, on the same line"));
    push(TokenKind::string, begin, line_end, slice(begin + 1, line_end));
    check_through(line_end);
  }

  // -- words, numbers, symbols --------------------------------------------------------------------------------

  std::size_t end_of_word(std::size_t from) const {
    while (from < text_.size()) {
      const CodePoint c = decode(text_, from);
      if (!c.valid || !(is_letter(c.value) || is_digit(c.value))) break;
      from += c.length;
    }
    return from;
  }

  // The word [begin, end) with look-alike letters folded.
  std::string_view folded(std::size_t begin, std::size_t end) {
    const std::string_view written = slice(begin, end);
    std::string result;
    for (std::size_t i = 0; i < written.size();) {
      const CodePoint c = decode(written, i);
      result += encode(fold_look_alike(c.value));
      i += c.length;
    }
    return result == written ? written : std::string_view(scan_.spellings.emplace_back(std::move(result)));
  }

  void word() {
    const std::size_t begin = at_, end = end_of_word(begin);
    if (end - begin > limits::name_bytes) {
      add(Finding("E0109", span(begin, end), fmt::format("a name is longer than {} bytes", limits::name_bytes))
              .label("shorten this name"));
    }
    push(TokenKind::word, begin, end, folded(begin, end));
    scan_.tokens.back().reserved = is_reserved(scan_.tokens.back().text);
    at_ = end;
  }

  bool digit_at(std::size_t i) const { return i < text_.size() && is_digit(static_cast<unsigned char>(text_[i])); }
  std::size_t end_of_digits(std::size_t from) const {
    while (digit_at(from)) ++from;
    return from;
  }

  void number() {
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
  void convert(Token& token) {
    const auto result = std::from_chars(token.text.data(), token.text.data() + token.text.size(), token.number);
    if (result.ec != std::errc::result_out_of_range) return;
    const std::size_t e = token.text.find_first_of("eE");
    const bool small = e != std::string_view::npos && token.text.substr(e + 1).starts_with('-');
    token.number = 0;
    const std::string_view shown = token.text.size() > 40 ? std::string_view("this number") : token.text;
    add(Finding("E0108", span(token.begin, token.end),
                fmt::format("{} is too {} for a real number", shown, small ? "small" : "large"))
            .label(small ? "smaller than 4.9e-324" : "larger than 1.8e308")
            .help(small ? "write 0, or choose other units"
                        : "write `inf` where infinity is meant, or choose other units"));
  }

  void check_what_follows_number(std::size_t begin) {
    if (at_ < text_.size() && text_[at_] == '.' && digit_at(at_ + 1)) {
      const std::size_t end = end_of_digits(at_ + 1);
      add(Finding("E0111", span(begin, end),
                  fmt::format("`{}` is not a number", slice(begin, std::min(end, begin + 40))))
              .label("two decimal points")
              .help("a number has at most one decimal point"));
      at_ = end;
      return;
    }
    const std::size_t end = end_of_word(at_);
    if (end == at_) return;
    const std::string_view digits = slice(begin, at_), name = slice(at_, std::min(end, at_ + 40));
    if (is_reserved(name)) return;  // `1if`: ugly, but clear
    add(Finding("E0103", span(begin, end),
                fmt::format("write `{}*{}`: a number must be followed by an operator", digits, name))
            .label("a product without `*`")
            .fix(span(at_, at_), "*"));
    push(TokenKind::symbol, at_, at_, "*");
  }

  bool symbol() {
    const std::string_view rest = text_.substr(at_);
    for (const std::string_view s : symbols) {
      if (!rest.starts_with(s)) continue;
      push(TokenKind::symbol, at_, at_ + s.size(), s);
      at_ += s.size();
      return true;
    }
    return false;
  }

  // x² and x⁻¹
  void raised() {
    std::string power;
    std::size_t end = at_;
    while (end < text_.size()) {
      const CodePoint c = decode(text_, end);
      if (!c.valid || superscript(c.value).empty()) break;
      power += superscript(c.value);
      end += c.length;
    }
    if (power.find_first_of("0123456789") == std::string::npos) power += "1";
    replace(end, fmt::format("^{}", power), "raised characters are not powers");
  }

  // ∂u/∂t, ∂²u/∂x² and ∂²u/∂x∂t, as they are copied from papers; other uses of ∂ are a letter of a name.
  bool partial_derivative() {
    std::size_t at = at_;
    const auto blank = [&] {
      while (at < text_.size() && text_[at] == ' ') ++at;
    };
    const auto accept = [&](std::string_view s) {
      const bool here = text_.substr(at).starts_with(s);
      if (here) at += s.size();
      return here;
    };
    // The letters of a name, up to the next ∂.
    const auto name = [&] {
      const std::size_t begin = at;
      while (at < text_.size()) {
        const CodePoint c = decode(text_, at);
        if (!c.valid || c.value == 0x2202 || !(is_letter(c.value) || is_digit(c.value))) break;
        at += c.length;
      }
      return slice(begin, at);
    };
    const auto power = [&] {
      int result = 1;
      if (at < text_.size()) {
        const CodePoint c = decode(text_, at);
        const std::string_view digit = superscript(c.value);
        if (c.valid && !digit.empty() && digit[0] >= '1') {
          result = digit[0] - '0';
          at += c.length;
        } else if (text_[at] == '^' && digit_at(at + 1)) {
          result = text_[at + 1] - '0';
          at += 2;
        }
      }
      return result;
    };
    at += std::string_view("∂").size();
    power();
    const std::string_view function = name();
    blank();
    if (function.empty() || !accept("/")) return false;
    blank();
    std::string subscripts;
    while (accept("∂")) {
      const std::string_view coordinate = name();
      if (coordinate.empty()) return false;
      for (int i = power(); i > 0; --i) subscripts += coordinate;
    }
    if (subscripts.empty()) return false;
    replace(at, fmt::format("{}_{}", function, subscripts), "derivatives are written with subscripts");
    return true;
  }

  // -- helpers ------------------------------------------------------------------------------------------------

  std::string_view slice(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void add(Diagnostic diagnostic) { scan_.diagnostics.push_back(std::move(diagnostic)); }
  void push(TokenKind kind, std::size_t begin, std::size_t end, std::string_view text) {
    Token token;
    token.kind = kind;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.text = text;
    token.starts_line = std::exchange(starts_line_, false);
    scan_.tokens.push_back(token);
  }
  void give_up() {
    add(Finding("E0109", span(at_, at_), fmt::format("more than {} errors; reading stops here", limits::errors)));
    at_ = text_.size();
  }

  std::string_view text_;
  std::uint32_t file_;
  Scan& scan_;
  std::size_t at_ = 0;
  bool starts_line_ = true;
  bool no_more_closed_ = false;  // there is no "*/" ahead
  std::uint32_t end_of_invalid_ = ~0u;
};

}  // namespace

Scan scan(const Sources& sources, std::uint32_t file) {
  Scan result;
  Scanner(sources[file].text, file, result).run();
  mark_statements(result.tokens);
  pair_brackets(result.tokens, file, result.diagnostics);
  return result;
}

}  // namespace ansatz::dsl
