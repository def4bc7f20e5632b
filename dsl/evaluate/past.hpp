// A field at another time: what its network gives, and before the start of time what `history` says.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "evaluate/scope.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

/// Field `i`, differentiated by `derivatives`, at a place, one expression a coordinate. Where the model knows its past,
/// the network is asked at times of the domain alone.
ad::Expr field_at_any_time(const Model& model, Scope& scope, std::size_t i, std::span<const std::size_t> derivatives,
                           std::vector<ad::Expr> place);

}  // namespace ansatz::dsl
