// Expressions made again with some of their parts replaced, in the same graph or in another one.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// Replacements by node number. They belong to the graph that is built in.
using Replacements = std::map<std::uint32_t, Expr>;

/// `outputs` built in `target`, with nodes replaced wherever they occur. In another graph every leaf needs a
/// replacement (InternalFault) and axes are those of the replacements. Shapes follow from the replacements,
/// except that what was spread over an axis or rows by `broadcast` keeps its shape: in another graph, replace it.
std::vector<Expr> rebuild(std::span<const Expr> outputs, Graph& target, Replacements replacements);

/// `e` with `value` in the place of `part`.
Expr substitute(Expr e, Expr part, Expr value);

}  // namespace ansatz::ad
