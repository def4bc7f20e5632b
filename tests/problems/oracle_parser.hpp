// The reader of the oracle: text to words, words to closures.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "oracle.hpp"

namespace oracle {

using Words = std::vector<std::string>;

Words scan(const std::string& text);  // comments left out, strings whole

[[noreturn]] void unknown(const std::string& what);

/// A recursive descent over the words of one statement. Names are looked up in the file when a closure is called,
/// so that definitions may come in any order; the file must outlive the closures.
class Parser {
 public:
  Parser(File& file, Words words) : file_(file), words_(std::move(words)) {}

  const std::string& peek(std::size_t ahead = 0) const;  // empty at the end
  bool done() const { return at_ == words_.size(); }
  std::string next() { return words_.at(at_++); }
  bool accept(const std::string& word);
  void expect(const std::string& word);

  Value expression();
  std::pair<long double, long double> interval();  // "[a, b]", of constants

 private:
  Value logic();
  Value comparison();
  Value product();
  Value sign();
  Value operand();
  Value name(const std::string& word);
  Value call(const std::string& word);
  Value integral();

  File& file_;
  Words words_;
  std::size_t at_ = 0;
};

}  // namespace oracle
