// The rules of reading that piece.hpp states, one function for each way to put pieces together.
#include "typeset/piece.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ansatz::dsl {
namespace {

/// The space between two factors. A number in front of another, or of a fraction, would be read as one number with it.
std::string_view between(Edge left, Edge right) {
  const bool number = left == Edge::number || left == Edge::fraction;
  if (right == Edge::number || (number && right == Edge::fraction)) return " \\cdot ";
  const bool close = left == Edge::number || left == Edge::constant || right == Edge::function;
  return close ? " " : "\\,";
}

/// A factor that something follows.
Piece closed_factor(const Piece& piece) {
  return piece.binding < Binding::product || piece.open ? bracketed(piece) : piece;
}

}  // namespace

Piece number_piece(std::string_view written) {
  if (written == "inf") return {.latex = "\\infty"};
  const std::size_t cut = std::min(written.find_first_of("eE"), written.size());
  std::string mantissa(written.substr(0, cut));
  if (mantissa.starts_with('.')) mantissa.insert(0, "0");
  if (mantissa.ends_with('.')) mantissa.pop_back();
  int exponent = 0;
  if (cut < written.size()) {
    std::string_view digits = written.substr(cut + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  }
  if (exponent == 0) return {.latex = mantissa, .begin = Edge::number, .end = Edge::number};
  const std::string scale = fmt::format("10^{{{}}}", exponent);
  if (mantissa == "1") return {.latex = scale, .binding = Binding::power, .begin = Edge::number};
  return {.latex = fmt::format("{}\\times{}", mantissa, scale), .binding = Binding::product, .begin = Edge::number};
}

Piece bracketed(const Piece& piece) { return fenced("(", piece, ")"); }

Piece fenced(std::string_view open, const Piece& piece, std::string_view close) {
  const std::string inside = piece.signed_latex();
  const auto command = [](std::string_view sign) { return sign.starts_with('\\') ? " " : ""; };
  if (!piece.tall) return {.latex = fmt::format("{}{}{}{}", open, command(open), inside, close)};
  return {.latex = fmt::format("\\left{} {} \\right{}", open, inside, close), .tall = true};
}

Piece at_least(const Piece& piece, Binding loosest) {
  return piece.binding < loosest || piece.negative ? bracketed(piece) : piece;
}

Piece negated(const Piece& piece) {
  Piece result = at_least(piece, Binding::inner);
  result.negative = true;
  return result;
}

Piece sum(const Piece& left, std::string_view sign, const Piece& right) {
  const Piece first = left.binding < Binding::sum ? bracketed(left) : left;
  const bool begins_with_sign = right.binding == Binding::sum && right.latex.starts_with('-');
  const Piece second =
      begins_with_sign ? bracketed(right) : at_least(right, sign == "+" ? Binding::sum : Binding::inner);
  return {.latex = fmt::format("{} {} {}", first.signed_latex(), sign, second.latex),
          .binding = Binding::sum,
          .tall = first.tall || second.tall};
}

Piece product(const Piece& left, const Piece& right) {
  const Piece first = closed_factor(left), second = at_least(right, Binding::product);
  const bool pulled = first.latex == left.latex;  // else its sign is inside of the brackets
  return {.latex = fmt::format("{}{}{}", first.latex, between(first.end, second.begin), second.latex),
          .binding = Binding::product,
          .negative = pulled && left.negative,
          .tall = first.tall || second.tall,
          .open = second.open,
          .begin = first.begin,
          .end = second.end};
}

Piece inner_product(const Piece& left, std::string_view sign, const Piece& right) {
  const Piece first = at_least(left, Binding::product), second = at_least(right, Binding::product);
  return {.latex = fmt::format("{} {} {}", first.latex, sign, second.latex),
          .binding = Binding::inner,
          .tall = first.tall || second.tall};
}

Piece fraction(const Piece& numerator, const Piece& denominator) {
  return {.latex = fmt::format("\\frac{{{}}}{{{}}}", numerator.latex, denominator.signed_latex()),
          .binding = Binding::product,
          .negative = numerator.negative,
          .tall = true,
          .begin = Edge::fraction,
          .end = Edge::fraction};
}

Piece inline_quotient(const Piece& left, const Piece& right) {
  const Piece first = closed_factor(left), second = at_least(right, Binding::power);
  const bool pulled = first.latex == left.latex;
  return {.latex = fmt::format("{}/{}", first.latex, second.latex),
          .binding = Binding::product,
          .negative = pulled && left.negative,
          .tall = first.tall || second.tall,
          .open = true,
          .begin = first.begin};
}

Piece power(const Piece& base, const Piece& exponent) {
  const Piece below = at_least(base, Binding::atom);
  return {.latex = fmt::format("{}^{{{}}}", below.latex, exponent.signed_latex()),
          .binding = Binding::power,
          .tall = below.tall,
          .begin = below.begin};
}

Piece prefixed(std::string_view sign, const Piece& operand) {
  const bool nests = operand.binding == Binding::prefix && !operand.negative;  // \partial_{x} \partial_{t} u
  const Piece inside = nests ? operand : at_least(operand, Binding::atom);
  return {
      .latex = fmt::format("{} {}", sign, inside.latex), .binding = Binding::prefix, .tall = inside.tall, .open = true};
}

Piece applied(std::string_view head, const std::vector<Piece>& arguments) {
  const Piece inside = bracketed(joined(arguments, ", "));
  // \left opens a wider space behind a name.
  return {.latex = fmt::format("{}{}{}", head, inside.tall ? "\\!" : "", inside.latex), .tall = inside.tall};
}

Piece joined(const std::vector<Piece>& pieces, std::string_view separator) {
  Piece result{.latex = "", .binding = Binding::none};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) result.latex += separator;
    result.latex += pieces[i].signed_latex();
    result.tall = result.tall || pieces[i].tall;
  }
  return result;
}

}  // namespace ansatz::dsl
