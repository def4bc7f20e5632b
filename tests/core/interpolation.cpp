// Grids as functions. Oracles: the numbers themselves at the points, straight lines by hand, polynomials that a spline
// of their degree must give back, differences of values for derivatives, and Simpson's rule backwards from the slopes.
#include "ansatz/core/interpolation.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "ansatz/autodiff.hpp"
#include "contains.hpp"

using namespace ansatz;

namespace {

/// The values of `formula(at)` at points, all coordinates of each after another.
std::vector<double> values_at(std::size_t dimensions, const std::vector<double>& points,
                              const std::function<ad::Expr(const std::vector<ad::Expr>&)>& formula) {
  ad::Graph graph;
  const ad::Axis axis = graph.axis("points");
  std::vector<ad::Expr> at;
  std::vector<std::vector<double>> inputs(dimensions);
  for (std::size_t i = 0; i < dimensions; ++i) {
    at.push_back(graph.input("x", 1, axis));
    for (std::size_t p = i; p < points.size(); p += dimensions) inputs[i].push_back(points[p]);
  }
  const std::vector<ad::Expr> outputs{ad::broadcast(formula(at), {1, 1, axis})};
  return ad::compile(at, outputs)(inputs)[0];
}

double value_at(const InterpolatedGrid& grid, std::vector<double> point) {
  return values_at(point.size(), point, [&](const auto& at) { return grid(at); })[0];
}

const std::vector<double> uneven{-1, -0.4, 0.1, 0.2, 1.5, 2};

Grid grid_of_function(std::vector<std::vector<double>> axes, const std::function<double(const double*)>& f) {
  Grid grid{std::move(axes), {}};
  std::vector<std::size_t> number(grid.axes.size(), 0);
  for (;;) {
    double x[3];
    for (std::size_t i = 0; i < number.size(); ++i) x[i] = grid.axes[i][number[i]];
    grid.values.push_back(f(x));
    std::size_t i = number.size();
    while (i > 0 && ++number[i - 1] == grid.axes[i - 1].size()) number[--i] = 0;
    if (i == 0) return grid;
  }
}

std::string message(const std::function<void()>& action) {
  try {
    action();
  } catch (const UserError& error) {
    return error.what();
  }
  return "nothing was refused";
}

}  // namespace

TEST_CASE("at its points a grid has its values to the last bit, and beyond them those of its edge") {
  for (const Interpolation method : {Interpolation::linear, Interpolation::cubic}) {
    const auto f = [](const double* x) { return std::sin(9.1 * x[0]) / 3 + 1e5 * x[0]; };
    const Grid grid = grid_of_function({uneven}, f);
    const InterpolatedGrid table("D", grid, method);
    for (std::size_t i = 0; i < uneven.size(); ++i) CHECK(value_at(table, {uneven[i]}) == grid.values[i]);
    CHECK(value_at(table, {-7}) == grid.values.front());
    CHECK(value_at(table, {1e300}) == grid.values.back());
    CHECK(std::isnan(value_at(table, {std::nan("")})));
    CHECK(table.ranges()[0].lower == -1);
    CHECK(table.ranges()[0].upper == 2);

    const auto g = [](const double* x) { return std::cos(3 * x[0] - x[1]) + x[2]; };
    const Grid space = grid_of_function({{0, 0.3, 1, 2}, {0, 1, 3}, {-1, 1}}, g);
    const InterpolatedGrid box("E", space, method);
    for (const double x : space.axes[0])
      for (const double y : space.axes[1])
        for (const double z : space.axes[2]) {
          const double point[] = {x, y, z};
          CHECK(value_at(box, {x, y, z}) == g(point));
          CHECK(value_at(box, {x, y, z + 2 * z}) == g(point));
        }
  }
}

TEST_CASE("a linear grid is linear along each coordinate") {
  const InterpolatedGrid line("D", {{{0, 1, 3}}, {2, 4, 3}}, Interpolation::linear);
  CHECK(value_at(line, {0.25}) == doctest::Approx(2.5));
  CHECK(value_at(line, {2}) == doctest::Approx(3.5));
  const InterpolatedGrid plane("D", {{{0, 2}, {0, 1}}, {1, 5, 3, -1}}, Interpolation::linear);
  CHECK(value_at(plane, {1, 0.5}) == doctest::Approx((1 + 5 + 3 - 1) / 4.0));
  CHECK(value_at(plane, {0.5, 0.25}) == doctest::Approx(0.75 * (0.75 * 1 + 0.25 * 5) + 0.25 * (0.75 * 3 - 0.25)));
}

TEST_CASE("a cubic grid gives cubics back, with their derivatives of every order") {
  const auto p = [](double x) { return 1 - 2 * x + 0.5 * x * x - 0.7 * x * x * x; };
  const auto q = [](double y) { return 2 + y - y * y * y / 3; };
  const std::vector<double> other{0, 0.5, 0.7, 1.9, 2.4};
  const InterpolatedGrid line("D", grid_of_function({uneven}, [&](const double* x) { return p(x[0]); }),
                              Interpolation::cubic);
  const InterpolatedGrid plane(
      "D", grid_of_function({uneven, other}, [&](const double* x) { return p(x[0]) * q(x[1]); }), Interpolation::cubic);
  for (const double x : {-0.9, -0.4, 0.15, 0.77, 1.9}) {
    CHECK(value_at(line, {x}) == doctest::Approx(p(x)));
    const double slope = -2 + x - 2.1 * x * x;
    CHECK(values_at(1, {x}, [&](const auto& at) { return ad::partial(line(at), at[0]); })[0] == doctest::Approx(slope));
    const auto third = [&](const auto& at) {
      return ad::partial(ad::partial(ad::partial(line(at), at[0]), at[0]), at[0]);
    };
    CHECK(values_at(1, {x}, third)[0] == doctest::Approx(-4.2));
    const auto fourth = [&](const auto& at) { return ad::partial(third(at), at[0]); };
    CHECK(values_at(1, {x}, fourth)[0] == 0);
    for (const double y : {0.1, 0.6, 2.2}) {
      CHECK(value_at(plane, {x, y}) == doctest::Approx(p(x) * q(y)));
      const auto mixed = [&](const auto& at) { return ad::partial(ad::partial(plane(at), at[0]), at[1]); };
      CHECK(values_at(2, {x, y}, mixed)[0] == doctest::Approx(slope * (1 - y * y)));
      const auto bent = [&](const auto& at) { return ad::partial(ad::partial(plane(at), at[1]), at[1]); };
      CHECK(values_at(2, {x, y}, bent)[0] == doctest::Approx(p(x) * -2 * y));
    }
  }
  // Of three points the parabola, of two the line.
  CHECK(value_at(InterpolatedGrid("D", {{{0, 1, 3}}, {0, 1, 9}}, Interpolation::cubic), {2}) == doctest::Approx(4));
  CHECK(value_at(InterpolatedGrid("D", {{{0, 2}}, {1, 5}}, Interpolation::cubic), {0.5}) == doctest::Approx(2));
}

TEST_CASE("a cubic grid is twice continuously differentiable, and its derivatives are those of its values") {
  const InterpolatedGrid table("D",
                               grid_of_function({uneven}, [](const double* x) { return std::exp(std::sin(4 * x[0])); }),
                               Interpolation::cubic);
  constexpr double near = 1e-7;
  for (int order = 0; order <= 2; ++order) {
    const auto derivative = [&](double x) {
      return values_at(1, {x}, [&](const auto& at) {
        ad::Expr e = table(at);
        for (int k = 0; k < order; ++k) e = ad::partial(e, at[0]);
        return e;
      })[0];
    };
    for (std::size_t i = 1; i + 1 < uneven.size(); ++i)
      CHECK(derivative(uneven[i] - near) == doctest::Approx(derivative(uneven[i] + near)).epsilon(1e-3));
  }
  for (const double x : {-0.7, 0.05, 0.9, 1.7}) {
    const double difference = (value_at(table, {x + 1e-5}) - value_at(table, {x - 1e-5})) / 2e-5;
    CHECK(values_at(1, {x}, [&](const auto& at) { return ad::partial(table(at), at[0]); })[0] ==
          doctest::Approx(difference).epsilon(1e-6));
  }
  CHECK(values_at(1, {2.5}, [&](const auto& at) { return ad::partial(table(at), at[0]); })[0] == 0);
}

TEST_CASE("derivatives of a grid that are the same are one expression, and it tells how often it is differentiated") {
  const InterpolatedGrid table("D", {{{0, 1}, {0, 1}}, {1, 2, 3, 5}}, Interpolation::linear);
  const InterpolatedGrid twin("D", {{{0, 1}, {0, 1}}, {1, 2, 3, 5}}, Interpolation::linear);
  ad::Graph graph;
  const std::vector<ad::Expr> at{graph.parameter("x"), graph.parameter("y")};
  const ad::Expr value = table(at), xy = ad::partial(ad::partial(value, at[0]), at[1]);
  CHECK(xy == ad::partial(ad::partial(table(at), at[1]), at[0]));
  CHECK(table.times_differentiated(value) == 0);
  CHECK(table.times_differentiated(xy) == 2);
  CHECK_FALSE(twin.times_differentiated(value));
  CHECK_FALSE(table.times_differentiated(at[0]));
  CHECK(ad::partial(ad::partial(value, at[0]), at[0]) == graph.constant(0));
}

TEST_CASE("what tells grids of one name apart is all of their numbers") {
  const auto identity = [](const Grid& grid, Interpolation method) {
    ad::Graph graph;
    const InterpolatedGrid table("D", grid, method);
    const ad::Expr x = graph.parameter("x"), value = table(std::span(&x, 1));
    return ad::function_of(value)->identity();
  };
  const Grid grid{{{0, 1}}, {2, 3}}, other{{{0, 1}}, {2, std::nextafter(3, 4)}}, moved{{{0, 2}}, {2, 3}};
  CHECK(identity(grid, Interpolation::linear) == identity(grid, Interpolation::linear));
  CHECK(identity(grid, Interpolation::linear) != identity(other, Interpolation::linear));
  CHECK(identity(grid, Interpolation::linear) != identity(moved, Interpolation::linear));
  CHECK(identity(grid, Interpolation::linear) != identity(grid, Interpolation::cubic));
}

TEST_CASE("points make a grid in whatever order they come, and what is none is refused") {
  const std::vector<std::vector<double>> points{{1, 0, 0, 1, 2, 2}, {5, 5, 3, 3, 3, 5}};
  const Grid grid = grid_from_points(points, std::vector<double>{4, 2, 1, 3, 5, 6});
  CHECK(grid.axes == std::vector<std::vector<double>>{{0, 1, 2}, {3, 5}});
  CHECK(grid.values == std::vector<double>{1, 2, 3, 4, 5, 6});
  const auto refused = [](const std::vector<std::vector<double>>& at) {
    return message([&] { grid_from_points(at, std::vector<double>(at[0].size(), 1.0)); });
  };
  CHECK(refused({{0, 1, 1}}) == "there are two values at 1");
  CHECK(refused({{0, 0, 1}, {0, 1, 0}}) == "the points make no whole grid: there is none at (1, 1)");
  CHECK(refused({{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}}) ==
        "the 5 points are scattered, and make no grid: their coordinates have 5 x 5 values");
  CHECK(test::contains(message([] { InterpolatedGrid("D", {{{1}}, {2}}, Interpolation::linear); }), "two at least"));
  CHECK(test::contains(message([] { InterpolatedGrid("D", {{{1, 0}}, {2, 3}}, Interpolation::linear); }), "ascend"));
  CHECK(test::contains(message([] { InterpolatedGrid("D", {{{0, 1}}, {2}}, Interpolation::linear); }), "1 values"));
  CHECK(test::contains(message([] { InterpolatedGrid("D", {}, Interpolation::linear); }), "1 to 3"));
}
