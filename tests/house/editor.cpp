// Editors colour the reserved words of the language, and explain its statements: all of them, and no others.

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "ansatz/dsl/reference.hpp"
#include "ansatz/dsl/schema.hpp"
#include "dsl/syntax/token.hpp"

namespace {

using Words = std::set<std::string, std::less<>>;

const std::string editor = std::string(ANSATZ_SOURCE_DIR) + "/tools/editor/";

Words reserved_words() {
  Words words(std::begin(ansatz::dsl::statement_words), std::end(ansatz::dsl::statement_words));
  words.insert(std::begin(ansatz::dsl::inner_words), std::end(ansatz::dsl::inner_words));
  return words;
}

/// Names that are known, but not reserved, and coloured like the constants.
const Words known_names = {"pi", "inf"};

Words without_known_names(Words words) {
  for (const auto& name : known_names) words.erase(name);
  return words;
}

/// The words of `syntax keyword GROUP word ...`.
Words vim_keywords() {
  Words words;
  std::ifstream file(editor + "vim/syntax/pde.vim");
  for (std::string line; std::getline(file, line);) {
    std::istringstream parts(line);
    std::string command, kind, group;
    parts >> command >> kind >> group;
    if (command != "syntax" || kind != "keyword") continue;
    for (std::string word; parts >> word;) words.insert(word);
  }
  return words;
}

/// The words of the patterns `\b(word|word)\b`.
Words textmate_keywords() {
  Words words;
  std::ifstream file(editor + "vscode/pde.tmLanguage.json");
  auto grammar = nlohmann::json::parse(file);
  for (const auto& pattern : grammar["patterns"]) {
    auto match = pattern.value("match", "");
    if (!match.starts_with("\\b(") || !pattern.contains("name")) continue;
    std::istringstream list(match.substr(3, match.find(')') - 3));
    for (std::string word; std::getline(list, word, '|');) words.insert(word);
  }
  return words;
}

}  // namespace

TEST_CASE("editors colour the reserved words") {
  CHECK(without_known_names(vim_keywords()) == reserved_words());
  CHECK(without_known_names(textmate_keywords()) == reserved_words());
}

TEST_CASE("every statement is explained, as a statement or as a block of settings") {
  Words explained;
  for (const auto& word : ansatz::dsl::reference_statements()) {
    CHECK_MESSAGE(explained.insert(word.name).second, word.name);
    CHECK_MESSAGE(word.signature.starts_with(word.name), word.signature);
  }
  using ansatz::dsl::ProblemKind;
  for (const ProblemKind kind : {ProblemKind::equations, ProblemKind::search}) {
    const ansatz::dsl::Schema schema(ansatz::builtin_methods(), kind);
    for (const auto& block : schema.blocks())
      if (block.keyword != "with") explained.insert(block.keyword);
  }
  CHECK(explained == Words(std::begin(ansatz::dsl::statement_words), std::end(ansatz::dsl::statement_words)));
}
