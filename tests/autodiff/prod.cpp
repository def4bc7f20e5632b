// The product of all rows: its derivatives of every order are those of a polynomial, also where factors are 0.
#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "ansatz/autodiff.hpp"
#include "graph/verify.hpp"

using namespace ansatz::ad;

namespace {

/// The product of all entries but those of `left_out`; 0 if one is left out twice: no factor is squared.
double product(const std::vector<double>& x, const std::vector<std::size_t>& left_out) {
  for (std::size_t i = 0; i < left_out.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (left_out[i] == left_out[j]) return 0;
  double result = 1;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::find(left_out.begin(), left_out.end(), i) == left_out.end()) result *= x[i];
  return result;
}

}  // namespace

TEST_CASE("prod and its derivatives of three orders, where no, one, two and all factors are 0") {
  const std::vector<std::vector<double>> cases{{2},          {0},          {2, 3},           {0, 3},
                                               {2, 3, 5},    {2, 0, 5},    {0, 0, 5},        {0, 0, 0},
                                               {2, 3, 5, 7}, {2, 0, 5, 0}, {-1, 2, 0, 4, 5}, {1, 2, 3, 4, 5, 6, 7}};
  for (const std::vector<double>& values : cases) {
    const auto n = static_cast<std::uint32_t>(values.size());
    Graph graph;
    const Expr at_points = graph.input("x", n, graph.axis("points")), free = graph.parameter("x", n);
    for (const Expr& x : {at_points, free}) {
      std::vector<Expr> outputs{prod(x), grad(prod(x), x)};
      std::vector<double> wanted_gradient, wanted_second, wanted_third;
      for (std::uint32_t i = 0; i < n; ++i) wanted_gradient.push_back(product(values, {i}));
      for (std::uint32_t i = 0; i < n; ++i)
        for (std::uint32_t j = 0; j < n; ++j) {
          outputs.push_back(partial(partial(prod(x), x, i), x, j));
          wanted_second.push_back(product(values, {i, j}));
        }
      for (std::uint32_t i = 0; i < n; ++i) {
        outputs.push_back(grad(grad(grad(prod(x), x)[0], x)[n - 1], x)[i]);
        wanted_third.push_back(product(values, {0, n - 1, i}));
      }
      verify(graph);
      for (const BackendInfo& backend : backends()) {
        CAPTURE(backend.name);
        const auto found = compile(std::array{x}, outputs, {.backend = std::string(backend.name)})({{values}});
        CHECK(found[0][0] == product(values, {}));
        CHECK(found[1] == wanted_gradient);
        for (std::size_t k = 0; k < wanted_second.size(); ++k) CHECK(found[2 + k][0] == wanted_second[k]);
        for (std::size_t k = 0; k < wanted_third.size(); ++k)
          CHECK(found[2 + wanted_second.size() + k][0] == wanted_third[k]);
      }
    }
  }
}

TEST_CASE("prod takes all rows and columns, at every point by itself") {
  Graph graph;
  const Expr x = graph.input("x", 3, graph.axis("points")), w = graph.parameter("w", 2, 3);
  const std::vector<double> xs{1, 2, 3, 4, 5, 6}, ws{1, 2, 3, 4, 5, 6};
  CHECK(compile({x, w}, {prod(x)}).call({{x, xs}, {w, ws}})[0] == std::vector<double>{15, 48});
  CHECK(compile({w}, {prod(w)}).call({{w, ws}})[0] == std::vector<double>{720});
  const std::vector<double> numbers{2, 3, 4};
  CHECK(prod(graph.constant(3, 1, numbers)) == graph.constant(24));
}
