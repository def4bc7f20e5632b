// Precedence by one function a level, from the loosest (`expression`) to the tightest (`operand`); see
// oracle_parser.hpp.
#include "oracle_parser.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace oracle {
namespace {

Tree operation(const std::string& word, std::vector<Tree> of) {
  return std::make_shared<Node>(Node{Kind::operation, word, std::move(of), {}});
}

// Letters of other alphabets are bytes above 127.
bool letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)); }

}  // namespace

void unknown(const std::string& what) { throw std::runtime_error("the oracle does not know " + what); }

Words scan(const std::string& text) {
  static const Words pairs = {"<=", ">=", "==", "!="};
  Words words;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t first = i;
    if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (std::isspace(static_cast<unsigned char>(text[i]))) {
      ++i;
    } else if (text[i] == '"') {
      i = text.find('"', i + 1) + 1;
      words.push_back(text.substr(first, i - first));
    } else if (digit(text[i]) || (text[i] == '.' && i + 1 < text.size() && digit(text[i + 1]))) {
      std::size_t length = 0;
      (void)std::stold(text.substr(i), &length);
      words.push_back(text.substr(i, length));
      i += length;
    } else if (letter(text[i])) {
      while (i < text.size() && letter(text[i])) ++i;
      words.push_back(text.substr(first, i - first));
    } else {
      const bool pair = std::find(pairs.begin(), pairs.end(), text.substr(i, 2)) != pairs.end();
      words.push_back(text.substr(i, pair ? 2 : 1));
      i += words.back().size();
    }
  }
  return words;
}

const std::string& Parser::peek(std::size_t ahead) const {
  static const std::string end;
  return at_ + ahead < words_.size() ? words_[at_ + ahead] : end;
}

bool Parser::accept(const std::string& word) {
  const bool here = peek() == word;
  at_ += here;
  return here;
}

void Parser::expect(const std::string& word) {
  if (!accept(word)) throw std::runtime_error("expected " + word + ", found " + peek());
}

Tree Parser::left_to_right(const Words& operators, Level next_level) {
  Tree left = (this->*next_level)();
  while (std::find(operators.begin(), operators.end(), peek()) != operators.end()) {
    const std::string word = next();
    left = operation(word, {left, (this->*next_level)()});
  }
  return left;
}

Tree Parser::expression() { return left_to_right({"or"}, &Parser::conjunction); }
Tree Parser::conjunction() { return left_to_right({"and"}, &Parser::negation); }
Tree Parser::sum() { return left_to_right({"+", "-"}, &Parser::product); }
Tree Parser::product() { return left_to_right({"*", "/", "&"}, &Parser::sign); }

Tree Parser::negation() { return accept("not") ? operation("not", {negation()}) : comparison(); }

// 0 < x < 1 is 0 < x and x < 1.
Tree Parser::comparison() {
  static const Words operators = {"<", "<=", ">", ">=", "==", "!="};
  Tree left = sum(), all;
  while (std::find(operators.begin(), operators.end(), peek()) != operators.end()) {
    const std::string word = next();
    const Tree right = sum();
    const Tree pair = operation(word, {left, right});
    all = all ? operation("and", {all, pair}) : pair;
    left = right;
  }
  return all ? all : left;
}

Tree Parser::sign() {
  if (accept("+")) return sign();
  return accept("-") ? operation("-", {sign()}) : power();
}

Tree Parser::power() {
  const Tree base = operand();
  return accept("^") ? operation("^", {base, sign()}) : base;
}

Tree Parser::operand() {
  if (accept("(")) {
    const Tree inside = expression();
    expect(")");
    return inside;
  }
  if (accept("[")) {
    Node list{Kind::list, "", {}, {}};
    do list.children.push_back(sum());
    while (accept(","));
    expect("]");
    return std::make_shared<Node>(list);
  }
  if (accept("if")) {
    const Tree test = expression();
    expect("then");
    const Tree yes = sum();
    expect("else");
    return std::make_shared<Node>(Node{Kind::choice, "if", {test, yes, sum()}, {}});
  }
  const std::string word = next();
  if (digit(word[0]) || word[0] == '.')
    return std::make_shared<Node>(Node{Kind::number, word, {}, {}, std::stold(word)});
  if (!letter(word[0])) unknown("`" + word + "` here");
  if (accept("(")) return word == "integral" ? integral() : call(word);
  return std::make_shared<Node>(Node{Kind::name, word, {}, {}});
}

Tree Parser::call(const std::string& word) {
  Node call{Kind::call, word, {}, {}};
  do {
    if (peek(1) == "=") call.places.push_back(next()), expect("=");
    call.children.push_back(expression());
  } while (accept(","));
  expect(")");
  if (!call.places.empty() && call.places.size() != call.children.size()) unknown("such arguments of " + word);
  return std::make_shared<Node>(call);
}

Tree Parser::integral() {
  const Tree of = sum();
  expect(",");
  const std::string variable = next();
  expect("in");
  expect("[");
  const Tree from = sum();
  expect(",");
  const Tree to = sum();
  expect("]");
  expect(")");
  return std::make_shared<Node>(Node{Kind::integral, variable, {of, from, to}, {}});
}

}  // namespace oracle
