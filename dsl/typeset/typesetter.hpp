// From the tree of an expression to a formula: which sign an operator has, when a quotient becomes a fraction, what a
// call looks like.
//
// A fraction stands in at most one other; deeper, in exponents, and where two plain letters or numbers are all there
// is, a quotient stays on the line.
//
// Read next: calls.cpp (functions and derivatives), sets.cpp (shapes).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/syntax.hpp"
#include "names/names.hpp"
#include "typeset/names.hpp"
#include "typeset/piece.hpp"

namespace ansatz::dsl {

class Typesetter {
 public:
  explicit Typesetter(const Model& model) : model_(model), names_(model) {}

  Piece piece(const Expression& e);
  /// Where nothing stands around it: a side of an equation, an argument, a member of a list.
  Piece whole(const Expression& e);
  std::string latex(const Expression& e) { return whole(e).signed_latex(); }

  /// Whether a shape; and the shape as a set: [0, 1] \times [0, 2], B_{1}(0, 0),
  /// \mathrm{plate} \setminus \mathrm{hole}.
  bool is_set(const Expression& e) const;
  Piece set(const Expression& e);
  /// [a, b] of a list of two, else a set.
  std::string range(const Expression& e) { return set(e).signed_latex(); }

  const NameTable& names() const { return names_; }
  /// Arguments of a function, `net`: names that hide those of the problem until they are taken back.
  void bind(std::string name) { bound_.push_back(std::move(name)); }
  void unbind(std::size_t count) { bound_.resize(bound_.size() - count); }
  /// What the network of an ansatz gives.
  void set_network(std::string latex) { network_ = std::move(latex); }

 private:
  friend struct CallRules;  // of calls.cpp

  Piece name(std::string_view text) const;
  Piece unary(const Expression& e);
  Piece binary(const Expression& e);
  Piece quotient(const Expression& e);
  Piece raised(const Expression& e);
  Piece comparison(const Expression& e);
  Piece conditional(const Expression& e);
  std::vector<Piece> wholes(const std::vector<Expression>& list);
  /// In an exponent or a subscript.
  Piece script(const Expression& e);

  Piece call(const Expression& e);
  Piece call_of_language(const Expression& e);
  bool is_trigonometric(const Expression& e) const;
  Piece elsewhere(const Expression& e, const NameReading& reading);
  /// "head(arguments)": `head` is a function that the language knows.
  Piece function(std::string_view head, const Expression& call);
  /// "name(x, n = 10, s \in [0, 1])"
  Piece any_call(std::string_view head, const Expression& call);

  Piece combined_sets(const Expression& e);
  Piece cuboid(const Expression& e);
  Piece ball(const Expression& e);

  NameReading read(std::string_view name) const;

  const Model& model_;
  NameTable names_;
  std::vector<std::string> bound_;
  std::string network_;
  int fractions_ = 0;  // around the place
  bool in_script_ = false;
};

}  // namespace ansatz::dsl
