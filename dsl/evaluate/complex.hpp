// Complex numbers: a field that is declared `complex` is a pair of real ones, and an equation between complex numbers
// is an equation of each part. What is elementwise on the parts (derivatives, sums) needs nothing here.
#pragma once

#include <string_view>

#include "evaluate/evaluate.hpp"

namespace ansatz::dsl {

/// A scalar as a complex number; a complex number as it is. Throws a Failure at `e` for anything else.
Value as_complex(Evaluator& evaluator, const Value& value, const Expression& e);

/// a op b where one of them is complex: + - * / and whole powers.
Value complex_binary(Evaluator& evaluator, std::string_view op, const Value& a, const Value& b, const Expression& e);

/// An elementwise function of a complex number: exp or abs. A Failure where it is none of these.
Value complex_elementwise(const Value& z, const Expression& call);

// Functions of the language, where a file has complex fields.
Value evaluate_re(Evaluator& evaluator, const Expression& call);
Value evaluate_im(Evaluator& evaluator, const Expression& call);
Value evaluate_conj(Evaluator& evaluator, const Expression& call);
Value evaluate_abs2(Evaluator& evaluator, const Expression& call);

}  // namespace ansatz::dsl
