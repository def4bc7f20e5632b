// Poisson's equation on a disk: -(u_xx + u_yy) = 4 inside, u = 0 on the rim. The solution is 1 - x^2 - y^2.
#include <cstdio>

#include "ansatz/core.hpp"

using namespace ansatz;

int main() {
  Problem p("poisson");
  const auto [x, y] = p.space({"x", "y"}, disk({0, 0}, 1));
  const Field u = p.field("u");
  p.equation("poisson", [=](At at) { return at.laplacian(u) + 4.0; });
  p.boundary("rim", [=](At at) { return at(u); });
  p.network({.hidden = {16, 16}});
  p.sampling.equation = 500;
  p.train(Lm{.steps = 50});

  const Solution s = solve(p);
  std::printf("u(0.3, 0.4)   = %.4f\n", s(u, {0.3, 0.4}));
  std::printf("u_x(0.3, 0.4) = %.4f\n", s.derivative(u, {x}, {0.3, 0.4}));
  std::printf("u_yy(0, 0)    = %.4f\n", s.derivative(u, {y, y}, {0, 0}));
}
