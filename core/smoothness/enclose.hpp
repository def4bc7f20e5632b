// What is known of all parts of an expression on a piece of its range: which values they take, how many continuous
// derivatives they have, whether they are defined.
//
// A piece is an interval without its ends: |x| is x on [0, 1], as there is no kink within. At a place where pieces meet
// the question is asked for one side of it, and what is neither above nor below 0 there is told by a `SignAt`.
//
// Read next: germ.hpp (the two sides of a place), smoothness.cpp (how the range is cut).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "smoothness/operations.hpp"

namespace ansatz::smoothness_of {

/// The sign, 1 or -1, of an expression beside the place that is looked at; 0 where it is not known.
using SignAt = std::function<int(ad::Expr u)>;
/// How many continuous derivatives a part has that has some missing as far as its operands tell.
using OrderOf = std::function<int(ad::Expr part)>;

class Enclosing {
 public:
  /// `f` is a scalar made of the scalar `x`, both in a graph that grows by the differences that max, min and
  /// comparisons look at.
  Enclosing(ad::Expr f, ad::Expr x);

  /// All that is known of `f` where x is in `piece`. Parts have as many continuous derivatives as follows from their
  /// operands, or as `order` says, if those are more.
  const Known& of(const Enclosure& piece, const SignAt& sign = {}, const OrderOf& order = {});
  /// The same of a part of it, after the last `of`.
  const Known& part(std::uint32_t id) const { return known_.at(id); }
  const std::vector<std::uint32_t>& parts() const { return order_; }
  ad::Expr function() const { return f_; }

  /// What piecewise parts look at: the argument of |x|, the difference of two numbers that are compared.
  const std::vector<ad::Expr>& switches() const { return switches_; }

 private:
  Known look(std::uint32_t id, const Enclosure& piece, const SignAt& sign) const;
  Enclosure switched(ad::Expr u, const SignAt& sign) const;  // u, or all numbers of its sign

  ad::Expr f_, x_;
  std::vector<std::uint32_t> order_;               // parts, operands first
  std::map<std::uint32_t, ad::Expr> differences_;  // by the part that looks at them
  std::vector<ad::Expr> switches_;
  std::map<std::uint32_t, Known> known_;
};

}  // namespace ansatz::smoothness_of
