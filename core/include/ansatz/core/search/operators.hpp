// Operators: what candidates for activation functions are put together from.
//
// An operator is a value: a name, how many arguments it takes, a function of expressions, and its text in the language
// of `.pde` files. The built-in ones are rows of core/search/operators.def; a program or a file adds its own. The text
// is the function: whoever adds an operator says the same in both.
//
// Read next: candidate.hpp.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::search {

/// A function of one number, component by component; the shape of its argument, or one that repeats to it.
using Function = std::function<ad::Expr(ad::Expr x)>;

struct Operator {
  static constexpr std::size_t many = 0;  // arguments: two or more, taken together two by two from the left

  std::string name;       // letters, digits and _; not `x`, which is the argument of candidates
  std::size_t arity = 1;  // 1, 2 or `many`
  std::function<ad::Expr(std::span<const ad::Expr> arguments)> value;  // of one, or of two
  std::string text;  // of `x`, or of `a` and `b`: "x*sigmoid(x)", "max(a, b)"; a call of a `let` of the file: "bump(x)"
};

/// An operator of one argument. Throws UserError without a name, a value and a text.
Operator unary_operator(std::string name, Function value, std::string text);
/// An operator of two.
Operator binary_operator(std::string name, std::function<ad::Expr(ad::Expr a, ad::Expr b)> value, std::string text);

/// Candidates share the operators that they are made of.
using OperatorRef = std::shared_ptr<const Operator>;

/// Operators by their names. A table of one's own begins with the built-in ones.
class Operators {
 public:
  Operators();

  /// Adds an operator, in the place of a built-in one of that name; the candidates that were made stay as they are.
  /// Throws UserError for what is no name, without a value or a text, and for two additions of one name.
  OperatorRef add(Operator added);

  /// The operator of that name, or null.
  OperatorRef find(std::string_view name) const;
  /// Throws UserError, with the names that there are, for another.
  OperatorRef named(std::string_view name) const;
  std::vector<OperatorRef> named(std::span<const std::string_view> names) const;

  /// All of them, in the order of the table, then in the order of addition.
  const std::vector<OperatorRef>& all() const { return all_; }

 private:
  std::vector<OperatorRef> all_;
  std::size_t built_in_;
};

/// Where unary operators come from: operators.def.
enum class Origin { aquasurf, coatnet, waves };
/// The names of the built-in unary operators of that origin, in the order of the table.
std::vector<std::string_view> unary_names(Origin origin);
/// Those of two arguments, and of many.
std::vector<std::string_view> binary_names();
std::vector<std::string_view> many_names();

}  // namespace ansatz::search
