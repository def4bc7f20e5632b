// What is written of single numbers and operations, and the words that formulas use.
#include "source/formulas.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/source.hpp"

namespace ansatz::ad {
namespace {

/// The formula of an elementwise operation; its operands are called x, or a and b.
std::string_view formula(Op op) {
  switch (op) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name: {                              \
    return #value;                              \
  }
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name: {                                            \
    return #value;                                            \
  }
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: throw InternalFault("no elementwise operation");
  }
}

bool of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

/// The formula with its operands written in; other words are functions and numbers.
std::string instance(std::string_view text, const std::string& a, const std::string& b) {
  std::string result = "(";
  for (std::size_t i = 0; i < text.size();) {
    if (!of_word(text[i])) {
      result += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && of_word(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    result += word == "x" || word == "a" ? a : word == "b" ? b : std::string(word);
    i = end;
  }
  return result + ")";
}

}  // namespace

std::string source_formula(Op op, const std::string& a, const std::string& b) { return instance(formula(op), a, b); }

std::string source_of(double value) {
  if (std::isnan(value)) return "std::numeric_limits<double>::quiet_NaN()";
  if (std::isinf(value))
    return value > 0 ? "std::numeric_limits<double>::infinity()" : "-std::numeric_limits<double>::infinity()";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string source_prelude() {
  std::string text;
  for (const char* name : {"abs", "acos", "asin", "atan", "atan2", "cos", "cosh", "erf", "exp", "expm1", "floor", "log",
                           "log1p", "pow", "sin", "sinh", "sqrt", "tan", "tanh"})
    text += fmt::format("using std::{};\n", name);
  return text + R"(inline double indicator(bool condition) { return condition ? 1.0 : 0.0; }
inline double choose(bool condition, double a, double b) { return condition ? a : b; }
inline double max(double a, double b) { return a >= b ? a : b; }
inline double min(double a, double b) { return a <= b ? a : b; }
)";
}

}  // namespace ansatz::ad
