// The functions an expression may call besides the elementwise ones, which come from the engine's table by
// their names. One row a function; a new one is a row in functions.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/operation.hpp"
#include "ansatz/dsl/syntax.hpp"
#include "evaluate/value.hpp"

namespace ansatz::dsl {

class Evaluator;

struct FunctionInfo {
  std::string_view name;
  std::string_view signature;  // "disk(center, radius)"
  std::string_view doc;
  Value (*evaluate)(Evaluator& evaluator, const Expression& call);
};

std::span<const FunctionInfo> functions();
const FunctionInfo* find_function(std::string_view name);

/// The elementwise operation that text may call by this name. Operators (`add`, `neg`) have
/// none; `div` is the divergence.
std::optional<ad::Op> find_callable(std::string_view name);

/// Names of both kinds.
std::vector<std::string> function_names();

/// Positional arguments only, as many as `least` to `most`: else E0303.
void require_arguments(const Expression& call, std::size_t least, std::size_t most, std::string_view signature);

/// E0303 for a call whose argument is a file, of a function that is read from none.
[[noreturn]] void refuse_file(const Expression& call);

/// Values of an elementwise function or operator. Scalars only.
Value apply_elementwise(Evaluator& evaluator, ad::Op op, const Expression& call);

// Parts of the table that stand in files of their own.
Value evaluate_integral(Evaluator& evaluator, const Expression& call);
Value evaluate_caputo(Evaluator& evaluator, const Expression& call);
Value evaluate_riesz(Evaluator& evaluator, const Expression& call);
Value evaluate_sum(Evaluator& evaluator, const Expression& call);
Value evaluate_product(Evaluator& evaluator, const Expression& call);

}  // namespace ansatz::dsl
