// Shapes as the language writes them: constructors and set operations.
#pragma once

#include <string_view>

#include "ansatz/dsl/syntax.hpp"
#include "evaluate/value.hpp"

namespace ansatz::dsl {

class Evaluator;

Value make_interval_shape(Evaluator& evaluator, const Expression& call);
Value make_rect_shape(Evaluator& evaluator, const Expression& call);
Value make_box_shape(Evaluator& evaluator, const Expression& call);
Value make_ball_shape(Evaluator& evaluator, const Expression& call);
Value make_shell_shape(Evaluator& evaluator, const Expression& call);
Value make_ellipse_shape(Evaluator& evaluator, const Expression& call);
Value make_cylinder_shape(Evaluator& evaluator, const Expression& call);
Value make_cone_shape(Evaluator& evaluator, const Expression& call);
Value make_torus_shape(Evaluator& evaluator, const Expression& call);
Value make_polygon_shape(Evaluator& evaluator, const Expression& call);

/// Union `+`, difference `-`, intersection `&`.
Value combine_shapes(std::string_view op, const Value& a, const Value& b, const Expression& e);

/// The numbers of a list, each known now; E0304 where one is not.
std::vector<double> known_numbers(Evaluator& evaluator, const Expression& e, std::string_view what);

}  // namespace ansatz::dsl
