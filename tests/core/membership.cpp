// Whether points belong to a shape, asked of a formula and of the shape.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/membership.hpp"
#include "ansatz/core/prism.hpp"
#include "ansatz/core/random.hpp"
#include "ansatz/core/sampling.hpp"

using namespace ansatz;

namespace {

GeometryPtr square(double a, double b) { return box({a, a}, {b, b}); }

}  // namespace

TEST_CASE("a formula says of every shape which points belong to it") {
  const GeometryPtr shapes[] = {interval(-0.3, 0.4),
                                box({-1, 0, -0.5}, {0.2, 1, 1}),
                                ball({0.1, -0.2}, 0.7),
                                ball({0, 0, 0, 0.1}, 0.9),
                                ellipse({0.2, 0}, {0.9, 0.3}),
                                cylinder({-0.5, 0, 0}, {0.5, 0.5, 0.3}, 0.4),
                                cone({0, 0, -0.8}, {0, 0.2, 0.9}, 0.8),
                                cone({0, 0, -0.5}, {0.4, 0, 0.5}, 0.3, 0.7),
                                torus({0, 0, 0.1}, 0.6, 0.3),
                                polygon({{-0.8, -0.9}, {0.9, -0.6}, {0.1, 0}, {0.8, 0.8}, {-0.7, 0.3}}),
                                unite(square(-1, 0), square(-0.3, 0.6)),
                                intersect(ball({0, 0}, 0.8), square(-0.2, 0.9)),
                                subtract(subtract(square(-0.9, 0.9), ball({0.3, 0.3}, 0.4)), square(-0.7, -0.1)),
                                prism(ball({0, 0}, 0.6), {{-0.5, 0.25}})};
  for (const GeometryPtr& shape : shapes) {
    CAPTURE(shape->describe());
    const std::size_t n = shape->dimensions(), count = 2000;
    const Stream random(3, "points of the cube");
    std::vector<double> rows(n * count);  // coordinate by coordinate, as the engine has them
    for (std::size_t k = 0; k < rows.size(); ++k) rows[k] = 2 * random.uniform(k) - 1;

    ad::Graph graph;
    const ad::Axis axis = graph.axis("points");
    const ad::Expr point = graph.input("x", static_cast<std::uint32_t>(n), axis);
    std::vector<ad::Expr> x;
    for (std::uint32_t i = 0; i < n; ++i) x.push_back(point[i]);
    const ad::Expr belongs = membership(*shape, x);
    const ad::Program program = ad::compile(std::array{point}, std::array{belongs});
    ad::Workers workers(1);
    ad::Workspace workspace(program, workers);
    std::vector<double> found(count);
    const ad::PointCount points[] = {{axis, count}};
    program.run(workspace, points, std::array<const double*, 1>{rows.data()}, std::array{found.data()});
    std::size_t inside = 0;
    for (std::size_t p = 0; p < count; ++p) {
      double at[4];
      for (std::size_t i = 0; i < n; ++i) at[i] = rows[i * count + p];
      CHECK(found[p] == (shape->contains(at) ? 1 : 0));
      inside += found[p] != 0;
    }
    CHECK(inside > 20);
    CHECK(inside < count - 20);
  }
}

TEST_CASE("a shape of others says that it has no such formula") {
  class Opaque final : public Geometry {
    std::size_t dimensions() const override { return 1; }
    std::vector<double> lower() const override { return {0}; }
    std::vector<double> upper() const override { return {1}; }
    bool contains(const double* point) const override { return 0 <= point[0] && point[0] <= 1; }
    double signed_distance(const double* point) const override { return std::abs(point[0] - 0.5) - 0.5; }
    std::vector<Patch> boundary() const override { return {}; }
    std::string describe() const override { return "a cloud"; }
  };
  ad::Graph graph;
  const ad::Expr x[] = {graph.parameter("x")};
  CHECK_THROWS_WITH_AS(membership(Opaque(), x), "no formula says which points belong to a cloud", UserError);
  CHECK_THROWS_WITH_AS(membership(*square(0, 1), x), "a point of rect([0, 0], [1, 1]) has 2 coordinates; 1 are given",
                       UserError);
}

TEST_CASE("what a domain is without a part that reaches its rim has nothing there") {
  const GeometryPtr domain = square(0, 2), part = box({0, 0}, {1, 2}), rest = subtract(domain, part);
  const auto belongs = [](const GeometryPtr& shape, double x, double y) {
    const double at[] = {x, y};
    return belongs_to_closure(*shape, at, 2);
  };
  CHECK(belongs(rest, 1, 1));  // where both meet, to both
  CHECK(belongs(part, 1, 1));
  CHECK(belongs(rest, 1.5, 0));
  CHECK(belongs(rest, 2, 2));
  CHECK(!belongs(rest, 0, 1));  // on the rim of the domain, and of the part that was taken
  CHECK(!belongs(rest, 0.5, 0));
  CHECK(belongs(part, 0, 0));
  CHECK(!belongs(part, 1.1, 1));
  const double middle[] = {1, 1}, right[] = {1, 0}, left[] = {-1, 0}, rim[] = {0, 1};
  CHECK(lies_beyond(*rest, middle, right));
  CHECK(!lies_beyond(*rest, middle, left));
  CHECK(!lies_beyond(*rest, rim, left));
}

TEST_CASE("an interface lies where the second shape begins, not where both end") {
  const Domain domain{{"x", "y"}, square(0, 2), {}, {}};
  const GeometryPtr part = box({0, 0}, {1, 2});
  const PointSet set =
      sample_boundary(domain, on_interface(part, subtract(square(0, 2), part)), 200, RandomPoints{}, 0, "meet");
  for (std::size_t p = 0; p < set.count; ++p) CHECK(set.points[p] == doctest::Approx(1));
}
