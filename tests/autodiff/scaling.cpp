// Gradients of many scalars cost what the scalars do: all that is made on the way grows with their number, not faster.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ansatz/autodiff.hpp"
#include "ansatz/autodiff/simplify.hpp"

using namespace ansatz::ad;

namespace {

/// Nodes and operands of a graph, whether an output needs them or not, and the numbers of what these outputs need.
double size_of(const Graph& graph, std::span<const Expr> outputs) {
  std::size_t size = graph.size();
  for (std::uint32_t id = 0; id < graph.size(); ++id) size += graph.operands(id).size();
  for (const std::uint32_t id : reachable(outputs)) size += graph.node(id).shape.size();
  return static_cast<double>(size);
}

/// What a formula is written in: x[0], x[1], ..., separate scalars or the rows of one vector.
struct Variables {
  Variables(Graph& graph, std::uint32_t n, bool one_vector) {
    if (one_vector) {
      inputs = {graph.parameter("x", n)};
      for (std::uint32_t i = 0; i < n; ++i) x.push_back(inputs[0][i]);
    } else {
      for (std::uint32_t i = 0; i < n; ++i) x.push_back(graph.parameter("x"));
      inputs = x;
    }
  }
  std::vector<Expr> inputs, x;
};

struct Formula {
  std::string name;
  Expr (*of)(Graph& graph, const std::vector<Expr>& x);
};

template <class F>
Expr sum_over(Graph& graph, std::size_t n, F term) {
  Expr sum = graph.constant(0);
  for (std::size_t i = 0; i < n; ++i) sum = sum + term(i);
  return sum;
}

const std::vector<Formula> formulas = {
    {"Rosenbrock's function",
     [](Graph& g, const std::vector<Expr>& x) {
       return sum_over(g, x.size() - 1, [&](std::size_t i) {
         const Expr valley = x[i + 1] - x[i] * x[i], side = 1.0 - x[i];
         return 100.0 * valley * valley + side * side;
       });
     }},
    {"a product",
     [](Graph&, const std::vector<Expr>& x) {
       Expr product = x[0];
       for (std::size_t i = 1; i < x.size(); ++i) product = product * x[i];
       return product;
     }},
    {"a chain",
     [](Graph&, const std::vector<Expr>& x) {
       Expr value = x[0];
       for (std::size_t i = 1; i < x.size(); ++i) value = sin(value + x[i]) / x[i];
       return value;
     }},
    {"every second one, backwards",
     [](Graph& g, const std::vector<Expr>& x) {
       return sum_over(g, x.size() / 2, [&](std::size_t i) { return exp(x[x.size() - 1 - 2 * i]); });
     }},
    {"one with all others",
     [](Graph& g, const std::vector<Expr>& x) {
       return sum_over(g, x.size(), [&](std::size_t i) { return tanh(x[0] * x[i]); });
     }},
    {"put below each other",
     [](Graph&, const std::vector<Expr>& x) {
       std::vector<Expr> sines;
       for (const Expr& one : x) sines.push_back(sin(one));
       const Expr column = concat(sines);
       return sum(column * column * column);
     }},
    {"neighbours, two by two",
     [](Graph& g, const std::vector<Expr>& x) {
       return sum_over(g, x.size() - 1, [&](std::size_t i) {
         const Expr two = concat(std::vector<Expr>{x[i], x[i + 1]});
         return sum(two * two * two);
       });
     }},
};

/// Sizes after the gradient, the gradient of a sum of its components, and collapse; instructions of the program.
std::vector<double> costs(const Formula& formula, std::uint32_t n, bool one_vector) {
  Graph graph;
  const Variables variables(graph, n, one_vector);
  std::vector<double> result;
  const std::vector<Expr> first = grad(formula.of(graph, variables.x), variables.inputs);
  result.push_back(size_of(graph, first));
  const Expr weighted = sum_over(graph, n, [&](std::size_t i) {
    return static_cast<double>(1 + i % 7) * (one_vector ? first[0][static_cast<std::uint32_t>(i)] : first[i]);
  });
  const std::vector<Expr> second = grad(weighted, variables.inputs);
  result.push_back(size_of(graph, second));
  const std::vector<Expr> collapsed = collapse(second);
  result.push_back(size_of(graph, collapsed));
  result.push_back(static_cast<double>(compile(variables.inputs, collapsed).statistics().instructions));
  return result;
}

}  // namespace

TEST_CASE("gradients of scalars, and of rows of a vector, grow with their number") {
  for (const Formula& formula : formulas)
    for (const bool one_vector : {false, true}) {
      CAPTURE(formula.name);
      CAPTURE(one_vector);
      const std::vector<double> few = costs(formula, 60, one_vector), many = costs(formula, 240, one_vector);
      for (std::size_t i = 0; i < few.size(); ++i) {
        CAPTURE(i);
        CHECK(many[i] < 4.3 * few[i]);  // a few nodes come with the formula, not with its variables
        CHECK(many[i] > 3.7 * few[i]);  // and each variable has some of its own
      }
    }
}

TEST_CASE("rows that reach a value in many ways are added where they overlap, and only there") {
  Graph graph;
  const Expr x = graph.parameter("x", 6);
  // Rows 1 to 3 and 2 to 4, once each, row 5 twice as two slices, row 0 never.
  const Expr f = sum(sin(slice(x, 1, 3))) + sum(exp(slice(x, 2, 3))) + x[5] * x[5];
  const std::vector<double> values{0.3, -0.2, 0.5, 0.7, -0.4, 1.5};
  const std::vector<double> gradient = compile({x}, {grad(f, x)})({{values}})[0];
  const std::vector<double> expected{0,
                                     std::cos(values[1]),
                                     std::cos(values[2]) + std::exp(values[2]),
                                     std::cos(values[3]) + std::exp(values[3]),
                                     std::exp(values[4]),
                                     2 * values[5]};
  for (std::size_t i = 0; i < 6; ++i) CHECK(gradient[i] == doctest::Approx(expected[i]).epsilon(1e-15));
}
