#include "syntax/brackets.hpp"

#include <fmt/core.h>

#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

namespace {

std::string_view closer_of(std::string_view opener) { return opener == "(" ? ")" : opener == "[" ? "]" : "}"; }
bool is_opener(const Token& t) {
  return t.kind == TokenKind::symbol && (t.text == "(" || t.text == "[" || t.text == "{");
}
bool is_closer(const Token& t) {
  return t.kind == TokenKind::symbol && (t.text == ")" || t.text == "]" || t.text == "}");
}

class Pairing {
 public:
  Pairing(std::uint32_t file, std::vector<Diagnostic>& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  void visit(const Token& token) {
    if (token.starts_statement || token.kind == TokenKind::end) {
      report_open(token);
    } else if (is_opener(token)) {
      open_.push_back(&token);
    } else if (is_closer(token)) {
      close(token);
    }
  }

 private:
  Span span(const Token& t) const { return {file_, t.begin, t.end}; }

  // One finding for all brackets that are still open where the next statement begins, at the innermost one.
  void report_open(const Token& next) {
    if (open_.empty()) return;
    const Token& opener = *open_.back();
    const std::string_view closer = closer_of(opener.text);
    Finding finding = Finding(Code::unclosed, span(opener), fmt::format("`{}` is never closed", opener.text))
                          .label("opened here")
                          .help(fmt::format("put the `{}` where it ends", closer));
    if (next.kind != TokenKind::end)
      finding.also(span(next), fmt::format("this statement begins before the `{}`", closer));
    for (std::size_t i = 0; i + 1 < open_.size() && i < 2; ++i) finding.also(span(*open_[i]), "open too");
    diagnostics_.push_back(finding);
    open_.clear();
  }

  void close(const Token& closer) {
    if (open_.empty()) {
      diagnostics_.push_back(Finding(Code::unclosed, span(closer), fmt::format("`{}` closes nothing", closer.text))
                                 .label("no bracket is open here")
                                 .help("remove it, or open it earlier"));
      return;
    }
    const Token& opener = *open_.back();
    open_.pop_back();
    const std::string_view wanted = closer_of(opener.text);
    if (closer.text == wanted) return;
    if (!open_.empty() && closer.text == closer_of(open_.back()->text)) {
      diagnostics_.push_back(Finding(Code::unclosed, span(opener), fmt::format("`{}` is never closed", opener.text))
                                 .label("opened here")
                                 .also(span(closer), fmt::format("this closes the `{}` before it", open_.back()->text))
                                 .help(fmt::format("put a `{}` in front of the `{}`", wanted, closer.text)));
      open_.pop_back();
      return;
    }
    diagnostics_.push_back(
        Finding(Code::unclosed, span(closer), fmt::format("`{}` cannot close `{}`", closer.text, opener.text))
            .label(fmt::format("`{}` is needed here", wanted))
            .also(span(opener), "opened here")
            .help(fmt::format("write `{}`, or close the `{}` earlier", wanted, opener.text)));
  }

  std::uint32_t file_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<const Token*> open_;
};

}  // namespace

void mark_statements(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    Token& token = tokens[i];
    const Token& next = tokens[i + 1];
    const bool after_semicolon = i > 0 && tokens[i - 1].kind == TokenKind::symbol && tokens[i - 1].text == ";";
    const bool is_key = next.kind == TokenKind::symbol && (next.text == "=" || next.text == ".");
    token.starts_statement = token.kind == TokenKind::word && (token.starts_line || after_semicolon) && !is_key &&
                             is_statement_word(token.text);
    if (token.text == "history" && !token.starts_statement) token.reserved = false;  // `plot history`
  }
}

void pair_brackets(const std::vector<Token>& tokens, std::uint32_t file, std::vector<Diagnostic>& diagnostics) {
  Pairing pairing(file, diagnostics);
  for (const Token& token : tokens) pairing.visit(token);
}

}  // namespace ansatz::dsl
