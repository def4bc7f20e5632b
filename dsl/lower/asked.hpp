// What an expression about a problem means at any points: `u_t + u*u_x`, the residual `burgers`, `residual(u)`. Such an
// expression stands in a text that a command is given (expressions.cpp) or in a `plot` statement (lower_plots.cpp); it
// is tried on symbols once, so that all that is wrong with it has a place, and evaluated from its tree whenever values
// are asked for, like residuals.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/expressions.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {

class Asking {
 public:
  /// Diagnostics are added to `diagnostics`, which must live longer.
  Asking(std::shared_ptr<const Model> model, std::vector<Diagnostic>& diagnostics);

  /// The scalars that the expression is made of, called by its text and, where there are several, their numbers. None
  /// where it is wrong, which is reported.
  std::vector<CompiledExpression> ask(const Expression& tree, const std::string& text);
  /// The tree of NAME or residual(NAME) where that is the name of a condition. Such a name may be a word of the
  /// language, `eq`, which cannot begin an expression.
  std::optional<Expression> condition_of(std::string_view text, Span place) const;

 private:
  struct Asked;
  bool understand(Asked& asked);
  std::optional<std::size_t> condition_named(std::string_view name) const;
  void require_only(const std::string& name, Span place) const;
  std::vector<Name> residual_names(Span whole) const;
  std::size_t try_on_symbols(const Asked& asked) const;

  std::shared_ptr<const Model> model_;
  std::vector<Diagnostic>& diagnostics_;
  Resolver resolver_;
};

}  // namespace ansatz::dsl
