// Features of activation functions: jets, spectra of problems, distances, against plain loops and tables of NumPy.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "ansatz/core.hpp"
#include "core/search/oracles.hpp"
#include "loss/loss.hpp"

using namespace ansatz;
using namespace ansatz::search;
using test::Table;

namespace {

/// u'' = u on [0, 1], u = 0 at the ends, by one layer of three neurons.
Problem line() {
  Problem p("line");
  const Coordinate x = p.space("x", interval(0, 1));
  const Field u = p.field("u");
  p.equation("line", [=](At at) { return at.d(u, x, x) - at(u); }).weight = 2;
  p.boundary("ends", [=](At at) { return at(u); });
  p.network({.hidden = {3}, .adaptive = FixedSlopes{}});
  p.sampling.equation = 9;
  p.compute.threads = 1;
  p.compute.seed = 4;
  p.compute.scale = Scaling::none;
  p.weighting.conditions = Imposition::by_terms;
  p.train(Adam{.steps = 1});
  return p;
}

/// The network in plain numbers: theta is W1 b1 W2 b2; the coordinate is scaled to [-1, 1].
struct Values {
  double u = 0, u_xx = 0;
};
Values network(const std::vector<double>& theta, double x) {
  const double *W1 = theta.data(), *b1 = W1 + 3, *W2 = b1 + 3, *b2 = W2 + 3;
  Values v{*b2, 0};
  for (int j = 0; j < 3; ++j) {
    const double t = std::tanh(W1[j] * (2 * x - 1) + b1[j]);
    v.u += W2[j] * t;
    v.u_xx += W2[j] * (-2 * t * (1 - t * t)) * 4 * W1[j] * W1[j];
  }
  return v;
}

/// The row of J of what is made of the network at a point: central differences.
template <class Of>
std::vector<double> row(std::vector<double> theta, const Of& of) {
  std::vector<double> made;
  for (double& parameter : theta) {
    const double h = 1e-5, start = parameter;
    parameter = start + h;
    const double above = of(theta);
    parameter = start - h;
    const double below = of(theta);
    parameter = start;
    made.push_back((above - below) / (2 * h));
  }
  return made;
}

const Function tanh_of = [](ad::Expr z) { return ad::tanh(z); };

}  // namespace

TEST_CASE("spectra of a problem are those of J^T J / N by finite differences") {
  const Problem problem = scaled(line());
  const Loss loss(problem);  // where its points are, where it starts
  const std::vector<double>& theta = loss.start();
  CHECK(theta.size() == 10);
  Table fields, equations, conditions;
  for (const Residual& residual : loss.residuals()) {
    const PointSet& set = loss.data().points[residual.group];
    const bool equation = residual.condition == 0;
    const double scale = std::sqrt((equation ? 2.0 : 1.0) / static_cast<double>(set.count));
    for (std::size_t p = 0; p < set.count; ++p) {
      const double x = set.points[p];
      std::vector<double> r = row(theta, [&](const std::vector<double>& at) {
        const Values v = network(at, x);
        return scale * (equation ? v.u_xx - v.u : v.u);
      });
      if (equation) equations.push_back(r);
      conditions.push_back(std::move(r));
      if (equation)
        fields.push_back(row(theta, [&](const std::vector<double>& at) {
          return network(at, x).u / std::sqrt(static_cast<double>(set.count));
        }));
    }
  }
  CHECK(equations.size() == 9);
  constexpr double floor = 1e-7;  // differences are good to that
  const auto check = [&](const Table& J, Rows rows) {
    const std::vector<double> expected = test::logs_above(test::jacobi_eigenvalues(test::gram_of_rows(J, 1)), floor);
    const std::vector<double> found = spectrum(problem, tanh_of, rows, floor);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == doctest::Approx(expected[i]).epsilon(1e-3));
  };
  check(fields, Rows::fields);
  check(equations, Rows::equations);
  check(conditions, Rows::conditions);
}

TEST_CASE("spectra count what cannot be told from 0, and do not depend on what a problem says of training") {
  Problem problem = line();
  const std::vector<double> found = spectrum(problem, tanh_of, Rows::equations);
  CHECK(found.size() == 10);
  CHECK(found.back() == doctest::Approx(found.front() + std::log(1e-16)));  // 9 points, 10 numbers
  problem.weighting.conditions = Imposition::exactly;
  problem.compute.scale = Scaling::automatic;
  problem.compute.threads = 2;
  CHECK(spectrum(problem, tanh_of, Rows::equations) == found);
  problem.compute.seed = 5;
  CHECK(spectrum(problem, tanh_of, Rows::equations) != found);
  // What is not finite has no spectrum; what has not the derivatives that are taken is no activation for the problem.
  CHECK(spectrum(
            problem, [](ad::Expr z) { return ad::log(z - 100.0); }, Rows::fields)
            .empty());
  CHECK_THROWS_AS(spectrum(
                      problem, [](ad::Expr z) { return ad::max(z, z.graph().constant(0)); }, Rows::conditions),
                  UserError);
  problem.networks[0].hidden = {100, 100};
  CHECK_THROWS_WITH_AS(spectrum(problem, tanh_of, Rows::fields), doctest::Contains("make the networks smaller"),
                       UserError);
}

TEST_CASE("spectra are of all that a problem trains") {
  Problem p("oscillator");
  const Coordinate t = p.time("t", 0, 2);
  const Field u = p.field("u"), v = p.field("v");
  const Unknown k = p.unknown("k", 2);
  p.equation("motion", [=](At at) { return Residuals{at.d(u, t) - at(v), at.d(v, t) + at(k) * at(u)}; });
  p.initial("start", [=](At at) { return Residuals{at(u) - 1.0, at(v)}; });
  p.network({u}, {.hidden = {4}, .adaptive = FixedSlopes{}});
  p.network({v}, {.hidden = {5}, .adaptive = FixedSlopes{}});
  p.sampling.equation = 30;
  p.train(Adam{.steps = 1});
  constexpr std::size_t trained = 3 * 4 + 1 + 3 * 5 + 1 + 1;
  for (const Rows rows : {Rows::fields, Rows::equations, Rows::conditions}) {
    const std::vector<double> found = spectrum(p, tanh_of, rows);
    CHECK(found.size() == trained);
    CHECK(std::is_sorted(found.rbegin(), found.rend()));
    // The fields do not move with k; equations do.
    const double span = found.front() - found.back();
    if (rows == Rows::fields) CHECK(span == doctest::Approx(-std::log(1e-16)));
  }
}

TEST_CASE("jets are values and derivatives") {
  const std::vector<double> points{-2.0, -0.5, 0.7, 3.0};
  const std::vector<double> found = jet([](ad::Expr x) { return ad::exp(-(x * x)); }, points, 2);
  REQUIRE(found.size() == 12);
  for (std::size_t p = 0; p < points.size(); ++p) {
    const double x = points[p], f = std::exp(-x * x);
    CHECK(found[p] == doctest::Approx(f));
    CHECK(found[4 + p] == doctest::Approx(-2 * x * f));
    CHECK(found[8 + p] == doctest::Approx((4 * x * x - 2) * f));
  }
  const std::vector<double> constant = jet([](ad::Expr x) { return x.graph().constant(3); }, points, 1);
  CHECK(constant == std::vector<double>{3, 3, 3, 3, 0, 0, 0, 0});
  CHECK(compressed({0, std::sinh(2), -std::sinh(3)})[1] == doctest::Approx(2));
}

TEST_CASE("distances") {
  CHECK(manhattan(std::vector{1.0, 2.0}, std::vector{4.0, -2.0}) == 7);
  CHECK(euclidean(std::vector{1.0, 2.0}, std::vector{4.0, -2.0}) == 5);
  CHECK_THROWS_AS(manhattan(std::vector{1.0}, std::vector{1.0, 2.0}), UserError);
  CHECK_THROWS_AS(wasserstein({}, std::vector{1.0}), UserError);
  // scipy.stats.wasserstein_distance([1, 5, 2.5], [0, 4, 4, 7.5, -1]), ([3, 1, 2], [2, 2, 9])
  CHECK(wasserstein(std::vector{1.0, 5.0, 2.5}, std::vector{0.0, 4.0, 4.0, 7.5, -1.0}) ==
        doctest::Approx(1.7333333333333334));
  CHECK(wasserstein(std::vector{3.0, 1.0, 2.0}, std::vector{2.0, 2.0, 9.0}) == doctest::Approx(2.3333333333333335));
  // The same sets, each number as often as makes both as long: then numbers in order are moved to each other.
  const Stream stream(1, "test");
  for (std::size_t n = 1; n < 8; ++n)
    for (std::size_t m = 1; m < 8; ++m) {
      std::vector<double> a, b, many_a, many_b;
      for (std::size_t i = 0; i < n; ++i) a.push_back(stream.normal(100 * n + i));
      for (std::size_t i = 0; i < m; ++i) b.push_back(stream.normal(1000 * m + i));
      for (std::size_t i = 0; i < n * m; ++i) {
        many_a.push_back(a[i / m]);
        many_b.push_back(b[i / n]);
      }
      std::sort(many_a.begin(), many_a.end());
      std::sort(many_b.begin(), many_b.end());
      CHECK(wasserstein(a, b) == doctest::Approx(manhattan(many_a, many_b) / static_cast<double>(n * m)));
      CHECK(wasserstein(a, b) == wasserstein(b, a));
    }
}

TEST_CASE("histograms are those of NumPy") {
  // h, _ = numpy.histogram(x[numpy.isfinite(x)], bins=numpy.linspace(-100, 100, 12), density=True)
  // c = numpy.cumsum(h); c / c[-1]
  constexpr double inf = std::numeric_limits<double>::infinity();
  const std::vector<double> x{-100, -99.5, -40, -3.25, -3.2, 0, 1e-3, 12, 50, 99.99, 100, -120, 130, NAN, inf};
  const std::vector<double> expected{2 / 11.0, 2 / 11.0, 2 / 11.0, 3 / 11.0, 3 / 11.0, 7 / 11.0,
                                     8 / 11.0, 8 / 11.0, 9 / 11.0, 9 / 11.0, 1};
  const std::vector<double> found = histogram_cdf(x, 1299);
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == doctest::Approx(expected[i]));
  CHECK(histogram_cdf(std::vector{500.0}, 400) == std::vector<double>{0, 0, 0});
  CHECK_THROWS_AS(histogram_cdf(x, 199), UserError);
}
