// Expressions about a problem that is compiled already: what a solution is asked for.
//
//   `u`, `u_x`, `u_t + u*u_x`, `grad(u)`   any expression of the language, with every name of the problem
//   `burgers`                              the residual of the condition of that name, left side minus right side
//   `residual(u)`, `(u)`                   the condition `u`, and the expression, where a name could be both
//
// A residual may be asked for away from where its condition holds. What needs a boundary (`dn`, `normal`) or the points
// of data has no value elsewhere and is an error.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/scope.hpp"
#include "ansatz/dsl/compile.hpp"

namespace ansatz::dsl {

/// A scalar at each point.
struct CompiledExpression {
  std::string name;  // as it was written; with [1], [2], ... behind it where that is a vector
  /// Throws UserError where these points do not allow it.
  std::function<ad::Expr(const PointScope&)> value;
};

struct CompiledExpressions {
  Sources sources;  // those of the compilation and, after them, the texts
  std::vector<Diagnostic> diagnostics;
  std::vector<CompiledExpression> expressions;  // of all texts, in their order; none where there is an error
};

/// `texts` with the names of a problem that compiled without error. `source` is what messages call them: "--of".
CompiledExpressions compile_expressions(const Compilation& compilation, const std::vector<std::string>& texts,
                                        const std::string& source);

/// "u, max(u, v), [u, v]" at its outer commas, without the space around each part.
std::vector<std::string> split_expressions(std::string_view list);

}  // namespace ansatz::dsl
