// A recursive descent from text to closures. See oracle.hpp.
#include "oracle.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>
#include <set>
#include <stdexcept>

namespace oracle {
namespace {

using Words = std::vector<std::string>;

[[noreturn]] void unknown(const std::string& what) { throw std::runtime_error("the oracle does not know " + what); }

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

constexpr long double inf = std::numeric_limits<long double>::infinity();

long double call_builtin(const std::string& name, long double z) {
  static const std::map<std::string, long double (*)(long double)> table = {
      {"sin", [](long double x) { return std::sin(x); }},   {"cos", [](long double x) { return std::cos(x); }},
      {"exp", [](long double x) { return std::exp(x); }},   {"log", [](long double x) { return std::log(x); }},
      {"sqrt", [](long double x) { return std::sqrt(x); }}, {"tanh", [](long double x) { return std::tanh(x); }},
      {"cosh", [](long double x) { return std::cosh(x); }}, {"abs", [](long double x) { return std::abs(x); }},
  };
  const auto found = table.find(name);
  if (found == table.end()) unknown("the function " + name);
  return found->second(z);
}

}  // namespace

class Parser {
 public:
  Parser(File& file, Words words) : file_(file), words_(std::move(words)) {}

  const std::string& peek(std::size_t ahead = 0) const {
    static const std::string end;
    return at_ + ahead < words_.size() ? words_[at_ + ahead] : end;
  }
  bool done() const { return at_ == words_.size(); }
  std::string next() { return words_.at(at_++); }
  bool accept(const std::string& word) {
    const bool here = peek() == word;
    at_ += here;
    return here;
  }
  void expect(const std::string& word) {
    if (!accept(word)) throw std::runtime_error("expected " + word + ", found " + peek());
  }

  Value expression() {
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

  // lower, upper of "[a, b]": constants
  std::pair<long double, long double> interval() {
    expect("[");
    const Value lower = expression();
    expect(",");
    const Value upper = expression();
    expect("]");
    return {lower({}), upper({})};
  }

 private:
  Value logic() {
    Value left = comparison();
    while (peek() == "and" || peek() == "or") {
      const bool all = next() == "and";
      left = [left, right = comparison(), all](const Point& p) -> long double {
        return all ? left(p) != 0 && right(p) != 0 : left(p) != 0 || right(p) != 0;
      };
    }
    return left;
  }

  Value comparison() {
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

  Value product() {
    Value left = sign();
    while (peek() == "*" || peek() == "/") {
      const bool times = next() == "*";
      left = [left, right = sign(), times](const Point& p) { return times ? left(p) * right(p) : left(p) / right(p); };
    }
    return left;
  }

  Value sign() {
    if (accept("+")) return sign();
    if (accept("-")) return [of = sign()](const Point& p) { return -of(p); };
    const Value base = operand();
    if (!accept("^")) return base;
    return [base, exponent = sign()](const Point& p) { return std::pow(base(p), exponent(p)); };
  }

  Value operand() {
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

  // Looked up when evaluated: the file is free of order.
  Value name(const std::string& word) {
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

  Value call(const std::string& word) {
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
          sum += c.name == file.time ? 0 : file.derivative(arguments[0], p, c.name + c.name);
        return sum;
      }
      if (word[0] == 'd' && file.is_coordinates(word.substr(1)))
        return file.derivative(arguments[0], p, word.substr(1));
      return call_builtin(word, arguments.at(0)(p));
    };
  }

  // Trapezoids over |s| <= 12: for an integrand that decays like exp(-s^2) as good as exact.
  Value integral() {
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

  File& file_;
  Words words_;
  std::size_t at_ = 0;
};

bool File::is_coordinates(const std::string& word) const {
  return !word.empty() && std::all_of(word.begin(), word.end(), [&](char c) {
    return std::any_of(coordinates.begin(), coordinates.end(), [&](const Coordinate& x) { return x.name[0] == c; });
  });
}

// Central differences of sixth order, one coordinate after another; wider for higher orders, where rounding counts
// more.
long double File::derivative(const Value& of, const Point& at, const std::string& wanted) const {
  if (!is_coordinates(wanted)) unknown("the derivative by " + wanted);
  constexpr long double widths[] = {0, 1e-4L, 4e-4L, 2e-3L, 1e-2L};
  const long double width = widths[std::min<std::size_t>(wanted.size(), 4)];
  Value value = of;
  for (const char c : wanted) {
    const auto x = std::find_if(coordinates.begin(), coordinates.end(), [&](const auto& k) { return k.name[0] == c; });
    const long double h = width * (x->upper - x->lower);
    value = [inner = value, name = x->name, h](const Point& p) {
      constexpr long double weights[] = {0, 45 / 60.0L, -9 / 60.0L, 1 / 60.0L};
      Point moved = p;
      long double sum = 0;
      for (int k = 1; k <= 3; ++k) {
        moved[name] = p.at(name) + k * h;
        sum += weights[k] * inner(moved);
        moved[name] = p.at(name) - k * h;
        sum -= weights[k] * inner(moved);
      }
      return sum / h;
    };
  }
  return value(at);
}

namespace {

// Every statement begins with one of these words, outside of all brackets.
std::vector<Words> statements(const Words& words) {
  static const std::set<std::string> first = {"pde",     "title", "include", "param", "let",    "unknown",
                                              "domain",  "time",  "field",   "eq",    "bc",     "ic",
                                              "fit",     "exact", "data",    "loss",  "ansatz", "sample",
                                              "network", "train", "compute", "plot",  "sweep",  "output"};
  std::vector<Words> list;
  int depth = 0;
  for (const std::string& word : words) {
    if (depth == 0 && first.count(word)) list.emplace_back();
    if (word == "(" || word == "[" || word == "{") ++depth;
    if (word == ")" || word == "]" || word == "}") --depth;
    list.at(list.size() - 1).push_back(word);
  }
  return list;
}

std::string join(const Words& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

File::File(const std::string& text) {
  const auto list = statements(scan(text));
  const auto each = [&](std::initializer_list<const char*> kinds, auto read) {
    for (const Words& words : list) {
      if (std::find(kinds.begin(), kinds.end(), words[0]) == kinds.end()) continue;
      Parser parser(*this, words);
      parser.next();
      read(parser, words);
    }
  };
  each({"param", "let"}, [&](Parser& parser, const Words&) {
    const std::string name = parser.next();
    Definition definition;
    if (parser.accept("(")) {
      do definition.arguments.push_back(parser.next());
      while (parser.accept(","));
      parser.expect(")");
    }
    parser.expect("=");
    definition.body = parser.expression();
    definitions_[name] = definition;
  });
  each({"domain"}, [&](Parser& parser, const Words&) {
    if (!parser.accept("(")) {
      const std::string name = parser.next();
      parser.expect("in");
      const auto [lower, upper] = parser.interval();
      coordinates.push_back({name, lower, upper});
      return;
    }
    do coordinates.push_back({parser.next(), 0, 0});
    while (parser.accept(","));
    parser.expect(")");
    parser.expect("in");
    if (const auto shape = parser.next(); shape != "rect" && shape != "box") unknown("the shape " + shape);
    for (auto corner : {&Coordinate::lower, &Coordinate::upper}) {
      parser.next();  // ( or ,
      parser.expect("[");
      for (auto& c : coordinates) c.*corner = parser.expression()({}), parser.next();  // , or ]
    }
  });
  each({"time"}, [&](Parser& parser, const Words&) {
    time = parser.next();
    parser.expect("in");
    const auto [lower, upper] = parser.interval();
    coordinates.push_back({time, lower, upper});
  });
  each({"exact"}, [&](Parser& parser, const Words&) {
    do {
      const std::string name = parser.next();
      parser.expect("=");
      exact[name] = parser.expression();
    } while (parser.accept(","));
  });
  each({"eq", "ic", "bc", "fit"}, [&](Parser& parser, const Words& words) {
    Condition condition{words[0], join(words), {}, {}};
    if (parser.peek(1) == ":") parser.next(), parser.next();
    do {
      const Value left = parser.expression();
      parser.expect("=");
      condition.equations.push_back({left, parser.expression()});
    } while (parser.accept(","));
    if (condition.kind == "ic") condition.faces.push_back({{time, coordinates.back().lower}});
    if (parser.accept("on")) {
      do {
        const std::string place = parser.next();
        if (place == "boundary") {
          for (const auto& c : coordinates) {
            if (c.name != time)
              condition.faces.push_back({{c.name, c.lower}}), condition.faces.push_back({{c.name, c.upper}});
          }
        } else {
          parser.expect("=");
          condition.faces.push_back({{place, parser.expression()({})}});
        }
      } while (parser.accept(","));
    }
    if (!parser.done()) unknown("`" + parser.peek() + "` in " + condition.text);
    conditions.push_back(condition);
  });
}

}  // namespace oracle
