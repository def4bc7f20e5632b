// Sums of products of expressions, written with few multiplications: the form in which collapse.cpp gathers
// what it has pulled apart.
#pragma once

#include <vector>

#include "ansatz/autodiff/expression.hpp"

namespace ansatz::ad {

/// number * factors[0] * factors[1] * ...; the factors are sorted by number and none of them is constant.
struct Product {
  double number = 1;
  std::vector<Expr> factors;

  void multiply(double by) { number *= by; }
  void multiply(Expr by);
  void multiply(const Product& by);
};

/// Adds up products with the same factors; drops those that are zero. Order by factors.
std::vector<Product> collected(std::vector<Product> products);

/// What all products have in common: their scalar factors, and their number if it is the same but for the
/// sign. It is divided out of them.
Product extract_content(std::vector<Product>& products);

/// One product as an expression.
Expr expression(Graph& graph, const Product& product);

/// The sum as an expression: the factor that most products share is taken out, again and again (Horner's rule
/// for several variables); products of free values are added up apart, once a step.
Expr expression(Graph& graph, std::vector<Product> products);

}  // namespace ansatz::ad
