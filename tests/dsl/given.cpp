// `given f(x) in gaussian(...)`: what is drawn has the covariance that was asked for, and operators are learnt.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/random.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/core/train.hpp"
#include "ansatz/dsl/typeset.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;
using test::problem_of;

namespace {

/// f at some x, as a function of its amplitudes: the covariance of independent normal ones is what their waves say.
class Process {
 public:
  explicit Process(const std::string& statement)
      : problem_(problem_of("domain x in [0, 1]\n" + statement + "\nfield u\nfit u = f(x)\nexact u = f(x)\n")) {}

  double value(double x, const std::vector<double>& amplitudes) const {
    std::vector<double> point{x};
    point.insert(point.end(), amplitudes.begin(), amplitudes.end());
    double found = 0;
    problem_.exact.at(0).evaluate(point.data(), 1, &found);
    return found;
  }
  double covariance(double x, double y) const {
    double sum = 0;
    for (std::size_t k = 0; k < terms(); ++k) {
      std::vector<double> one(terms());
      one[k] = 1;
      sum += value(x, one) * value(y, one);
    }
    return sum;
  }
  std::size_t terms() const { return problem_.domain.parameters; }
  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

}  // namespace

TEST_CASE("functions that are given have the covariance of their kernel") {
  const Process plain("given f(x) in gaussian(length = 0.2)");
  const Process large("param size = 3\ngiven f(x) in gaussian(0.5, deviation = size, terms = 10)");
  CHECK(plain.terms() == 12);
  CHECK(large.terms() == 10);
  for (const double x : {0.0, 0.1, 0.45, 1.0})
    for (const double y : {0.0, 0.2, 0.5, 0.8, 1.0}) {
      const double d = x - y;
      CHECK(std::abs(plain.covariance(x, y) - std::exp(-d * d / 0.08)) < 2e-3);
      CHECK(std::abs(large.covariance(x, y) - 9 * std::exp(-d * d / 0.5)) < 2e-2);
    }
}

TEST_CASE("functions with a period have it, and the covariance of their kernel around it") {
  const Process round("given f(x) in gaussian(length = 0.15, period = 0.5, terms = 15)");
  std::vector<double> amplitudes;
  for (std::size_t k = 0; k < round.terms(); ++k) amplitudes.push_back(Stream(0, "round").normal(k));
  CHECK(round.value(0.1, amplitudes) == doctest::Approx(round.value(0.6, amplitudes)));
  for (const double d : {0.0, 0.05, 0.2, 0.25, 0.4}) {
    double wanted = 0;
    for (int n = -9; n <= 9; ++n) wanted += std::exp(-std::pow((d + 0.5 * n) / 0.15, 2) / 2);
    CHECK(round.covariance(0.3, 0.3 + d) == doctest::Approx(wanted).epsilon(1e-4));
  }
}

TEST_CASE("amplitudes are coordinates with a normal distribution, and so is what `over` says is not certain") {
  const Process plain("given f(x) in gaussian(length = 0.2, terms = 8)");
  const Domain& domain = plain.problem().domain;
  CHECK(domain.space[1] == "f1");
  CHECK(domain.space[8] == "f8");
  CHECK(domain.normal.size() == 8);
  const PointSet drawn = sample_interior(domain, 2000, SobolPoints{}, 0, "drawn");
  for (std::size_t k = 1; k <= 8; ++k) {
    double sum = 0, squares = 0;
    for (std::size_t p = 0; p < drawn.count; ++p) {
      const double c = drawn.points[k * drawn.count + p];
      sum += c, squares += c * c;
    }
    CHECK(std::abs(sum / 2000) < 0.02);
    CHECK(squares / 2000 == doctest::Approx(1).epsilon(0.03));
  }
  const Problem uncertain = problem_of(
      "param s = 0.1\ndomain x in [0, 1]\nover k in normal(2, s)\nfield u\neq -k*u_xx = 1\nbc u = 0 on boundary\n");
  CHECK(uncertain.domain.normal.at(1).mean == 2);
  CHECK(uncertain.domain.normal.at(1).deviation == 0.1);
  CHECK(uncertain.domain.shape->lower()[1] == doctest::Approx(1.6));
}

TEST_CASE("an operator is learnt: the antiderivative of every function") {
  const Problem problem = problem_of(
      "domain x in [0, 1]\ngiven f(x) in gaussian(length = 0.4, terms = 6)\nfield u\neq u_x = f(x)\nbc u = 0 on x = 0\n"
      "exact u = integral(f(s), s in [0, x])\n"
      "network { layers = [deeponet(8, branch = [], trunk = [8])] }\nsample { eq = 600 }\ntrain auto { steps = 200 "
      "}\n");
  const Solution solution = solve(problem);
  CHECK(solution.outcome().last.errors[0].l2_relative < 1e-4);
  std::vector<double> at_start(7, 0.5);
  at_start[0] = 0;
  CHECK(solution(problem.field_named("u"), at_start)[0] == 0);  // built in
}

TEST_CASE("what is given stays one statement where a problem is written out, and is set as one") {
  const std::string statement = "given f(x) in gaussian(length = 0.3, terms = 8)";
  const auto compiled =
      compile_source("domain x in [0, 1]\n" + statement + "\nfield u\neq u_x = f(x)\nbc u = 0 on x = 0\n");
  REQUIRE(compiled.problem);
  CHECK(compiled.resolved.find(statement) != std::string::npos);
  CHECK(compiled.resolved.find("over") == std::string::npos);
  CHECK(compile_source(compiled.resolved).resolved == compiled.resolved);
  REQUIRE(compiled.given.size() == 1);
  CHECK(compiled.given[0].name == "f");
  CHECK(compiled.given[0].terms == 8);
  std::size_t lines = 0;
  for (const dsl::TypesetLine& line : dsl::typeset(compiled))
    lines += line.latex.find("\\mathcal{GP}") != std::string::npos;
  CHECK(lines == 1);
}

TEST_CASE("a report has the kernel that functions are drawn by") {
  const auto kernel = [](const std::string& statement) {
    const auto compiled = compile_source("domain x in [0, 1]\n" + statement + "\nfield u\nfit u = g(x)\n");
    for (const dsl::TypesetLine& line : dsl::typeset(compiled))
      if (line.kind == "given") return line.where;
    return std::string();
  };
  CHECK(kernel("given g(x) in gaussian(length = 0.3)") ==
        R"(k(x, x') = \exp\left(-\frac{(x - x')^2}{2 \cdot 0.3^2}\right))");
  CHECK(kernel("given g(x) in gaussian(length = 0.3, deviation = 2, period = 1)") ==
        R"(k(x, x') = 2^2 \sum_{m} \exp\left(-\frac{(x - x' + m \cdot 1)^2}{2 \cdot 0.3^2}\right))");
}

TEST_CASE("points count what is given less than coordinates, and are drawn anew in stages of first order") {
  const auto points = [](const std::string& more) {
    Problem problem =
        problem_of("domain x in [0, 1]\n" + more + "field u\neq u_xx = -1\nbc u = 0 on boundary\ntrain adam {}\n");
    CHECK(resampling_steps(problem) == (problem.domain.normal.empty() ? 0 : 10));
    const auto said = problem.sampling.equation;
    problem.sampling.equation.reset();
    CHECK(said == equation_points(problem));
    return said;
  };
  CHECK(points("") == 2000);
  CHECK(points("over k in [0, 1]\n") == 4000);
  CHECK(points("over k in normal(2, 0.1)\n") == 2500);
  CHECK(points("given f(x) in gaussian(length = 0.5, terms = 8)\n") == 6000);
}
