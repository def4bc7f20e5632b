// Precedence by one function a level, from the loosest (`expression`) to the tightest (`operand`).
#include "oracle_parser.hpp"

#include <cctype>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <stdexcept>

namespace oracle {
namespace {

constexpr long double inf = std::numeric_limits<long double>::infinity();

long double call_builtin(const std::string& name, long double z) {
  static const std::map<std::string, long double (*)(long double)> table = {
      {"sin", [](long double x) { return std::sin(x); }},   {"cos", [](long double x) { return std::cos(x); }},
      {"exp", [](long double x) { return std::exp(x); }},   {"log", [](long double x) { return std::log(x); }},
      {"sqrt", [](long double x) { return std::sqrt(x); }}, {"tanh", [](long double x) { return std::tanh(x); }},
      {"cosh", [](long double x) { return std::cosh(x); }}, {"abs", [](long double x) { return std::abs(x); }},
      {"atan", [](long double x) { return std::atan(x); }},
  };
  const auto found = table.find(name);
  if (found == table.end()) unknown("the function " + name);
  return found->second(z);
}

}  // namespace

void unknown(const std::string& what) { throw std::runtime_error("the oracle does not know " + what); }

Words scan(const std::string& text) {
  Words words;
  for (std::size_t i = 0; i < text.size();) {
    const auto is = [&](std::size_t k, auto test) {
      return k < text.size() && test(static_cast<unsigned char>(text[k]));
    };
    const auto letter = [](int c) { return std::isalnum(c) || c == '_'; };
    const std::size_t first = i;
    if (text[i] == '#') {
      while (i < text.size() && text[i] != '\n') ++i;
    } else if (std::isspace(static_cast<unsigned char>(text[i]))) {
      ++i;
    } else if (text[i] == '"') {
      i = text.find('"', i + 1) + 1;
      words.push_back(text.substr(first, i - first));
    } else if (std::isdigit(static_cast<unsigned char>(text[i]))) {
      std::size_t length = 0;
      (void)std::stold(text.substr(i), &length);
      words.push_back(text.substr(i, length));
      i += length;
    } else if (is(i, letter)) {
      while (is(i, letter)) ++i;
      words.push_back(text.substr(first, i - first));
    } else {
      const bool two =
          i + 1 < text.size() && text[i + 1] == '=' && std::string("<>=!").find(text[i]) != std::string::npos;
      words.push_back(text.substr(i, two ? 2 : 1));
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

Value Parser::expression() {
  if (accept("if")) {
    const Value test = logic();
    expect("then");
    const Value yes = expression();
    expect("else");
    const Value no = expression();
    return [=](const Point& p) { return test(p) != 0 ? yes(p) : no(p); };
  }
  Value left = product();
  while (peek() == "+" || peek() == "-") {
    const long double sign = next() == "+" ? 1 : -1;
    left = [left, right = product(), sign](const Point& p) { return left(p) + sign * right(p); };
  }
  return left;
}

std::pair<long double, long double> Parser::interval() {
  expect("[");
  const Value lower = expression();
  expect(",");
  const Value upper = expression();
  expect("]");
  return {lower({}), upper({})};
}

Value Parser::logic() {
  Value left = comparison();
  while (peek() == "and" || peek() == "or") {
    const bool all = next() == "and";
    left = [left, right = comparison(), all](const Point& p) -> long double {
      return all ? left(p) != 0 && right(p) != 0 : left(p) != 0 || right(p) != 0;
    };
  }
  return left;
}

Value Parser::comparison() {
  const Value left = expression();
  const std::string op = next();
  const Value right = expression();
  return [=](const Point& p) -> long double {
    const long double a = left(p), b = right(p);
    if (op == "<") return a < b;
    if (op == "<=") return a <= b;
    if (op == ">") return a > b;
    if (op == ">=") return a >= b;
    unknown("the comparison " + op);
  };
}

Value Parser::product() {
  Value left = sign();
  while (peek() == "*" || peek() == "/") {
    const bool times = next() == "*";
    left = [left, right = sign(), times](const Point& p) { return times ? left(p) * right(p) : left(p) / right(p); };
  }
  return left;
}

Value Parser::sign() {
  if (accept("+")) return sign();
  if (accept("-")) return [of = sign()](const Point& p) { return -of(p); };
  const Value base = operand();
  if (!accept("^")) return base;
  return [base, exponent = sign()](const Point& p) { return std::pow(base(p), exponent(p)); };
}

Value Parser::operand() {
  if (accept("(")) {
    const Value inside = expression();
    expect(")");
    return inside;
  }
  const std::string word = next();
  if (std::isdigit(static_cast<unsigned char>(word[0]))) {
    return [number = std::stold(word)](const Point&) { return number; };
  }
  return accept("(") ? call(word) : name(word);
}

Value Parser::name(const std::string& word) {
  return [&file = file_, word](const Point& p) -> long double {
    if (const auto at = p.find(word); at != p.end()) return at->second;
    if (const auto let = file.definitions_.find(word); let != file.definitions_.end()) return let->second.body(p);
    if (word == "pi") return std::numbers::pi_v<long double>;
    if (word == "inf") return inf;
    const auto bar = word.find('_');
    const auto field = file.exact.find(word.substr(0, bar));
    if (field == file.exact.end()) unknown("the name " + word);
    return bar == std::string::npos ? field->second(p) : file.derivative(field->second, p, word.substr(bar + 1));
  };
}

Value Parser::call(const std::string& word) {
  if (word == "integral") return integral();
  std::vector<Value> arguments;
  std::vector<std::string> places;  // u(x = 0)
  do {
    if (peek(1) == "=") places.push_back(next()), expect("=");
    arguments.push_back(expression());
  } while (accept(","));
  expect(")");
  return [&file = file_, word, arguments, places](const Point& p) -> long double {
    if (!places.empty()) {
      Point there = p;
      for (std::size_t k = 0; k < places.size(); ++k) there[places[k]] = arguments.at(k)(p);
      return file.exact.at(word)(there);
    }
    if (const auto let = file.definitions_.find(word); let != file.definitions_.end()) {
      Point inside = p;
      for (std::size_t k = 0; k < arguments.size(); ++k) inside[let->second.arguments.at(k)] = arguments[k](p);
      return let->second.body(inside);
    }
    if (word == "lap") {
      long double sum = 0;
      for (const Coordinate& c : file.coordinates)
        if (c.name != file.time && !file.parameters_.count(c.name))
          sum += file.derivative(arguments[0], p, c.name + c.name) * file.per_length(c, p);
      if (file.polar_) {
        const std::string r = file.coordinates.front().name;
        sum += file.derivative(arguments[0], p, r) / p.at(r);
      }
      return sum;
    }
    if (word[0] == 'd' && !file.coordinates_in(word.substr(1)).empty())
      return file.derivative(arguments[0], p, word.substr(1));
    return call_builtin(word, arguments.at(0)(p));
  };
}

// Trapezoids over |s| <= 12: for an integrand that decays like exp(-s^2) as good as exact.
Value Parser::integral() {
  const Value of = expression();
  expect(",");
  const std::string variable = next();
  expect("in");
  if (interval() != std::pair{-inf, inf}) unknown("integrals over finite ranges");
  expect(")");
  return [=](const Point& p) {
    Point inside = p;
    long double sum = 0;
    for (int k = -96; k <= 96; ++k) {
      inside[variable] = k / 8.0L;
      sum += of(inside) / 8;
    }
    return sum;
  };
}

}  // namespace oracle
