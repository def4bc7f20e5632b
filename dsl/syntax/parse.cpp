// The way from a text to its tree: scan, read statement by statement, and after an error go on at the next statement.

#include <fmt/core.h>

#include <algorithm>

#include "ansatz/dsl/parse.hpp"
#include "diagnostics/finding.hpp"
#include "source/limits.hpp"
#include "syntax/blame.hpp"
#include "syntax/product.hpp"

namespace ansatz::dsl {

namespace {

bool by_place(const Diagnostic& a, const Diagnostic& b) { return a.primary.span.begin < b.primary.span.begin; }

std::optional<Diagnostic> too_long(const Sources& sources, std::uint32_t file) {
  if (sources[file].text.size() <= limits::file_bytes) return std::nullopt;
  return Finding(Code::too_large, {file, 0, 0}, fmt::format("the text is longer than {} bytes", limits::file_bytes))
      .label("too long")
      .help("put data into a data file, and shared definitions into an `include`");
}

class FileParser {
 public:
  FileParser(const Sources& sources, std::uint32_t file) : text_(sources[file].text), file_(file) {
    scan_ = scan(sources, file);
    looks_ = scan_.looks;
    values_ = declared_values(scan_.tokens);
    for (const Diagnostic& d : scan_.diagnostics)
      if (d.code == Code::unreadable_character || d.code == Code::unclosed) unreadable_.push_back(d.primary.span.begin);
    std::sort(unreadable_.begin(), unreadable_.end());
  }

  Parsed run() {
    const Token* at = scan_.tokens.data();
    const Token* last = at + scan_.tokens.size() - 1;
    while (at != last && scan_.diagnostics.size() < limits::errors) at = statement(at, last);
    if (at != last) give_up(*at);
    check_version();
    std::stable_sort(scan_.diagnostics.begin(), scan_.diagnostics.end(), by_place);
    return {std::move(result_), std::move(scan_.diagnostics), std::move(scan_.comments), looks_};
  }

 private:
  // Reads the statement at `at`, or reports why not; returns where to go on.
  const Token* statement(const Token* at, const Token* last) {
    const Token* const first = at;
    if (at->kind != TokenKind::word || !is_statement_word(at->text)) {
      return report(blame_start(*at, values_, file_), at, last);
    }
    GrammarError error;
    std::optional<Statement> read = parse_statement(at, last, file_, error);
    looks_ += error.looks;
    if (!read) return report(blame(error, first, values_, file_), first, last);
    read->documentation = documentation_before(*first);
    result_.statements.push_back(std::move(*read));
    if (at->kind == TokenKind::symbol && at->text == ";") return at + 1;
    const bool goes_on =
        at != last && !at->starts_line && !(at->kind == TokenKind::word && is_statement_word(at->text));
    return goes_on ? report(blame_rest(result_.statements.back(), first, at, values_, file_), first, last) : at;
  }

  // Where to go on: at the next statement, or at a word without indentation that could be meant for one.
  const Token* next_statement(const Token* first, const Token* last) const {
    int depth = 0;
    for (const Token* t = first; t < last; ++t) {
      const bool word = t->kind == TokenKind::word;
      const bool at_margin =
          t->starts_line && (t->begin == 0 || text_[t->begin - 1] == '\n' || text_[t->begin - 1] == '\r');
      if (t != first && (t->starts_statement || (word && at_margin && depth <= 0))) return t;
      if (t->kind == TokenKind::symbol && (t->text == "(" || t->text == "[" || t->text == "{")) ++depth;
      if (t->kind == TokenKind::symbol && (t->text == ")" || t->text == "]" || t->text == "}")) --depth;
    }
    return last;
  }

  // An error in a statement whose characters or brackets are wrong would only repeat what was said.
  const Token* report(Diagnostic diagnostic, const Token* first, const Token* last) {
    const Token* next = next_statement(first, last);
    const auto known = std::lower_bound(unreadable_.begin(), unreadable_.end(), first->begin);
    if (known == unreadable_.end() || *known >= next->begin) scan_.diagnostics.push_back(std::move(diagnostic));
    return next;
  }

  void give_up(const Token& at) {
    scan_.diagnostics.push_back(Finding(Code::too_large, {file_, at.begin, at.end},
                                        fmt::format("more than {} errors; reading stops here", limits::errors))
                                    .label("not read from here on")
                                    .help("mend the first errors, then look again"));
  }

  // The `##` lines directly above a statement, without their marks.
  std::string documentation_before(const Token& keyword) const {
    const auto& comments = scan_.comments;
    const auto end = std::lower_bound(comments.begin(), comments.end(), keyword.begin,
                                      [](const Comment& c, std::uint32_t begin) { return c.span.begin < begin; });
    const std::uint32_t previous = &keyword == scan_.tokens.data() ? 0 : (&keyword)[-1].end;
    const auto documents = [&](const Comment& c) {
      return c.whole_line && c.span.begin >= previous && text_.substr(c.span.begin, 2) == "##";
    };
    auto begin = end;
    while (begin != comments.begin() && documents(begin[-1])) --begin;
    std::string result;
    for (auto c = begin; c != end; ++c) {
      std::string_view line = text_.substr(c->span.begin + 2, c->span.end - c->span.begin - 2);
      if (line.starts_with(' ')) line.remove_prefix(1);
      line = line.substr(0, line.find_last_not_of(" \t") + 1);
      if (!result.empty()) result += '\n';
      result += line;
    }
    return result;
  }

  // `pde 1` comes first, once, and asks for a language this program knows.
  void check_version() {
    for (std::size_t i = 0; i < result_.statements.size(); ++i) {
      const Statement& s = result_.statements[i];
      const auto* header = std::get_if<Header>(&s.content);
      if (header == nullptr) continue;
      const bool known =
          header->version == "1" ||
          (header->version.starts_with("1.") && header->version.find_first_not_of("0123456789.") == std::string::npos);
      if (!known) {
        scan_.diagnostics.push_back(
            Finding(Code::wrong_version, s.span,
                    fmt::format("this file asks for pde {}; this program knows pde 1", header->version.substr(0, 20)))
                .label("the version of the language")
                .help("write `pde 1`, or use a newer ansatz"));
      } else if (i != 0) {
        scan_.diagnostics.push_back(Finding(Code::wrong_version, s.span, "the version comes first in a file")
                                        .label("not the first statement")
                                        .help("move it to the top"));
      }
    }
  }

  std::string_view text_;
  std::uint32_t file_;
  Scan scan_;
  std::vector<std::uint32_t> unreadable_;  // places of findings that make a statement unreadable
  std::set<std::string_view> values_;      // that the text declares
  File result_;
  std::size_t looks_ = 0;
};

}  // namespace

Parsed parse(const Sources& sources, std::uint32_t file) {
  if (auto excess = too_long(sources, file)) return {{}, {std::move(*excess)}, {}, 0};
  return FileParser(sources, file).run();
}

ParsedExpression parse_expression(const Sources& sources, std::uint32_t file, bool until) {
  if (auto excess = too_long(sources, file)) return {{}, {std::move(*excess)}};
  Scan scanned = scan(sources, file, until);
  ParsedExpression result;
  result.diagnostics = std::move(scanned.diagnostics);
  if (scanned.tokens.size() == 2)
    scanned.tokens.front().starts_statement = false;  // a word alone: `conditions = exact`
  const Token* at = scanned.tokens.data();
  const Token* const last = at + scanned.tokens.size() - 1;
  GrammarError error;
  std::optional<Expression> expression = parse_expression(at, last, file, error);
  if (expression) result.expression = std::move(*expression);
  if (has_errors(result.diagnostics)) return result;
  if (!expression) {
    result.diagnostics.push_back(blame(error, scanned.tokens.data(), {}, file));
  } else if (at != last) {
    result.diagnostics.push_back(blame_rest_of_expression(scanned.tokens.data(), at, until, file));
  }
  return result;
}

}  // namespace ansatz::dsl
