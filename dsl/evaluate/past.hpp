// A field at another time: what its network gives, and before the start of time what `history` says.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "evaluate/evaluate.hpp"
#include "evaluate/scope.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

/// What a field was, at the points of an evaluator.
ad::Expr value_of(const History& history, Evaluator& evaluator);

/// Field `i`, differentiated by `derivatives`, at a place, one expression a coordinate. Where the model knows its past,
/// the network is asked at times of the domain alone.
ad::Expr field_at_any_time(const Model& model, Scope& scope, std::size_t i, std::span<const std::size_t> derivatives,
                           std::vector<ad::Expr> place);

}  // namespace ansatz::dsl
