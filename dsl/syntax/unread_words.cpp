#include "syntax/unread_words.hpp"

#include <algorithm>

#include "syntax/scanner.hpp"

namespace ansatz::dsl {
namespace {

bool is_declaration(std::string_view word) {
  constexpr std::string_view words[] = {"let",  "param",  "unknown", "field", "domain",
                                        "time", "region", "include", "pde",   "title"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

std::set<std::string, std::less<>> unread_words(const Sources& sources, std::uint32_t file,
                                                const std::vector<Statement>& statements) {
  std::vector<Span> read;
  for (const Statement& statement : statements)
    if (statement.span.file == file) read.push_back(statement.span);
  std::sort(read.begin(), read.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::set<std::string, std::less<>> words;
  const Scan scanned = scan(sources, file);
  auto next = read.begin();
  bool declares = true;
  for (const Token& token : scanned.tokens) {
    while (next != read.end() && next->end <= token.begin) ++next;
    if (next != read.end() && next->begin <= token.begin) continue;
    // A statement ends where another word stands at the beginning of a line: it may be one that is misspelt.
    if (token.starts_statement || (token.starts_line && token.kind == TokenKind::word))
      declares = !token.starts_statement || is_declaration(token.text);
    if (declares && token.kind == TokenKind::word) words.emplace(token.text);
  }
  return words;
}

}  // namespace ansatz::dsl
