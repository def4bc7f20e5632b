// What collapse.cpp pulls a graph apart into: rows, which are sums of terms. See there for the idea.
#pragma once

#include <algorithm>
#include <compare>
#include <map>
#include <vector>

#include "graph/structural.hpp"
#include "simplify/polynomial.hpp"

namespace ansatz::ad {

/// A factor is a node of the graph as it was, or its reciprocal.
struct Factor {
  std::uint32_t node;
  bool inverse = false;
  friend auto operator<=>(const Factor&, const Factor&) = default;
};

/// number * scalars * vectors, both sorted. Scalars pass through linear operations, vectors do not.
struct Monomial {
  double number = 1;
  std::vector<Factor> scalars, vectors;
  friend auto operator<=>(const Monomial&, const Monomial&) = default;

  Monomial times(Factor factor, bool scalar) const {
    Monomial product = *this;
    std::vector<Factor>& list = scalar ? product.scalars : product.vectors;
    list.insert(std::upper_bound(list.begin(), list.end(), factor), factor);
    return product;
  }
};

using RowId = std::uint32_t;

/// A linear use of a node: it contributes coefficient * node to a row.
struct Use {
  RowId row;
  Monomial coefficient;
  friend auto operator<=>(const Use&, const Use&) = default;
};
using Uses = std::vector<Use>;

/// What a row adds up: nodes that are kept, and other rows through their operation.
struct Term {
  Monomial coefficient;
  bool is_row;
  std::uint32_t index;
};

enum class Kind {
  unchanged,  // a node that stays as it is, with new operands
  kept,       // the definition of a node that is needed for itself
  shared,     // a sum that contributes to several rows
  linear,     // the operand of a linear operation
};

struct Row {
  Kind kind;
  std::uint32_t node;  // the node it stands for; of a linear row, one that applies the operation
  std::vector<Term> terms = {};
  Product content = {};  // the value of the row is content * value
  Expr value = {};
};

/// The graph, pulled apart. Nothing in it is newer than the outputs it was made for.
struct Rows {
  std::vector<Row> rows;
  std::vector<RowId> row_of;                 // by node number: the row of a kept or unchanged node
  std::map<std::uint32_t, Monomial> scales;  // of matrices: what multiplies them wherever a kept value is made
};

/// The loop downwards (pull_apart.cpp).
Rows pull_apart(std::span<const Expr> outputs);

/// The loop upwards (put_together.cpp): the outputs as new expressions.
std::vector<Expr> put_together(Rows rows, std::span<const Expr> outputs);

/// What an operation, as a function of its last operand, does to sums and products there.
inline Distributes distributes(Op op) {
  const StructuralOperation* operation = structural(op);
  return operation == nullptr ? Distributes::no : operation->distributes;
}
inline bool is_linear(Op op) { return distributes(op) != Distributes::no; }
inline bool is_product(Op op) { return distributes(op) == Distributes::over_sums_as_product; }
inline bool picks_rows(Op op) { return distributes(op) == Distributes::over_products; }

}  // namespace ansatz::ad
