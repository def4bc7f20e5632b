// Functions of one value: y = f(z), f made of elementwise operations and constants, like an activation function that
// a user states as a formula, and all derivatives of it.
//
// The chain rule through every operation of f would cost each tangent and cotangent as many operations as f has.
// Taken as one function, f costs each of them one product with f'(z), which all of them share; f', f'', ... are again
// functions of z, and treated alike when derivatives nest.
//
// The argument of y is the last value that all ways to y pass: its immediate dominator, in the words of flow graphs. So
// z sigmoid(z) is a function of z, but 1 - y^2 with y = tanh z is one of y, whose tangent is known already.
#pragma once

#include <span>
#include <vector>

#include "derivatives/sensitivity.hpp"

namespace ansatz::ad {

class Compositions {
 public:
  /// Of the nodes `ids` (ascending) that depend on `inputs`. An input is an argument, whatever it was made of.
  Compositions(Graph& graph, std::span<const std::uint32_t> ids, std::span<const Expr> inputs);

  /// Whether y is a function of one other value of its shape, on which alone it depends.
  bool contains(std::uint32_t y) const { return y < argument_.size() && argument_[y] != y; }
  std::uint32_t argument(std::uint32_t y) const { return argument_[y]; }
  /// dy / d argument(y); invalid if it is zero everywhere.
  Expr derivative(std::uint32_t y) const { return derivative_[y]; }

 private:
  std::uint32_t find_argument(Expr y) const;
  std::uint32_t common_argument(std::uint32_t a, std::uint32_t b) const;
  Expr differentiate(Expr y) const;
  Expr derivative_along(std::uint32_t y, std::uint32_t argument, Expr factor) const;

  std::vector<std::uint32_t> argument_;  // by node number; a node that is not a composition is its own
  std::vector<Expr> derivative_;
};

}  // namespace ansatz::ad
