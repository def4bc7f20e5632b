// Parts of a formula, and how larger ones are made of them: where brackets must stand, where a space between factors,
// where the sign goes. Nothing here knows of names or of the tree.
//
// Brackets stand where a reader of mathematics would else group otherwise; that is not where the language needs them:
// sums and products are associative, a fraction groups by its bar, and \nabla u\,v would be taken for \nabla(u v).
//
// Read next: typesetter.hpp (from the tree to pieces).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ansatz::dsl {

/// From loose to tight. An `inner` product is a.b or a x b: it stands in sums, and in brackets among factors; `prefix`
/// is an operator with what it acts on, \nabla u.
enum class Binding : std::uint8_t { none, or_, and_, not_, relation, sum, inner, product, prefix, power, atom };

/// What a factor begins or ends with, for the space to its neighbour.
enum class Edge : std::uint8_t { other, number, constant, fraction, function };

struct Piece {
  std::string latex;  // without the sign
  Binding binding = Binding::atom;
  bool negative = false;  // a minus sign stands in front
  bool tall = false;      // brackets around it must grow
  bool open = false;      // a factor behind it would be taken for a part of it: a/b, \nabla u
  Edge begin = Edge::other, end = Edge::other;

  /// With its sign.
  std::string signed_latex() const { return negative ? "-" + latex : latex; }
};

/// A number as written, "1e-3", or as fmt prints it: 10^{-3}, 2.5\times10^{-7}, 0.5 for ".5".
Piece number_piece(std::string_view written);

/// Between ( and ), growing ones around what is tall.
Piece bracketed(const Piece& piece);
/// `piece`, in brackets where it is looser than `loosest` or has a sign.
Piece at_least(const Piece& piece, Binding loosest);

Piece negated(const Piece& piece);
Piece sum(const Piece& left, std::string_view sign, const Piece& right);
Piece product(const Piece& left, const Piece& right);
/// a \cdot b or a \times b of vectors.
Piece inner_product(const Piece& left, std::string_view sign, const Piece& right);
Piece fraction(const Piece& numerator, const Piece& denominator);
/// a/b on the line.
Piece inline_quotient(const Piece& left, const Piece& right);
Piece power(const Piece& base, const Piece& exponent);
/// \nabla u, \partial_{x} u.
Piece prefixed(std::string_view sign, const Piece& operand);
/// "head(a, b)"; `head` is a name, or a command such as \sin that sets its own space.
Piece applied(std::string_view head, const std::vector<Piece>& arguments);
/// "a, b".
Piece joined(const std::vector<Piece>& pieces, std::string_view separator);
/// Between two signs other than brackets: "\lvert", "\rvert".
Piece fenced(std::string_view open, const Piece& piece, std::string_view close);

}  // namespace ansatz::dsl
