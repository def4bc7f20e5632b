// Activation functions: the table of built-ins, and the one place where a network applies one.
//
// A function is stated as an expression, so that its derivatives of every order follow from the engine's
// table of operations. Whatever takes one expression to another can serve: a `let` of one argument in a
// `.pde` file is used exactly like the names below.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz {

struct ActivationInfo {
  std::string_view name;
  ad::Expr (*function)(ad::Expr z);  // elementwise
  std::string_view doc;
};

/// Every built-in activation, in the order in which they are listed to users.
std::span<const ActivationInfo> activations();

/// The built-in of that name; null if there is none.
const ActivationInfo* find_activation(std::string_view name);

/// Applies `activation` to a column of pre-activations; `trained` are its trained arguments, of a shape that repeats to
/// that of z. Throws UserError when it names no built-in and gives no function, listing the names there are, when the
/// given function changes the shape of its argument, and when there are not as many arguments as it has.
ad::Expr activate(const Activation& activation, ad::Expr z, std::span<const ad::Expr> trained = {});

/// An activation that cannot give the derivatives that conditions take, and why not, in words: "`relu` is made of
/// pieces whose second derivative is 0, ...". Empty where nothing is said against any.
struct LostDerivative {
  std::string activation{}, why{};
};
/// The first of those that layers of a network of the problem have, as far as its expression tells. Throws as formulas
/// do.
LostDerivative lost_derivative(const Problem& problem, const NetworkSpec& network);

}  // namespace ansatz
