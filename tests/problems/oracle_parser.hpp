// The reader of the oracle: text to words, words to trees. What statements are made of them: oracle.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "oracle_tree.hpp"

namespace oracle {

using Words = std::vector<std::string>;

Words scan(const std::string& text);  // comments left out, strings whole

/// A recursive descent over the words of one statement, by one function a level of precedence.
class Parser {
 public:
  explicit Parser(Words words) : words_(std::move(words)) {}

  const std::string& peek(std::size_t ahead = 0) const;  // empty at the end
  bool done() const { return at_ == words_.size(); }
  std::string next() { return words_.at(at_++); }
  bool accept(const std::string& word);
  void expect(const std::string& word);
  void skip() { at_ = words_.size(); }  // to the end of the statement

  Tree expression();  // conditions and parts too
  Tree sum();         // a number or a vector

 private:
  using Level = Tree (Parser::*)();
  Tree left_to_right(const Words& operators, Level next_level);
  Tree conjunction();
  Tree negation();
  Tree comparison();
  Tree product();
  Tree sign();
  Tree power();
  Tree operand();
  Tree call(const std::string& word);
  Tree integral();

  Words words_;
  std::size_t at_ = 0;
};

}  // namespace oracle
