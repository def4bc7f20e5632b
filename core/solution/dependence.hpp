// Where an expression depends on some of its leaves: not at points where `select` chooses what does not.
#pragma once

#include <cstdint>
#include <span>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

struct Dependence {
  bool always = false;
  ad::Expr where{};  // unless always: not 0 at the points where it does; empty: nowhere
};

/// `leaves`: numbers of nodes, ascending. `where` is made on the graph of the expression.
Dependence dependence(ad::Expr e, std::span<const std::uint32_t> leaves);

}  // namespace ansatz
