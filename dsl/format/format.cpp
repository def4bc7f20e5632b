// The formatter walks tokens and comments in the order of the text, with the tree telling it where statements and
// settings begin. So nothing can be lost or regrouped: only white space and separators change. What comes out has no
// columns yet, except in blocks; align.cpp adds them.

#include "ansatz/dsl/format.hpp"

#include <algorithm>
#include <utility>

#include "ansatz/dsl/parse.hpp"
#include "format/align.hpp"
#include "format/spelling.hpp"
#include "source/unicode.hpp"
#include "syntax/precedence.hpp"
#include "syntax/token.hpp"

namespace ansatz::dsl {

namespace {

constexpr std::size_t continuation = 4, inside_block = 2;

bool is_symbol(const Token& t, std::string_view text) { return t.kind == TokenKind::symbol && t.text == text; }

bool ends_operand(const Token& t) {
  if (t.kind == TokenKind::number || t.kind == TokenKind::string) return true;
  if (t.kind == TokenKind::word) return !t.reserved || t.text == "true" || t.text == "false";
  return is_symbol(t, ")") || is_symbol(t, "]") || is_symbol(t, "}");
}

std::string spelled(const Token& t) {
  switch (t.kind) {
    case TokenKind::number: return canonical_number(t.text);
    case TokenKind::string: return '"' + std::string(t.text) + '"';
    default: return t.text == "**" ? "^" : std::string(t.text);
  }
}

/// Whether a space stands between two tokens of one line. `before` is the token in front of `left`, or null.
bool space_between(const Token* before, const Token& left, const Token& right) {
  const auto one_of = [](const Token& t, std::initializer_list<std::string_view> texts) {
    return t.kind == TokenKind::symbol && std::find(texts.begin(), texts.end(), t.text) != texts.end();
  };
  if (one_of(left, {"(", "[", "{", "."}) || one_of(right, {")", "]", "}", ",", ";", ":", "."})) return false;
  if (one_of(right, {"("}) && left.kind == TokenKind::word && !left.reserved) return false;
  const bool sign = one_of(left, {"-", "+"}) && (before == nullptr || !ends_operand(*before));
  if (sign) return false;
  const auto tight = [](const Token& t) {
    const BinaryOperator* op = t.kind == TokenKind::symbol ? binary_operator(t.text) : nullptr;
    return op != nullptr && !op->spaced;
  };
  if (left.starts_line && tight(left)) return true;  // it stands apart at the beginning of a line
  return !tight(left) && !tight(right);
}

class Formatter {
 public:
  Formatter(std::string_view text, const Parsed& parsed, const Scan& scanned)
      : text_(text), parsed_(parsed), comments_(parsed.comments), token_(scanned.tokens.data()) {}

  std::string run() {
    for (const Statement& s : parsed_.file.statements) statement(s);
    comments_before(static_cast<std::uint32_t>(text_.size()), 0);
    if (!line_is_empty_) end_line();
    return std::move(out_);
  }

 private:
  void statement(const Statement& s) {
    skip_to(s.span.begin);
    comments_before(s.span.begin, 0);
    begin_line(s.span.begin, 0);
    const auto* block = std::get_if<Block>(&s.content);
    if (block == nullptr || !block->has_braces) return tokens_until(s.span.end, continuation);
    const Token* brace = token_;
    while (!is_symbol(*brace, "{")) ++brace;
    tokens_until(brace->begin, continuation);
    settings(*block, *brace, s.span.end);
  }

  void settings(const Block& block, const Token& brace, std::uint32_t end) {
    comments_before(brace.begin, inside_block);
    if (line_is_empty_) begin_line(brace.begin, 0);
    put(out_.ends_with(' ') ? "{" : " {", brace);
    const std::string_view inside = text_.substr(brace.end, end - brace.end);
    const bool one_line = inside.find_first_of("\r\n#") == std::string_view::npos;
    one_line ? settings_in_line(block, end) : settings_in_lines(block, end);
    const Token& closing = *token_;
    put(one_line ? " }" : "}", closing);
  }

  void settings_in_line(const Block& block, std::uint32_t end) {
    for (std::size_t i = 0; i < block.settings.size(); ++i) {
      const Setting& s = block.settings[i];
      skip_to(s.key.span.begin);
      out_ += i == 0 ? " " : ";";
      tokens_until(s.value.span.end, continuation);
    }
    skip_to(end - 1);
  }

  void settings_in_lines(const Block& block, std::uint32_t end) {
    opened_ = true;
    std::size_t longest = 0;
    for (const Setting& s : block.settings) longest = std::max(longest, display_width(s.key.text));
    for (const Setting& s : block.settings) {
      skip_to(s.key.span.begin);
      comments_before(s.key.span.begin, inside_block);
      begin_line(s.key.span.begin, inside_block);
      tokens_until(s.key.span.end, inside_block + continuation);
      if (!line_is_empty_) out_.append(longest - display_width(s.key.text), ' ');
      tokens_until(s.value.span.end, inside_block + continuation);
    }
    skip_to(end - 1);
    comments_before(end - 1, inside_block);
    last_end_ = end;  // no blank line in front of the brace
    begin_line(end, 0);
  }

  // Writes the tokens that begin before `end`; a line break between two of them stays one.
  void tokens_until(std::uint32_t end, std::size_t indent) {
    for (; token_->kind != TokenKind::end && token_->begin < end; ++token_) {
      const bool after_comment = comments_before(token_->begin, indent);
      if (previous_ != nullptr && !line_is_empty_ && token_->starts_line) end_line();
      if (line_is_empty_ && !fresh_line_) {
        out_.append(indent, ' ');
      } else if (!fresh_line_ && !after_comment && previous_ != nullptr &&
                 space_between(before_previous_, *previous_, *token_)) {
        out_ += ' ';
      }
      write(spelled(*token_), *token_);
    }
  }

  void write(std::string_view spelling, const Token& token) {
    out_ += spelling;
    line_is_empty_ = fresh_line_ = opened_ = false;
    before_previous_ = std::exchange(previous_, &token);
    last_end_ = token.end;
  }
  void put(std::string_view spelling, const Token& token) {
    write(spelling, token);
    token_ = &token + 1;
  }

  // Separators between settings and statements are not written.
  void skip_to(std::uint32_t begin) {
    while (token_->kind != TokenKind::end && token_->begin < begin) last_end_ = (token_++)->end;
  }

  // Writes the comments in front of `place`; true when there was one, and a new line has begun.
  bool comments_before(std::uint32_t place, std::size_t indent) {
    bool any = false;
    for (; next_comment_ < comments_.size() && comments_[next_comment_].span.begin < place; ++next_comment_) {
      const Comment& comment = comments_[next_comment_];
      std::string_view words = text_.substr(comment.span.begin, comment.span.end - comment.span.begin);
      words = words.substr(0, words.find_last_not_of(" \t") + 1);
      if (comment.whole_line) {
        begin_line(comment.span.begin, indent);
      } else if (!line_is_empty_) {
        while (out_.ends_with(' ')) out_.pop_back();
        out_ += "  ";
      }
      out_ += words;
      last_end_ = comment.span.end;
      line_is_empty_ = false;
      end_line();
      opened_ = opened_ && !comment.whole_line;
      any = true;
    }
    return any;
  }

  // Starts a line for what stands at `place`, after a blank one where the text has one.
  void begin_line(std::uint32_t place, std::size_t indent) {
    if (!line_is_empty_) end_line();
    if (!out_.empty() && !opened_ && blank_line_between(last_end_, place)) out_ += '\n';
    out_.append(indent, ' ');
    line_is_empty_ = false;
    fresh_line_ = true;
    previous_ = before_previous_ = nullptr;
  }

  void end_line() {
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
    line_is_empty_ = true;
    fresh_line_ = false;
  }

  bool blank_line_between(std::uint32_t begin, std::uint32_t end) const {
    int lines = 0;
    for (std::uint32_t i = begin; i < end; ++i)
      if (text_[i] == '\n' || (text_[i] == '\r' && (i + 1 >= text_.size() || text_[i + 1] != '\n'))) ++lines;
    return lines >= 2;
  }

  std::string_view text_;
  const Parsed& parsed_;
  const std::vector<Comment>& comments_;
  const Token* token_;
  const Token* previous_ = nullptr;  // written last, and the one before it, on this statement
  const Token* before_previous_ = nullptr;
  std::size_t next_comment_ = 0;
  std::uint32_t last_end_ = 0;
  bool line_is_empty_ = true;  // nothing on the current line, not even its indentation
  bool fresh_line_ = false;    // only its indentation
  bool opened_ = false;        // directly after the brace of a block
  std::string out_;
};

}  // namespace

std::optional<std::string> format_file(const Sources& sources, std::uint32_t file) {
  const Parsed parsed = parse(sources, file);
  if (has_errors(parsed.diagnostics)) return std::nullopt;
  const Scan scanned = scan(sources, file);
  return align(Formatter(sources[file].text, parsed, scanned).run());
}

std::string apply_fixes(const Sources& sources, std::uint32_t file, const std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic::Fix> fixes;
  for (const Diagnostic& d : diagnostics)
    if (d.fix.present && d.fix.span.file == file) fixes.push_back(d.fix);
  std::stable_sort(fixes.begin(), fixes.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  const std::string& text = sources[file].text;
  std::string result;
  std::uint32_t done = 0;
  for (const Diagnostic::Fix& fix : fixes) {
    if (fix.span.begin < done) continue;
    result.append(text, done, fix.span.begin - done);
    result += fix.text;
    done = fix.span.end;
  }
  return result.append(text, done);
}

std::string repair(std::string text) {
  constexpr int rounds = 20;  // one fix can bring another to light
  for (int i = 0; i < rounds; ++i) {
    Sources sources;
    const std::uint32_t file = sources.add({}, text);
    std::string better = apply_fixes(sources, file, parse(sources, file).diagnostics);
    if (better == text) break;
    text = std::move(better);
  }
  return text;
}

}  // namespace ansatz::dsl
