// What an expression is: its kind and size, its value where that is known, the fields and derivatives in it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "names/model.hpp"

namespace ansatz::dsl {

struct ExpressionFacts {
  std::string kind;                 // "a scalar", "a vector of 2 components", "a shape"
  std::vector<double> numbers;      // the components, where all of them are known
  std::vector<std::string> fields;  // "u", "u_xx": what it contains, in order of appearance
  std::size_t order = 0;            // of the highest derivative among these
};

/// In what an expression stands: the names that have a meaning there alone.
struct Surroundings {
  std::vector<Name> arguments;  // of a function, scalars
  bool net = false;             // in an `ansatz`
};

/// Nothing where the expression has no value: it is wrong, or speaks of something that is.
std::optional<ExpressionFacts> facts_of(const Model& model, const Expression& e, const Surroundings& in = {});
/// Of the residuals of equations together, left side minus right side: their fields and order, how many they are.
std::optional<ExpressionFacts> facts_of(const Model& model, std::span<const Equation> equations,
                                        const Surroundings& in = {});

/// As lines of Markdown: "a scalar, order 2 in `u_xx`, `u`", "= 0.1716".
std::string shown(const ExpressionFacts& facts);

}  // namespace ansatz::dsl
