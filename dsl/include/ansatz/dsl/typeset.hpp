// A problem as mathematics: LaTeX of its statements, as a paper would print them, with the names that the user gave.
//
// What comes out is math mode for KaTeX 0.16, with nothing outside of its commands; a name or a text of the user can
// neither close a group nor make a command.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ansatz/dsl/compile.hpp"

namespace ansatz::dsl {

/// A statement, or one name of a `field`.
struct TypesetLine {
  std::string kind;   // the word it begins with: domain, over, given, time, field, param, let, region, unknown, eq, bc,
                      // ic, fit, data, exact, ansatz
  std::string name;   // of a condition as in the history; else what is declared: "nu", "x, y"
  std::string latex;  // "u_{t} + u\,u_{x} = \nu\,u_{xx}"; several equations are separated by ",\quad "
  /// Where it holds, with its word: "\text{on } x = 0", "\text{at } t = 0", "\text{from }\texttt{kdv.csv}"; of a number
  /// that is declared its range, "\in [0, 1]", or where training starts it. Empty where there is nothing to say.
  std::string where;
  Span source;  // in Compilation::sources
};

/// Every mathematical statement in the order of the file, with what --set says in place of the value of a parameter.
/// None where the text has an error.
std::vector<TypesetLine> typeset(const Compilation& compilation);

/// An expression with the names of the problem, for labels: "u_t + u*u_x". Bars around the whole of it are its absolute
/// value, "|u - u_exact|"; a name that the problem lacks is set like any other. A text that is no expression, or any
/// where the problem has an error, becomes upright text.
std::string latex(const Compilation& compilation, std::string_view expression);

}  // namespace ansatz::dsl
