#include "syntax/foreign_derivatives.hpp"

#include <fmt/core.h>

#include "source/unicode.hpp"
#include "syntax/cursor.hpp"

namespace ansatz::dsl {
namespace {

std::string times(int n, std::string_view text) {
  std::string all;
  for (; n > 0; --n) all += text;
  return all;
}

/// Reads a quotient of differentials from left to right; its steps return false where it is none.
class Quotient {
 public:
  Quotient(std::string_view text, std::size_t at, const DeclaredNames& names) : at_(text, at), names_(names) {}

  Respelling read() {
    if (above() && below() && order_ == below_order_) finish();
    return {plain_, at_.at()};
  }

 private:
  bool above() {
    fraction_ = at_.accept("\\frac");
    if (fraction_ && !at_.accept_next("{")) return false;
    at_.blanks();
    for (const std::string_view sign : {"∂", "\\partial", "d"})
      if (sign_.empty() && at_.accept(sign)) sign_ = sign;
    if (sign_.empty()) return false;
    order_ = at_.order(sign_ == "d");
    if (sign_ != "∂") at_.blanks();
    field_ = at_.name();
    if (sign_ == "d" && !is_differential()) return false;
    if (fraction_) return at_.accept_next("}") && at_.accept_next("{");
    return at_.accept_next("/");
  }

  /// `du`, with a field u, and the `d` of `d/dx`; neither declared as something else.
  bool is_differential() const {
    return (field_.empty() || names_.fields.count(field_) != 0) && names_.others.count(fmt::format("d{}", field_)) == 0;
  }

  bool below() {
    at_.blanks();
    const bool bracket = !fraction_ && at_.accept("(");
    while (at_.accept(sign_)) {
      if (sign_ == "\\partial") at_.blanks();
      const std::string_view coordinate = this->coordinate();
      if (coordinate.empty()) return false;
      const int times_here = at_.order(sign_ == "d");
      below_order_ += times_here;
      subscripts_ += times(times_here, coordinate);
      if (sign_ == "\\partial") at_.blanks();
    }
    if (subscripts_.empty() || (fraction_ && !at_.accept_next("}")) || (bracket && !at_.accept_next(")"))) return false;
    return !at_.in_word();
  }

  std::string_view coordinate() {
    if (sign_ != "d") return at_.name();
    std::string_view longest = names_.coordinate_before(at_.rest());
    if (longest.empty() && at_.rest().starts_with(normal)) longest = normal;
    at_.accept(longest);
    return longest;
  }

  void finish() {
    if (!field_.empty() && subscripts_ == normal && names_.coordinates.count(normal) == 0) {
      plain_ = fmt::format("dn({})", field_);
      return;
    }
    if (!field_.empty()) {
      plain_ = fmt::format("{}_{}", field_, subscripts_);
      return;
    }
    Cursor operand = at_;  // d/dx (u), d/dx u
    const bool bracket = operand.accept_next("(");
    operand.blanks();
    const std::string_view of = operand.name();
    if (names_.fields.count(of) != 0 && (!bracket || operand.accept_next(")"))) {
      at_ = operand;
      plain_ = fmt::format("{}_{}", of, subscripts_);
    } else if (bracket && below_order_ == 1) {
      plain_ = "d" + subscripts_;
    }
  }

  static constexpr std::string_view normal = "n";  // du/dn

  Cursor at_;
  const DeclaredNames& names_;
  bool fraction_ = false;
  std::string_view sign_, field_;
  int order_ = 1, below_order_ = 0;
  std::string subscripts_, plain_;
};

/// The name of a field, or of a derivative of one.
bool is_field(std::string_view word, const DeclaredNames& names) {
  if (names.fields.count(word) != 0) return true;
  const std::size_t cut = word.rfind('_');
  return cut != std::string_view::npos && names.fields.count(word.substr(0, cut)) != 0 &&
         names.are_coordinates(word.substr(cut + 1));
}

/// u and xx, u_t and xx.
std::string subscripted(std::string_view word, const std::string& coordinates, const DeclaredNames& names) {
  return fmt::format("{}{}{}", word, names.fields.count(word) != 0 ? "_" : "", coordinates);
}

/// `x, 2`, `{x, 2}` and `x, t`, up to `close`: the coordinates in a row, empty where something else stands there.
std::string listed_coordinates(Cursor& at, const DeclaredNames& names, std::string_view close) {
  std::string all;
  do {
    const bool brace = at.accept_next("{");
    at.blanks();
    const std::string_view coordinate = at.name();
    if (names.coordinates.count(coordinate) == 0) return {};
    int order = 1;
    Cursor number = at;
    if (number.accept_next(",")) {
      number.blanks();
      const std::size_t before = number.at();
      const int digit = number.order(true);
      if (number.at() > before) order = digit, at = number;
    }
    if (brace && !at.accept_next("}")) return {};
    all += times(order, coordinate);
  } while (at.accept_next(","));
  return at.accept_next(close) ? all : std::string();
}

}  // namespace

Respelling quotient_of_differentials(std::string_view text, std::size_t at, const DeclaredNames& names) {
  return Quotient(text, at, names).read();
}

Respelling nabla(std::string_view text, std::size_t begin, const DeclaredNames& names) {
  Cursor at(text, begin);
  std::string_view sign;
  for (const std::string_view one : {"∇", "\\nabla", "nabla", "grad", "Δ", "∆", "\\Delta"})
    if (sign.empty() && at.accept(one)) sign = one;
  if (sign.empty()) return {"", begin};
  const bool laplacian = sign == "Δ" || sign == "∆" || sign == "\\Delta";
  const std::size_t behind = at.at();
  std::string function = laplacian ? "lap" : "grad";
  if (!laplacian && at.order() == 2) function = "lap";
  if (!laplacian && at.at() == behind) {
    at.blanks();
    for (const std::string_view product : {"·", "⋅", "\\cdot", "."})
      if (function == "grad" && at.accept(product)) function = "div";
    for (const std::string_view product : {"×", "\\times"})
      if (function == "grad" && at.accept(product)) function = "curl";
  }
  if (function == "grad" && (sign == "grad" || sign == "nabla")) return {"", at.at()};  // a function, or a name
  at.blanks();
  if (at.rest().starts_with('(')) {
    const bool known = function == "grad" && sign == "∇";  // as the language has it
    return {known || sign == "Δ" || sign == "∆" ? "" : function, at.at()};
  }
  const std::string_view of = at.name();
  const bool value = is_field(of, names) || names.others.count(of) != 0;
  return {value ? fmt::format("{}({})", function, of) : "", at.at()};
}

Respelling marked_derivative(std::string_view text, std::size_t begin, std::size_t end, const DeclaredNames& names) {
  Cursor at(text, end);
  const std::string_view word = text.substr(begin, end - begin);
  if (word.ends_with('_') && at.accept("{")) {
    const std::string_view subscripts = at.name();
    const bool closed = !subscripts.empty() && at.accept("}");
    return {closed ? fmt::format("{}{}", word, subscripts) : "", at.at()};
  }
  if (!is_field(word, names)) return {"", end};
  if (const Primes written = primes(text, end); written.count > 0) {
    if (names.coordinates.size() != 1) return {"", written.end};
    return {subscripted(word, times(static_cast<int>(written.count), *names.coordinates.begin()), names), written.end};
  }
  if (!at.accept(".")) return {"", end};
  if (at.accept("diff(")) {
    const std::string coordinates = listed_coordinates(at, names, ")");
    return {coordinates.empty() ? "" : subscripted(word, coordinates, names), at.at()};
  }
  const std::string_view coordinates = at.name();
  const bool good = names.are_coordinates(coordinates);
  return {good ? subscripted(word, std::string(coordinates), names) : "", at.at()};
}

Respelling bracketed_derivative(std::string_view text, std::size_t begin, const DeclaredNames& names) {
  Cursor at(text, begin);
  if (!at.accept("D") || !at.accept_next("[")) return {"", begin};
  at.blanks();
  const std::string_view field = at.name();
  if (!is_field(field, names) || !at.accept_next(",")) return {"", at.at()};
  const std::string coordinates = listed_coordinates(at, names, "]");
  return {coordinates.empty() ? "" : subscripted(field, coordinates, names), at.at()};
}

Primes primes(std::string_view text, std::size_t at) {
  Primes found{0, at};
  while (found.end < text.size()) {
    const CodePoint c = decode(text, found.end);
    const bool one = c.value == U'\'' || c.value == U'\u2019' || c.value == U'\u2032', two = c.value == U'\u2033';
    if (!c.valid || !(one || two)) break;
    found.count += two ? 2 : 1;
    found.end += c.length;
  }
  return found;
}

}  // namespace ansatz::dsl
