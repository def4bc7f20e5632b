// Formulas of a user's own, which say whose they are where they fail: by itself a formula does not know which
// condition, ansatz or network it belongs to.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/expression.hpp"

namespace ansatz {

/// What `action` returns. A UserError that it throws comes out with `whose` before it.
template <class Action>
auto said_of(std::string_view whose, const Action& action) {
  try {
    return action();
  } catch (const UserError& error) {
    throw UserError(fmt::format("{}: {}", whose, error.what()));
  }
}

/// What `formula` returns. Throws UserError where that is no formula of `graph`.
template <class Formula>
ad::Expr formula_of(std::string_view whose, const ad::Graph& graph, const Formula& formula) {
  const ad::Expr value = said_of(whose, formula);
  if (!value.valid()) throw UserError(fmt::format("{} returned an empty expression; it must return a formula", whose));
  if (&value.graph() != &graph)
    throw UserError(fmt::format("{} returned an expression that was made elsewhere; make it of what is given", whose));
  return value;
}

}  // namespace ansatz
