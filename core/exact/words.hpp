// A field's formula as people write it.
#pragma once

#include <string>

#include "exact/formula.hpp"

namespace ansatz::exact {

/// "u = -sin(3.14159*x) + t*(x + 1)*(1 - x)*net": of a long one its beginning.
std::string text_of(const Problem& problem, std::size_t field, const FieldFormula& formula);

}  // namespace ansatz::exact
