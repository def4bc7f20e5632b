// Operators, names and choices. A tree may be 1,000 nodes high (limits.hpp), so it is walked by recursion.
#include "typeset/typesetter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ansatz/dsl/format.hpp"

namespace ansatz::dsl {
namespace {

constexpr int deepest_fraction = 2;

/// A letter or a number, with its sign.
bool is_plain(const Expression& e) {
  if (e.kind == ExprKind::unary && e.text != "not") return is_plain(e.children[0]);
  return e.kind == ExprKind::number || e.kind == ExprKind::name;
}

std::string_view relation_sign(std::string_view op) {
  constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {"==", "="}, {"!=", "\\ne"}, {"<=", "\\le"}, {">=", "\\ge"}};
  const auto* found = std::find_if(std::begin(signs), std::end(signs), [&](const auto& s) { return s.first == op; });
  return found == std::end(signs) ? op : found->second;
}

Piece number(const Expression& e) {
  if (!e.text.empty()) return number_piece(e.text);
  return e.number < 0 ? negated(number_piece(print_number(-e.number))) : number_piece(print_number(e.number));
}

}  // namespace

NameReading Typesetter::read(std::string_view name) const {
  if (std::find(bound_.begin(), bound_.end(), name) != bound_.end()) return {};
  return read_name(model_, name);
}

Piece Typesetter::piece(const Expression& e) {
  switch (e.kind) {
    case ExprKind::number: return number(e);
    case ExprKind::string: return {.latex = fmt::format("\\texttt{{{}}}", escape_text(e.text))};
    case ExprKind::boolean: return {.latex = e.number != 0 ? "\\mathrm{true}" : "\\mathrm{false}"};
    case ExprKind::name: return name(e.text);
    case ExprKind::unary: return unary(e);
    case ExprKind::binary: return binary(e);
    case ExprKind::comparison: return comparison(e);
    case ExprKind::conditional: return conditional(e);
    case ExprKind::call: return call(e);
    case ExprKind::list: return bracketed(joined(wholes(e.children), ", "));
    case ExprKind::duration: break;  // settings are not typeset
  }
  return {};
}

Piece Typesetter::whole(const Expression& e) {
  const bool simple = e.kind == ExprKind::binary && e.text == "/" && is_plain(e.children[0]) && is_plain(e.children[1]);
  return simple ? inline_quotient(piece(e.children[0]), piece(e.children[1])) : piece(e);
}

std::vector<Piece> Typesetter::wholes(const std::vector<Expression>& list) {
  std::vector<Piece> pieces;
  for (const Expression& e : list) pieces.push_back(whole(e));
  return pieces;
}

Piece Typesetter::name(std::string_view text) const {
  if (text == "net" && !network_.empty()) return {.latex = network_};
  const NameReading reading = read(text);
  switch (reading.kind) {
    case NameReading::Kind::constant:
      if (text == "inf") return number_piece(text);
      return {.latex = "\\pi", .end = Edge::constant};
    case NameReading::Kind::normal: return {.latex = "\\mathbf{n}"};
    case NameReading::Kind::derivative:
      return {.latex = names_.derivative(reading.symbol->name.text, reading.coordinates)};
    default: return {.latex = names_.latex(text)};
  }
}

Piece Typesetter::unary(const Expression& e) {
  const Piece operand = piece(e.children[0]);
  if (e.text == "-") return negated(operand);
  if (e.text == "+") return operand;
  return {.latex = fmt::format("\\lnot {}", at_least(operand, Binding::atom).latex),
          .binding = Binding::not_,
          .tall = operand.tall};
}

Piece Typesetter::binary(const Expression& e) {
  if (is_set(e)) return combined_sets(e);
  if (e.text == "/") return quotient(e);
  if (e.text == "^") return raised(e);
  const Piece left = piece(e.children[0]), right = piece(e.children[1]);
  if (e.text == "*") return product(left, right);
  if (e.text == "+" || e.text == "-") return sum(left, e.text, right);
  const auto chain = [&](Binding binding, std::string_view sign) {
    const auto operand = [&](const Piece& p) { return p.binding < binding ? bracketed(p) : p; };
    Piece result = joined({operand(left), operand(right)}, sign);
    result.binding = binding;
    return result;
  };
  if (e.text == "and") return chain(Binding::and_, " \\text{ and } ");
  if (e.text == "or") return chain(Binding::or_, " \\text{ or } ");
  if (e.text == "&") return chain(Binding::inner, " \\cap ");
  return chain(Binding::relation, ", \\dots, ");  // 1..4
}

Piece Typesetter::quotient(const Expression& e) {
  if (in_script_ || fractions_ == deepest_fraction) return inline_quotient(piece(e.children[0]), piece(e.children[1]));
  ++fractions_;
  const Piece above = whole(e.children[0]), below = whole(e.children[1]);
  --fractions_;
  return fraction(above, below);
}

/// sin(x)^2 is \sin^{2}(x); but sin(x)^(-1) would then be the inverse function.
Piece Typesetter::raised(const Expression& e) {
  const Expression &base = e.children[0], &exponent = e.children[1];
  const Piece raised_to = script(exponent);
  if (exponent.kind == ExprKind::number && is_trigonometric(base))
    return function(fmt::format("\\{}^{{{}}}", base.text, raised_to.signed_latex()), base);
  return power(piece(base), raised_to);
}

Piece Typesetter::script(const Expression& e) {
  const bool outer = std::exchange(in_script_, true);
  Piece result = whole(e);
  in_script_ = outer;
  return result;
}

Piece Typesetter::comparison(const Expression& e) {
  Piece result{.latex = "", .binding = Binding::relation};
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    const Piece operand = piece(e.children[i]);
    if (i > 0) result.latex += fmt::format(" {} ", relation_sign(e.operators[i - 1]));
    result.latex += (operand.binding < Binding::sum ? bracketed(operand) : operand).signed_latex();
    result.tall = result.tall || operand.tall;
  }
  return result;
}

/// One row a branch: an `if` behind `else` is a row of the same table.
Piece Typesetter::conditional(const Expression& e) {
  std::string rows;
  const Expression* at = &e;
  for (; at->kind == ExprKind::conditional; at = &at->children[2])
    rows += fmt::format("{} & \\text{{if }} {} \\\\ ", latex(at->children[1]), latex(at->children[0]));
  rows += fmt::format("{} & \\text{{otherwise}}", latex(*at));
  return {.latex = fmt::format("\\begin{{cases}} {} \\end{{cases}}", rows), .binding = Binding::none, .tall = true};
}

}  // namespace ansatz::dsl
