// Numbers in a row, where a list of them is wanted: 1..20, linspace(0, 1, 5), logspace(1e-4, 1e-1, 4).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "evaluate/evaluate.hpp"

namespace ansatz::dsl {

struct SeriesInfo {
  std::string_view name;
  std::string_view signature;
  std::string_view doc;
};
std::span<const SeriesInfo> number_series();

/// Whether an expression is such a row. A definition of the file goes before the function of its name.
bool is_series(const Model& model, const Expression& tree);

/// The numbers of one whose names are resolved, in their order: at least one. What lies between the ends of `linspace`
/// and `logspace` is rounded to 12 digits, which is what people would write, and the same on every machine.
/// Throws a Failure: E0109 too many, E0303 arguments, E0304 ends that no number lies between, or not greater than 0.
std::vector<double> numbers_of_series(Evaluator& constants, const Expression& tree);

}  // namespace ansatz::dsl
