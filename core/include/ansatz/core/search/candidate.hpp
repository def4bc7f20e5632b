// A candidate: one function of one number, as a tree of operators.
//
// It never changes, is cheap to copy, and is written in three ways: by a name in prefix form,
// `max(relu(x),cosh(elu(x)))`, which tells candidates apart and which `parse` reads back; as an expression, for
// networks; as a formula of the language, for `.pde` files. The last two mean the same (tests/dsl/search_formulas.cpp).
//
// Read next: space.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/search/operators.hpp"

namespace ansatz::search {

class Candidate {
 public:
  static constexpr std::size_t most_operators = 1000;
  static constexpr std::size_t most_depth = 100;

  /// The argument itself, `x`.
  Candidate() = default;
  /// An operator of as many candidates as it takes. Throws UserError for another number, and for trees of more than
  /// `most_operators` or `most_depth`.
  Candidate(OperatorRef op, std::vector<Candidate> arguments);

  /// Reads a name; blanks may stand between its parts. Throws UserError that says what is wrong and at which character.
  static Candidate parse(std::string_view name, const Operators& operators);

  std::string name() const;
  /// How many operators it is made of; 0 of `x`.
  std::size_t size() const;
  std::size_t depth() const;

  /// Its value for the argument `x`; the shape of `x`.
  ad::Expr apply(ad::Expr x) const;
  ad::Expr operator()(ad::Expr x) const { return apply(x); }

  /// What stands behind `let act(z) =` in a `.pde` file: formula("z").
  std::string formula(std::string_view argument) const;

  /// The operator at the top; null of `x`.
  const Operator* top() const { return tree_ ? tree_->op.get() : nullptr; }
  std::vector<Candidate> arguments() const { return tree_ ? tree_->arguments : std::vector<Candidate>{}; }

  friend bool operator==(const Candidate& a, const Candidate& b);

 private:
  struct Tree {
    OperatorRef op;
    std::vector<Candidate> arguments;
    std::size_t size, depth;
  };
  std::shared_ptr<const Tree> tree_;
};

}  // namespace ansatz::search
