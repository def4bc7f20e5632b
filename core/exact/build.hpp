// One field, of as many demands as agree with each other.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "exact/formula.hpp"
#include "exact/gather.hpp"
#include "exact/inputs.hpp"

namespace ansatz::exact {

/// A field that is built, and how large residuals of conditions are on it: (number of the condition, size).
struct Built {
  std::shared_ptr<const FieldFormula> formula;  // null: no condition asks anything of the field that can be built in
  std::vector<std::pair<std::size_t, double>> sizes;
};

/// Of the demands on a field as many as agree, values before slopes, in the order in which they are stated. Conditions
/// whose demands do not agree with those that came before are refused, by name and place.
Built build_field(const Problem& problem, std::size_t field, const std::vector<std::vector<Reading>>& readings,
                  Gathered& gathered);

}  // namespace ansatz::exact
