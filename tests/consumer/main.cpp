// What somebody else would do with each of the three libraries, and what must come out.
#include <cmath>
#include <cstdio>
#include <vector>

#include "ansatz/autodiff.hpp"
#include "ansatz/core.hpp"
#include "ansatz/dsl.hpp"

using namespace ansatz;

namespace {

/// The engine: d/dx x^3 at 2.
double derivative_of_a_cube() {
  ad::Graph graph;
  const ad::Expr x = graph.parameter("x");
  const ad::Program program = ad::compile({x}, {ad::grad(x * x * x, x)});
  return program(std::vector<std::vector<double>>{{2.0}})[0][0];
}

/// The solver: u' = -u from u(0) = 1, asked for u(1).
double solved_in_formulas() {
  Problem p("decay");
  const Coordinate t = p.time("t", 0, 1);
  const Field u = p.field("u");
  p.equation("decay", [=](At at) { return at.d(u, t) + at(u); });
  p.initial("start", [=](At at) { return at(u) - 1.0; });
  p.sampling.equation = 50;
  p.network({.hidden = {8}});
  return solve(p)(u, {1});
}

/// The language: the same as a text.
double solved_from_text() {
  const dsl::Compilation text = dsl::compile_text(
      "decay.pde", "time t in [0, 1]\nfield u\neq decay: u_t = -u\nic start: u = 1\nnetwork { hidden = [8] }\n", ".",
      {});
  for (const dsl::Diagnostic& diagnostic : text.diagnostics) std::printf("%s\n", diagnostic.message.c_str());
  if (!text.problem) return 0;
  return solve(*text.problem)(text.problem->field_named("u"), {1});
}

bool near(const char* what, double value, double wanted, double tolerance) {
  std::printf("%s: %g\n", what, value);
  return std::abs(value - wanted) < tolerance;
}

}  // namespace

int main() {
  const bool good = near("engine", derivative_of_a_cube(), 12, 1e-12) &
                    near("solver", solved_in_formulas(), std::exp(-1), 1e-4) &
                    near("language", solved_from_text(), std::exp(-1), 1e-4);
  return good ? 0 : 1;
}
