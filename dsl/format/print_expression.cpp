// Parentheses are set where the grouping of operators (precedence.hpp) would read something else without them.

#include <fmt/core.h>

#include <cmath>

#include "ansatz/dsl/format.hpp"
#include "format/spelling.hpp"
#include "syntax/precedence.hpp"

namespace ansatz::dsl {

namespace {

Precedence tighter(Precedence p) { return static_cast<Precedence>(static_cast<int>(p) + 1); }

class Printer {
 public:
  explicit Printer(std::string& out) : out_(out) {}

  // Writes `e` where something at least as tight as `loosest` is needed.
  void print(const Expression& e, Precedence loosest) {
    const bool negative = e.kind == ExprKind::number && e.text.empty() && std::signbit(e.number);
    const bool bracketed = (negative ? Precedence::sign : precedence_of(e)) < loosest;
    if (bracketed) out_ += '(';
    content(e);
    if (bracketed) out_ += ')';
  }

 private:
  void content(const Expression& e) {
    switch (e.kind) {
      case ExprKind::number: out_ += e.text.empty() ? print_number(e.number) : canonical_number(e.text); break;
      case ExprKind::string: out_ += fmt::format("\"{}\"", e.text); break;
      case ExprKind::boolean: out_ += e.number != 0 ? "true" : "false"; break;
      case ExprKind::name: out_ += e.text; break;
      case ExprKind::unary: unary(e); break;
      case ExprKind::binary: binary(e); break;
      case ExprKind::comparison: comparison(e); break;
      case ExprKind::conditional: conditional(e); break;
      case ExprKind::call: call(e); break;
      case ExprKind::list: list(e); break;
      case ExprKind::duration: out_ += fmt::format("{} > {}", e.text, print_number(e.number)); break;
    }
  }

  void unary(const Expression& e) {
    out_ += e.text;
    if (e.text == "not") out_ += ' ';
    print(e.children[0], prefix_precedence(e.text));
  }

  void infix(const BinaryOperator& op) {
    if (op.spaced) out_ += ' ';
    out_ += op.text;
    if (op.spaced) out_ += ' ';
  }

  void binary(const Expression& e) {
    const BinaryOperator& op = *binary_operator(e.text);
    const bool to_the_right = op.precedence == Precedence::power;  // a^b^c is a^(b^c)
    print(e.children[0], to_the_right ? tighter(op.precedence) : op.precedence);
    infix(op);
    print(e.children[1], to_the_right ? op.precedence : tighter(op.precedence));
  }

  void comparison(const Expression& e) {
    for (std::size_t i = 0; i < e.children.size(); ++i) {
      if (i > 0) infix(*binary_operator(e.operators[i - 1]));
      print(e.children[i], tighter(Precedence::comparison));
    }
  }

  void conditional(const Expression& e) {
    out_ += "if ";
    print(e.children[0], Precedence::none);
    out_ += " then ";
    print(e.children[1], Precedence::none);
    out_ += " else ";
    print(e.children[2], Precedence::none);
  }

  void call(const Expression& e) {
    out_ += e.text;
    if (!e.arguments.empty() && e.arguments[0].kind == ArgumentForm::Kind::file) {
      out_ += " from ";
      return print(e.children[0], Precedence::none);
    }
    out_ += '(';
    for (std::size_t i = 0; i < e.children.size(); ++i) {
      if (i > 0) out_ += ", ";
      const ArgumentForm form = i < e.arguments.size() ? e.arguments[i] : ArgumentForm{};
      if (form.kind == ArgumentForm::Kind::named) out_ += fmt::format("{} = ", form.name.text);
      if (form.kind == ArgumentForm::Kind::binder) out_ += fmt::format("{} in ", form.name.text);
      print(e.children[i], Precedence::none);
    }
    out_ += ')';
  }

  void list(const Expression& e) {
    out_ += '[';
    for (std::size_t i = 0; i < e.children.size(); ++i) {
      if (i > 0) out_ += ", ";
      print(e.children[i], Precedence::none);
    }
    out_ += ']';
  }

  std::string& out_;
};

}  // namespace

std::string print_number(double number) { return fmt::format("{}", number); }

std::string canonical_number(std::string_view written) {
  std::string result(written);
  if (result.starts_with('.')) result = fmt::format("0{}", result);
  const std::size_t point = result.find('.');
  const bool bare = point != std::string::npos &&
                    (point + 1 == result.size() || result[point + 1] == 'e' || result[point + 1] == 'E');
  if (bare) result.erase(point, 1);
  return result;
}

std::string print_expression(const Expression& expression) {
  std::string out;
  Printer(out).print(expression, Precedence::none);
  return out;
}

}  // namespace ansatz::dsl
