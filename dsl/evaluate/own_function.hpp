// A `let` as a function of expressions: what networks use as their activation, or as a part of it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "ansatz/autodiff/expression.hpp"
#include "names/model.hpp"

namespace ansatz::dsl {

/// The definition, evaluated in the graph of its arguments, of which there is one at least. `place`: where the network
/// names it. What is wrong with it is thrown as UserError when it is called.
std::function<ad::Expr(std::span<const ad::Expr> arguments)> own_function(std::shared_ptr<const Model> model,
                                                                          std::size_t definition, Span place);

}  // namespace ansatz::dsl
