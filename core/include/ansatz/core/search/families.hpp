// Operators that are asked for by one word, as in `unary = smooth`: the spaces that searches are made in.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/core/search/operators.hpp"

namespace ansatz::search {

/// What stands for one word of graphs.
enum class Place { unary, binary, many };

struct OperatorFamily {
  std::string_view name;
  Place place;
  std::string_view doc;
  std::vector<std::string_view> operators;
};

/// In the order in which they are shown; the first of a place is its default.
std::span<const OperatorFamily> operator_families();
/// Null if there is none of that name in that place.
const OperatorFamily* find_family(Place place, std::string_view name);

/// "unary": how a place is called.
std::string_view name_of(Place place);

}  // namespace ansatz::search
