// The formula of a candidate, in a problem file, means what the candidate means as an expression.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

#include "ansatz/core.hpp"
#include "dsl/compiled.hpp"

using namespace ansatz;
using namespace ansatz::search;

namespace {

using Values = std::vector<std::vector<double>>;

/// A function with its first two derivatives, at some points.
Values jets(const Function& f) {
  ad::Graph graph;
  const ad::Expr x = graph.input("x", 1, graph.axis("points"));
  const ad::Expr value = f(x), slope = ad::partial(value, x), curvature = ad::partial(slope, x);
  const std::vector<double> points{-4.1, -2.6, -1.3, -0.4, 0.3, 0.9, 2.2, 4.7};
  return ad::evaluate_reference(std::array{x}, std::array{value, slope, curvature}, std::array{points});
}

/// The activation that a file states; z/4 is added, so that it is not constant, which a file may not say.
Function stated(const Candidate& candidate) {
  const Problem problem =
      test::problem_of("domain x in [0, 1]\nfield u\neq u = x\nlet f(z) = " + candidate.formula("z") +
                       "\nlet act(z) = f(z) + 0.25*z\nnetwork { activation = act }\n");
  return problem.networks[0].activation.function;
}

void check_same(const Candidate& candidate) {
  CAPTURE(candidate.name());
  CAPTURE(candidate.formula("z"));
  const Values of_file = jets(stated(candidate)), direct = jets([&](ad::Expr z) { return candidate(z) + 0.25 * z; });
  for (std::size_t i = 0; i < direct.size(); ++i)
    for (std::size_t p = 0; p < direct[i].size(); ++p) {
      const double a = of_file[i][p], b = direct[i][p];
      CHECK((a == b || (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-12 * std::abs(b)));
    }
}

}  // namespace

TEST_CASE("formulas of operators and of candidates mean the same in a file") {
  const Operators operators;
  for (const OperatorRef& op : operators.all()) {
    const std::size_t arguments = op->arity == Operator::many ? 3 : op->arity;
    check_same(Candidate(op, std::vector<Candidate>(arguments)));
  }
  const Space small = aquasurf_space(operators), large = aquasurf_large_space(operators);
  for (std::uint64_t i = 0; i < small.size(); i += 71) check_same(small[i]);
  for (std::uint64_t i = 0; i < large.size(); i += 10'007) check_same(large[i]);
}

TEST_CASE("the formula of an operator that is a `let` of the file calls it") {
  Operators operators;
  operators.add(unary_operator(
      "bump", [](ad::Expr x) { return 1.0 / (1.0 + x * x); }, "bump(x)"));
  const Candidate candidate = Candidate::parse("sub(bump(mul(x,x)),bump(x))", operators);
  const Problem problem = test::problem_of(
      "domain x in [0, 1]\nfield u\neq u = x\nlet bump(s) = 1/(1 + s^2)\nlet act(z) = " + candidate.formula("z") +
      "\nnetwork { activation = act }\n");
  const Values of_file = jets(problem.networks[0].activation.function), direct = jets(candidate);
  for (std::size_t i = 0; i < direct.size(); ++i)
    for (std::size_t p = 0; p < direct[i].size(); ++p)
      CHECK(of_file[i][p] == doctest::Approx(direct[i][p]).epsilon(1e-12));
}
