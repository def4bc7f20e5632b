// Elementwise functions that are named where a setting asks for one: the built-in activations, and those of a problem.
// They stand in sums (kronecker.hpp) and in layers that have an activation of their own (layer.hpp).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/method.hpp"

namespace ansatz {

/// It has no settings.
struct FunctionMethod : Method {
  static constexpr std::string_view family = "function";
  using Value = std::function<ad::Expr(ad::Expr z)>;

  FunctionMethod(std::string name, std::string doc, Value of);

  Value value;
};

using ElementwiseFunction = ChoiceOf<FunctionMethod>;

/// The built-in activation of this name (activation.hpp). Throws UserError, listing them, where there is none.
ElementwiseFunction elementwise(std::string_view name);
/// Any other; the name is for messages.
ElementwiseFunction elementwise(std::string name, FunctionMethod::Value value);
/// The built-in ones, in the order of their table.
std::vector<std::shared_ptr<const FunctionMethod>> elementwise_functions();

}  // namespace ansatz
