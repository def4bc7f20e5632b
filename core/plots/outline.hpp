// The rim of a domain as closed lines in the plane of two coordinates, for pictures.
#pragma once

#include <cstddef>
#include <optional>

#include "ansatz/core/figure.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz::plots {

/// The rim of a shape in the plane, holes included; of one coordinate of space and time, a rectangle. Nothing where the
/// domain has no such picture: with more coordinates its section depends on where it is cut.
std::optional<figures::Outline> outline_of(const Domain& domain, std::size_t i, std::size_t j);

}  // namespace ansatz::plots
