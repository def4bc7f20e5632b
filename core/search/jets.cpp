// Values and derivatives of functions at points.
#include <algorithm>
#include <cmath>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/search/features.hpp"

namespace ansatz::search {

std::vector<std::vector<double>> jets(std::span<const Function> functions, std::span<const double> points,
                                      std::size_t derivatives) {
  ad::Graph graph;
  const ad::Expr x = graph.input("x", 1, graph.axis("points"));
  std::vector<ad::Expr> outputs;
  for (const Function& function : functions) {
    ad::Expr value = function(x);
    for (std::size_t order = 0; order <= derivatives; ++order) {
      outputs.push_back(ad::broadcast(value, x.shape()));
      if (order < derivatives) value = ad::partial(value, x);
    }
  }
  if (outputs.empty()) return {};
  // One plain loop a node: to compile so many small formulas would take longer than to evaluate them.
  const std::vector<double> values(points.begin(), points.end());
  return ad::evaluate_reference(std::span(&x, 1), outputs, std::span(&values, 1));
}

std::vector<double> jet(const Function& function, std::span<const double> points, std::size_t derivatives) {
  std::vector<double> all;
  for (const std::vector<double>& values : jets(std::span(&function, 1), points, derivatives))
    all.insert(all.end(), values.begin(), values.end());
  return all;
}

std::vector<double> compressed(std::vector<double> values) {
  std::transform(values.begin(), values.end(), values.begin(), [](double v) { return std::asinh(v); });
  return values;
}

}  // namespace ansatz::search
