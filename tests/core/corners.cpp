// Corners that turn inwards: which are found, what networks read of them, and that it brings what a network alone does
// not.
#include "ansatz/core/corners.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/scales.hpp"
#include "ansatz/core/train.hpp"
#include "core/contains.hpp"
#include "core/problems.hpp"
#include "problem/complete.hpp"

using namespace ansatz;
using test::contains;
using test::pi;

namespace {

GeometryPtr l_shape() { return subtract(box({-1, -1}, {1, 1}), box({0, 0}, {1, 1})); }

/// r^(2/3) cos(2/3 angle) of that corner, by a formula of its own: zero on both of its sides.
ad::Expr singular(ad::Expr x, ad::Expr y) {
  const ad::Expr r = ad::sqrt(x * x + y * y + 1e-24);
  return ad::pow(r, x.graph().constant(2.0 / 3)) *
         ad::cos((4.0 / 3) * ad::atan((x - y) / (std::sqrt(2.0) * r - x - y)));
}

/// lap(u) = 0 with the values of u = singular + x^2 - y^2 on the rim.
Problem laplace(const GeometryPtr& shape) {
  Problem p("corner");
  const auto space = p.space({"x", "y"}, shape);
  const Coordinate x = space[0], y = space[1];
  const Field u = p.field("u");
  const auto exact = [=](At at) { return singular(at(x), at(y)) + at(x) * at(x) - at(y) * at(y); };
  p.equation("laplace", [=](At at) { return at.laplacian(u); });
  p.boundary("rim", [=](At at) { return at(u) - exact(at); });
  p.exact_of(u, exact);
  p.network({.hidden = {12, 12}});
  p.sampling.equation = 600;
  p.compute.threads = 1;
  return p;
}

std::size_t inputs_of(const Problem& p) { return scaled(Problem(p)).networks.at(0).inputs.size(); }

}  // namespace

TEST_CASE("corners are found where a domain takes more than half of what is around them, and nowhere else") {
  const std::vector<Corner> of_l = inward_corners(*l_shape());
  REQUIRE(of_l.size() == 1);
  CHECK(std::abs(of_l[0].at[0]) < 1e-9);
  CHECK(std::abs(of_l[0].at[1]) < 1e-9);
  CHECK(of_l[0].opening == doctest::Approx(1.5 * pi).epsilon(1e-6));
  CHECK(std::cos(of_l[0].middle - 1.25 * pi) == doctest::Approx(1));
  CHECK(std::isinf(of_l[0].clear));

  const std::vector<Corner> of_hole = inward_corners(*subtract(box({-1, -1}, {1, 1}), box({-0.2, -0.2}, {0.2, 0.3})));
  REQUIRE(of_hole.size() == 4);  // beyond the hole the domain goes on
  for (const Corner& corner : of_hole) {
    CHECK(corner.opening == doctest::Approx(1.5 * pi).epsilon(1e-6));
    CHECK(corner.clear == doctest::Approx(std::sqrt(2.0) * 0.4).epsilon(0.01));
  }
  // A pointed notch of 20 degrees, as a polygon.
  const double half = std::tan(pi / 18);
  const std::vector<Corner> of_notch =
      inward_corners(*polygon({{-1, -1}, {1, -1}, {1, -half}, {0, 0}, {1, half}, {1, 1}, {-1, 1}}));
  REQUIRE(of_notch.size() == 1);
  CHECK(of_notch[0].opening == doctest::Approx(2 * pi - pi / 9).epsilon(1e-6));
  // Two disks that overlap meet at two points, at which circles of radius 1 about 0 and 1 make 240 degrees.
  const std::vector<Corner> of_disks = inward_corners(*unite(disk({0, 0}, 1), disk({1, 0}, 1)));
  REQUIRE(of_disks.size() == 2);
  CHECK(of_disks[0].opening == doctest::Approx(4 * pi / 3).epsilon(0.01));
  CHECK(std::abs(of_disks[0].at[1]) == doctest::Approx(std::sqrt(0.75)).epsilon(1e-5));

  std::vector<std::array<double, 2>> star;  // of 120 points: an outline, as far as this is concerned
  for (int i = 0; i < 120; ++i) {
    const double r = i % 2 == 0 ? 1 : 0.9, angle = 2 * pi * i / 120;
    star.push_back({r * std::cos(angle), r * std::sin(angle)});
  }
  CHECK(inward_corners(*polygon(star)).empty());
  star.resize(60);  // half of it, which is closed by a straight line
  CHECK(inward_corners(*polygon(star)).size() == most_corners);

  for (const GeometryPtr& smooth :
       {box({0, 0}, {1, 2}), disk({0, 0}, 1), shell({0, 0}, 0.5, 1), subtract(box({-1, -1}, {1, 1}), disk({0, 0}, 0.5)),
        polygon({{0, 0}, {1, 0}, {0.5, 1}}), subtract(box({-1, -1}, {1, 1}), disk({0, -1}, 0.5)), interval(0, 1),
        subtract(box({0, 0, 0}, {2, 2, 2}), box({1, 1, 0}, {2, 2, 2}))})
    CHECK(inward_corners(*smooth).empty());
}

TEST_CASE("what networks read of a corner solves Laplace's equation, and is 0 on both sides or has no slope there") {
  const Problem stated = laplace(l_shape());
  const Problem p = scaled(Problem(stated));
  const std::vector<InputFeature>& inputs = p.networks.at(0).inputs;
  REQUIRE(inputs.size() == 4);
  Problem q("features");
  const auto space = q.space({"x", "y"}, l_shape());
  const Coordinate x = space[0], y = space[1];
  const Field u = q.field("u");
  q.equation("laplace", [=](At at) {
    const ad::Expr none = 1e-300 * at.laplacian(u);
    return Residuals{at.laplacian(inputs[2].value(at)) + none, at.laplacian(inputs[3].value(at)) + none};
  });
  q.boundary("zero", on(x, 0) | on(y, 0), [=](At at) { return inputs[2].value(at) + 1e-300 * at(u); });
  q.boundary("slope", on(x, 0), [=](At at) { return at.d(inputs[3].value(at), x) + 1e-300 * at(u); });
  q.sampling.equation = 300;
  q.network({.hidden = {2}});
  q.train(Adam{.steps = 1});
  const Solution solution = solve(std::move(q));
  for (const char* condition : {"laplace", "zero", "slope"}) {
    CAPTURE(condition);
    double largest = 0;
    for (const auto& values : solution.residual(condition).values)
      for (const double r : values) largest = std::max(largest, std::abs(r));
    CHECK(largest < 1e-7);
  }
}

TEST_CASE("a solution with an infinite slope at a corner is found, which a network alone does not come near") {
  Problem p = laplace(l_shape());
  CHECK(imposition_of(completed(Problem(p))) == Imposition::by_terms);  // of `auto`, the default
  CHECK(imposition_of(completed(laplace(box({-1, -1}, {1, 1})))) == Imposition::exactly);
  REQUIRE(corners_in_words(p).size() == 1);
  CHECK(contains(corners_in_words(p)[0], "r^0.667 times cosine and sine of 0.667 times the angle at (0, 0)"));
  p.train(Lm{.steps = 60});
  Problem plain = p;
  plain.networks[0].inputs = {input(plain.coordinate_named("x")), input(plain.coordinate_named("y"))};
  const double error = solve(std::move(p)).outcome().last.errors.at(0).l2_relative;
  CHECK(error < 3e-4);
  CHECK(solve(std::move(plain)).outcome().last.errors.at(0).l2_relative > 10 * error);
}

TEST_CASE("behind a corner, where its angle jumps and the domain goes on, what is read of it has ended") {
  const GeometryPtr shape = subtract(box({-1, -1}, {1, 1}), box({-0.25, -0.25}, {0.25, 0.25}));
  Problem stated = laplace(shape);
  stated.train(Adam{.steps = 1});
  const Solution solution = solve(Problem(stated));
  const std::vector<InputFeature> inputs = scaled(std::move(stated)).networks.at(0).inputs;
  const std::vector<Corner> corners = inward_corners(*shape);
  REQUIRE(inputs.size() == 2 + 2 * corners.size());
  for (std::size_t k = 0; k < corners.size(); ++k)
    for (const std::size_t which : {2 * k + 2, 2 * k + 3}) {
      const auto feature = [&](At at) { return inputs[which].value(at); };
      const double behind = corners[k].middle + pi, far = corners[k].clear + 0.1;
      const std::vector<double> values = solution.evaluate(
          feature, std::vector<double>{corners[k].at[0] + far * std::cos(behind),
                                       corners[k].at[1] + far * std::sin(behind), corners[k].at[0], corners[k].at[1]});
      CHECK(values[0] == 0);
      CHECK(std::abs(values[1]) < 1e-7);  // and is finite at the corner itself
    }
}

TEST_CASE(
    "who says what the network reads is obeyed; equations of first order and smooth domains have no such inputs") {
  Problem told = laplace(l_shape());
  told.networks[0].inputs = {input(told.coordinate_named("x")), input(told.coordinate_named("y"))};
  CHECK(inputs_of(told) == 2);
  CHECK(corners_in_words(told).empty());
  CHECK(inputs_of(laplace(box({-1, -1}, {1, 1}))) == 0);
  Problem first("transport");
  const auto space = first.space({"x", "y"}, l_shape());
  const Field u = first.field("u");
  first.equation("flow", [=](At at) { return at.d(u, space[0]) + at.d(u, space[1], space[1]); });
  first.boundary("rim", [=](At at) { return at(u); });
  CHECK(inputs_of(first) == 0);
}
