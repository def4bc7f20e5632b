// Greedy: the factor that most products share is taken out, and what is left of them is written in the same way.
#include "simplify/polynomial.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "graph/identities.hpp"

namespace ansatz::ad {
namespace {

bool by_number(Expr a, Expr b) { return a.id() < b.id(); }

bool is_free(const Product& product) {
  return std::none_of(product.factors.begin(), product.factors.end(), [](Expr x) { return x.shape().on_axis(); });
}

bool contains(const Product& product, Expr factor) {
  return std::binary_search(product.factors.begin(), product.factors.end(), factor, by_number);
}

void divide(Product& product, Expr factor) {
  product.factors.erase(std::lower_bound(product.factors.begin(), product.factors.end(), factor, by_number));
}

// The factor that most products have, if at least two have it; the oldest of several.
std::optional<Expr> most_common_factor(const std::vector<Product>& products) {
  std::map<std::uint32_t, std::pair<std::size_t, Expr>> products_with;
  for (const Product& product : products)
    for (std::size_t i = 0; i < product.factors.size(); ++i) {
      if (i > 0 && product.factors[i] == product.factors[i - 1]) continue;
      auto& [count, factor] = products_with[product.factors[i].id()];
      ++count;
      factor = product.factors[i];
    }
  std::optional<Expr> best;
  std::size_t most = 1;
  for (const auto& [id, entry] : products_with)
    if (entry.first > most) most = entry.first, best = entry.second;
  return best;
}

// Adds terms in the order of their numbers, those to be subtracted last.
Expr signed_sum(Graph& graph, std::vector<Expr> plus, std::vector<Expr> minus) {
  std::sort(plus.begin(), plus.end(), by_number);
  std::sort(minus.begin(), minus.end(), by_number);
  Expr sum = graph.constant(0);
  for (const Expr& term : plus) sum = sum + term;
  for (const Expr& term : minus) sum = sum - term;
  return sum;
}

// Terms with the same number but for the sign share its multiplication.
Expr numbered_sum(Graph& graph, const std::vector<Product>& products) {
  struct Terms {
    std::vector<Expr> plus, minus;
  };
  std::map<double, Terms> by_size;
  for (const Product& product : products) {
    const Expr term = expression(graph, Product{1, product.factors});
    Terms& terms = by_size[std::abs(product.number)];
    (product.number < 0 ? terms.minus : terms.plus).push_back(term);
  }
  Terms all;
  for (auto& [size, terms] : by_size) {
    if (size == 1) {
      all.plus.insert(all.plus.end(), terms.plus.begin(), terms.plus.end());
      all.minus.insert(all.minus.end(), terms.minus.begin(), terms.minus.end());
    } else if (terms.plus.empty()) {
      all.minus.push_back(size * signed_sum(graph, terms.minus, {}));
    } else {
      all.plus.push_back(size * signed_sum(graph, terms.plus, terms.minus));
    }
  }
  return signed_sum(graph, all.plus, all.minus);
}

}  // namespace

void Product::multiply(Expr by) {
  if (const auto value = uniform_value(by)) {
    number *= *value;
    return;
  }
  factors.insert(std::upper_bound(factors.begin(), factors.end(), by, by_number), by);
}

void Product::multiply(const Product& by) {
  number *= by.number;
  for (const Expr& factor : by.factors) multiply(factor);
}

std::vector<Product> collected(std::vector<Product> products) {
  const auto less = [](const Product& a, const Product& b) {
    return std::lexicographical_compare(a.factors.begin(), a.factors.end(), b.factors.begin(), b.factors.end(),
                                        by_number);
  };
  std::stable_sort(products.begin(), products.end(), less);
  std::vector<Product> sums;
  for (Product& product : products) {
    if (!sums.empty() && sums.back().factors == product.factors)
      sums.back().number += product.number;
    else
      sums.push_back(std::move(product));
  }
  std::erase_if(sums, [](const Product& product) { return product.number == 0; });
  return sums;
}

Product extract_content(std::vector<Product>& products) {
  Product content;
  if (products.empty()) return content;
  const std::vector<Expr> candidates = products[0].factors;
  for (const Expr& factor : candidates) {
    if (factor.shape().size() != 1) continue;
    if (!std::all_of(products.begin(), products.end(), [&](const Product& p) { return contains(p, factor); })) continue;
    for (Product& product : products) divide(product, factor);
    content.multiply(factor);
  }
  const double number = products[0].number;
  if (std::all_of(products.begin(), products.end(),
                  [&](const Product& p) { return std::abs(p.number) == std::abs(number); })) {
    for (Product& product : products) product.number = product.number == number ? 1 : -1;
    content.number = number;
  }
  return content;
}

Expr expression(Graph& graph, const Product& product) {
  Expr free = graph.constant(product.number), above = graph.constant(1), below = above;
  for (const Expr& factor : product.factors) {
    const bool inverse = op_of(factor) == Op::div && uniform_value(operand_of(factor, 0)) == 1.0;
    if (!factor.shape().on_axis())
      free = free * factor;
    else if (inverse)
      below = below * operand_of(factor, 1);
    else
      above = above * factor;
  }
  return free * (above / below);
}

Expr expression(Graph& graph, std::vector<Product> products) {
  products = collected(std::move(products));
  const auto first_free =
      std::stable_partition(products.begin(), products.end(), [](const Product& p) { return !is_free(p); });
  const Expr free = numbered_sum(graph, {first_free, products.end()});
  products.erase(first_free, products.end());
  while (const std::optional<Expr> factor = most_common_factor(products)) {
    const auto first = std::stable_partition(products.begin(), products.end(),
                                             [&](const Product& product) { return !contains(product, *factor); });
    std::vector<Product> cofactors(first, products.end());
    products.erase(first, products.end());
    for (Product& cofactor : cofactors) divide(cofactor, *factor);
    const Product content = extract_content(cofactors);
    Product taken_out{1, {*factor}};
    taken_out.multiply(content);
    taken_out.multiply(expression(graph, std::move(cofactors)));
    products.push_back(std::move(taken_out));
  }
  return free + numbered_sum(graph, products);
}

}  // namespace ansatz::ad
