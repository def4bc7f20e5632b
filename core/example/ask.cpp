// What a solution can be asked, and that it outlives the program that found it.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <numbers>
#include <vector>

#include "ansatz/core.hpp"

using namespace ansatz;

namespace {

/// Heat in a bar that is kept warm at the left end and insulated at the right: u_t = u_xx.
Problem bar() {
  Problem p("bar");
  const Coordinate x = p.space("x", interval(0, 1));
  const Coordinate t = p.time("t", 0, 2);
  const Field u = p.field("u");
  p.equation("heat", [=](At at) { return at.d(u, t) - at.d(u, x, x); });
  p.boundary("insulated", on(x, 1), [=](At at) { return at.normal_derivative(u); });
  // The left end and the start hold whatever the network gives.
  p.ansatz_of(
      u, [=](At at, ad::Expr net) { return 1.0 - 0.5 * ad::sin(std::numbers::pi / 2 * at(x)) + at(x) * at(t) * net; });
  p.network({.hidden = {12, 12}});
  p.sampling.equation = 500;
  p.train(Lm{.steps = 40});
  return p;
}

}  // namespace

int main() {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "bar.solution";
  solve(bar()).save(file);

  const Problem p = bar();
  const Solution s = Solution::load(file, p);
  const Coordinate x = p.coordinate_named("x");
  const Field u = p.field_named("u");
  std::printf("left end        %.4f\n", s(u, {0, 1}));

  // A hundred thousand points at once; an expression is compiled when it is first asked for.
  std::vector<double> points;
  for (int i = 0; i < 100'000; ++i) points.insert(points.end(), {i / 99'999.0, 2.0});
  const std::vector<double> late = s(u, points);
  std::printf("warm through    %s\n", *std::min_element(late.begin(), late.end()) > 0.99 ? "yes" : "no");
  const std::vector<double> flow = s.evaluate([=](At at) { return -at.d(u, x); }, points);
  std::printf("no flow out     %s\n", std::abs(flow.back()) < 0.01 ? "yes" : "no");
  const auto residual = s.residual("heat", points);
  std::printf("residuals       %zu of %zu\n", residual[0].size(), points.size() / 2);

  // What was trained, by name.
  const Parameter W1 = s.parameter("network/W1");
  std::printf("first layer     %zu x %zu\n", W1.rows, W1.columns);

  // Outside the domain there is no solution.
  try {
    s(u, {1.5, 1});
  } catch (const UserError& error) {
    std::printf("%s\n", error.what());
  }
  std::filesystem::remove(file);
}
