// What is known of activation functions before anything is trained: features.csv of those that are named, with what a
// script needs to compute them again (tools/experiments/search/check_features.py).
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "ansatz/core.hpp"

using namespace ansatz;

namespace {

/// Heat with a source: u_xx = u on a line, u = 1 at the ends, by two small layers.
Problem line() {
  Problem p("line");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("line", [=](At at) { return at.d(u, x, x) - at(u); });
  p.boundary("ends", [=](At at) { return at(u) - 1.0; });
  p.network({.hidden = {6, 6}, .adaptive = FixedSlopes{}});
  p.sampling.equation = 60;
  p.compute.threads = 1;
  p.compute.scale = Scaling::none;
  p.weighting.conditions = Imposition::by_terms;
  p.train(Adam{.steps = 1});
  return p;
}

void print(const std::string& of, const char* what, const std::vector<double>& values) {
  std::printf("%s;%s", of.c_str(), what);
  for (const double value : values) std::printf(";%.17g", value);
  std::printf("\n");
}

}  // namespace

int main(int count, char** names) try {
  const Problem problem = line();
  const Solver solver(problem);
  const Solution start = solver.solution();
  std::vector<double> theta;
  for (const Parameter& parameter : start.parameters())
    theta.insert(theta.end(), parameter.values.begin(), parameter.values.end());
  print("line", "theta", theta);
  print("line", "points", start.residual("line").points);
  print("line", "ends", start.residual("ends").points);
  std::vector<double> points;
  for (int i = -20; i <= 20; ++i) points.push_back(0.25 * i + 0.03125);
  print("line", "inputs", points);
  const search::Operators operators;
  for (int i = 1; i < count; ++i) {
    const search::Candidate candidate = search::Candidate::parse(names[i], operators);
    print(names[i], "jet", search::jet(candidate, points, 2));
    print(names[i], "fields", search::spectrum(problem, candidate, search::Rows::fields, 1e-7));
    print(names[i], "equations", search::spectrum(problem, candidate, search::Rows::equations, 1e-7));
    print(names[i], "conditions", search::spectrum(problem, candidate, search::Rows::conditions, 1e-7));
  }
  return 0;
} catch (const UserError& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
