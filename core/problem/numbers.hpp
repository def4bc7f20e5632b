// What a problem has under the numbers and names that formulas speak by. Each throws UserError that says what there is.
#pragma once

#include <cstddef>
#include <string_view>

#include "ansatz/core/problem.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {

/// What number `i` of a kind is called; empty where there is none (PointScope::name).
std::string_view name_of(const Problem& problem, PointScope::Kind kind, std::size_t i);
/// The problem has a number `i` of that kind.
void require_number(const Problem& problem, PointScope::Kind kind, std::size_t i);

/// The number of a handle, if the problem has its name under it.
std::size_t number_of(const Problem& problem, const Field& u);
std::size_t number_of(const Problem& problem, const Unknown& k);

}  // namespace ansatz
