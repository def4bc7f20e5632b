#include <cstdio>

#include "ansatz/autodiff.hpp"
using namespace ansatz::ad;

int main() {
  Graph graph;
  const Expr x = graph.input("x", 2, graph.axis("points"));  // two coordinates at every point
  const Expr f = sin(x[0]) * exp(2.0 * x[1]);                // a formula for one point
  const Expr mixed = grad(grad(f, x)[0], x)[1];              // a gradient of a gradient
  const Program program = compile({x}, {f, mixed, laplacian(f, x)});
  const std::vector<double> points{0.0, 0.5, 1.0, 0.1, 0.2, 0.3};  // x[0] at three points, then x[1]
  const auto values = program({{points}});
  for (int p = 0; p < 3; ++p)
    std::printf("f %8.5f   f_xy %8.5f   laplacian %8.5f\n", values[0][p], values[1][p], values[2][p]);
}
