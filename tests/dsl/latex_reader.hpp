// What a reader of mathematics takes LaTeX for: the value of arithmetic, by rules of its own that share nothing with
// the room that writes it. What can be read in two ways is refused: two numbers side by side, a number in front of a
// fraction, a factor behind a quotient on the line, a sign in the middle of a product.
#pragma once

#include <cctype>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ansatz::test {

class LatexReader {
 public:
  LatexReader(std::string_view text, const std::map<std::string, double>& names) : rest_(text), names_(names) {}

  double value() {
    const double result = sum();
    if (!rest_.empty()) fail("nothing more");
    return result;
  }

 private:
  [[noreturn]] void fail(const std::string& wanted) const {
    throw std::runtime_error("expected " + wanted + " at: " + std::string(rest_));
  }
  void skip_space() {
    while (rest_.starts_with(' ') || rest_.starts_with("\\,") || rest_.starts_with("\\!"))
      rest_.remove_prefix(rest_[0] == ' ' ? 1 : 2);
  }
  bool take(std::string_view token) {
    skip_space();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  void expect(std::string_view token) {
    if (!take(token)) fail(std::string(token));
  }
  bool at_number() {
    skip_space();
    return !rest_.empty() && std::isdigit(static_cast<unsigned char>(rest_[0]));
  }

  bool at_fraction() {
    skip_space();
    return rest_.starts_with("\\frac");
  }

  double sum() {
    const bool minus = take("-");
    double result = minus ? -product() : product();
    while (true) {
      if (take("+")) {
        result += product();
      } else if (take("-")) {
        result -= product();
      } else {
        return result;
      }
    }
  }

  bool at_factor() {
    skip_space();
    if (rest_.empty() || rest_.starts_with("\\right") || rest_.starts_with("\\rvert")) return false;
    return std::isalnum(static_cast<unsigned char>(rest_[0])) || rest_[0] == '(' || rest_[0] == '\\';
  }

  double product() {
    bool fraction = at_fraction();
    double result = factor();
    while (true) {
      if (take("/")) {
        result /= factor();
        if (at_factor()) fail("no factor behind a quotient");
        return result;
      }
      const bool dot = take("\\cdot");
      if (!dot && !at_factor()) return result;
      if (!dot && (at_number() || ((plain_number_ || fraction) && at_fraction()))) fail("a sign between numbers");
      fraction = at_fraction();
      result *= factor();
    }
  }

  double factor() {
    const bool number = at_number();
    double result = atom();
    plain_number_ = number && !scaled_;
    if (!take("^")) return result;
    result = std::pow(result, group());
    plain_number_ = false;
    return result;
  }

  double group() {
    expect("{");
    const double result = sum();
    expect("}");
    return result;
  }
  double brackets() {
    const bool tall = take("\\left");
    expect("(");
    const double result = sum();
    if (tall) expect("\\right");
    expect(")");
    return result;
  }

  double atom() {
    if (at_number()) return number();
    if (rest_.starts_with("(") || rest_.starts_with("\\left(")) return brackets();
    if (take("\\frac")) {
      const double above = group();
      return above / group();
    }
    if (take("\\sqrt")) return std::sqrt(group());
    if (take("\\sin")) {
      const double exponent = take("^") ? group() : 1;
      return std::pow(std::sin(brackets()), exponent);
    }
    if (take("\\left\\lvert") || take("\\lvert")) {
      const double result = std::abs(sum());
      take("\\right");
      expect("\\rvert");
      return result;
    }
    for (const auto& [name, value] : names_)
      if (take(name)) return value;
    fail("a number, a name or brackets");
  }

  double number() {
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789."), rest_.size());
    double result = std::stod(std::string(rest_.substr(0, end)));
    rest_.remove_prefix(end);
    const bool scaled = take("\\times10^");
    if (scaled) result *= std::pow(10.0, group());
    scaled_ = scaled;
    return result;
  }

  std::string_view rest_;
  bool scaled_ = false;        // the last number had a power of ten
  bool plain_number_ = false;  // the last factor was digits alone
  const std::map<std::string, double>& names_;
};

}  // namespace ansatz::test
