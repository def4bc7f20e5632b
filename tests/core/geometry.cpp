// Shapes: inside and outside, distances, boundaries and normals.
#include "ansatz/core/geometry.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/sampling.hpp"

using namespace ansatz;

TEST_CASE("a box knows inside from outside and how far its boundary is") {
  const auto plate = box({0, -1}, {2, 1});
  const auto distance = [&](double x, double y) {
    const double p[] = {x, y};
    CHECK(plate->contains(p) == (plate->signed_distance(p) <= 0));
    return plate->signed_distance(p);
  };
  CHECK(distance(1, 0) == -1);
  CHECK(distance(0.25, 0.5) == -0.25);
  CHECK(distance(0, 0) == 0);
  CHECK(distance(2, 1) == 0);
  CHECK(distance(5, 5) == 5);
  CHECK(distance(1, -3) == 2);
  CHECK(plate->describe() == "rect([0, -1], [2, 1])");
}

TEST_CASE("an empty, infinite or lopsided box is refused") {
  CHECK_THROWS_AS(box({1}, {1}), UserError);
  CHECK_THROWS_AS(box({1}, {0}), UserError);
  CHECK_THROWS_AS(box({0, 0}, {1}), UserError);
  CHECK_THROWS_AS(box({}, {}), UserError);
  CHECK_THROWS_AS(box({0}, {std::numeric_limits<double>::infinity()}), UserError);
  CHECK_THROWS_AS(box({0}, {std::nan("")}), UserError);
}

namespace {

constexpr double pi = std::numbers::pi;

// What must hold for every shape: its boundary lies on it, normals point out of it, and the divergence theorem,
// for the fields (x, 0), (0, y), ..., gives its volume from the boundary and from counting.
void check_shape(const GeometryPtr& shape, double volume, double boundary) {
  CAPTURE(shape->describe());
  const std::size_t d = shape->dimensions();
  Domain domain{std::vector<std::string>(d, "x"), shape, {}, {}};
  const Region all{{Place{}}, {}};
  CHECK(boundary_measure(domain, all) == doctest::Approx(boundary).epsilon(2e-3));
  CHECK(initial_measure({std::vector<std::string>(d, "x"), shape, "t", {0, 1}}) ==
        doctest::Approx(volume).epsilon(1.5e-2));

  for (const Sampler& method : std::vector<Sampler>{GridPoints{}, SobolPoints{}}) {
    const PointSet set = sample_boundary(domain, all, 4000, method, 1, "bc");
    REQUIRE(set.count == 4000);
    std::vector<double> flux(d, 0.0);
    for (std::size_t p = 0; p < set.count; ++p) {
      double length = 0, inside[5], outside[5], at[5];
      for (std::size_t i = 0; i < d; ++i) {
        const double x = set.points[i * set.count + p], n = set.normals[i * set.count + p];
        at[i] = x, inside[i] = x - 1e-5 * n, outside[i] = x + 1e-5 * n;
        length += n * n;
        flux[i] += x * n * boundary / static_cast<double>(set.count);
      }
      REQUIRE(std::abs(length - 1) < 1e-12);
      REQUIRE(std::abs(shape->signed_distance(at)) < 1e-12);
      if (method == GridPoints{}) continue;  // has corners, where a normal leads along the other side
      REQUIRE(shape->signed_distance(inside) <= 1e-12);
      REQUIRE(shape->signed_distance(outside) >= -1e-12);
      REQUIRE(shape->signed_distance(outside) - shape->signed_distance(inside) > 0.99e-5);
    }
    if (method == GridPoints{}) continue;  // and ends, which count double
    for (const double f : flux) CHECK(f == doctest::Approx(volume).epsilon(1e-2));
  }
  for (const Sampler& method : std::vector<Sampler>{GridPoints{}, LatinHypercube{}}) {
    const PointSet set = sample_interior(domain, 500, method, 1, "eq");
    REQUIRE(set.count == 500);
    for (std::size_t p = 0; p < set.count; ++p) {
      double at[5];
      for (std::size_t i = 0; i < d; ++i) at[i] = set.points[i * set.count + p];
      REQUIRE(shape->contains(at));
      REQUIRE(shape->signed_distance(at) <= 1e-12);
    }
  }
}

/// A shape that counts how often its distance is asked for.
class Counted final : public Geometry {
 public:
  Counted(GeometryPtr shape, std::size_t& asked) : shape_(std::move(shape)), asked_(asked) {}
  std::size_t dimensions() const override { return shape_->dimensions(); }
  std::vector<double> lower() const override { return shape_->lower(); }
  std::vector<double> upper() const override { return shape_->upper(); }
  bool contains(const double* point) const override { return shape_->contains(point); }
  double signed_distance(const double* point) const override {
    ++asked_;
    return shape_->signed_distance(point);
  }
  std::vector<Patch> boundary() const override { return shape_->boundary(); }
  std::string describe() const override { return shape_->describe(); }

 private:
  GeometryPtr shape_;
  std::size_t& asked_;
};

GeometryPtr square(double a, double b) { return box({a, a}, {b, b}); }

}  // namespace

TEST_CASE("every shape agrees with itself: boundary, normals, distance, volume") {
  check_shape(square(-1, 2), 9, 12);
  check_shape(box({0, 0, 0}, {1, 2, 3}), 6, 22);
  check_shape(ball({1, -2}, 0.5), pi / 4, pi);
  check_shape(ball({0, 1, 2}, 2), 32 * pi / 3, 16 * pi);
  check_shape(polygon({{0, 0}, {4, 0}, {0, 3}}), 6, 12);
  check_shape(polygon({{0, 3}, {4, 0}, {0, 0}}), 6, 12);  // with the clock
  check_shape(polygon({{0, 0}, {2, 0}, {2, 2}, {1, 1}, {0, 2}}), 3, 6 + 2 * std::sqrt(2.0));

  check_shape(ellipse({1, -1}, {2, 0.5}), pi, 8.578421775);  // 8 E(sqrt(15)/4), from tables
  check_shape(ellipse({0, 0}, {0.3, 0.9}), 0.27 * pi, 4.009467966);
  check_shape(ellipse({3, 2}, {1, 1}), pi, 2 * pi);
  check_shape(cylinder({0, 0, -1}, {0, 0, 2}, 0.5), 0.75 * pi, 3.5 * pi);
  check_shape(cylinder({0, 1, 0}, {2, 3, 1}, 1), 3 * pi, 8 * pi);
  check_shape(cone({0, 0, 0}, {0, 0, 4}, 3), 12 * pi, 24 * pi);
  check_shape(cone({1, 0, 0}, {1, 3, 4}, 1, 0.5), 35 * pi / 12, pi * (1.25 + 1.5 * std::sqrt(25.25)));
  check_shape(torus({0, 1, 2}, 2, 0.5), pi * pi, 4 * pi * pi);
  check_shape(shell({0, 0}, 1, 2), 3 * pi, 6 * pi);
  check_shape(shell({0, 1, 0}, 1, 2), 28 * pi / 3, 20 * pi);
  check_shape(ball({0, 0, 0, 1, 0}, 1), 8 * pi * pi / 15, 8 * pi * pi / 3);
  const GeometryPtr plate = square(-1, 1), notch = square(0, 1), hole = ball({-0.5, -0.5}, 0.25);
  check_shape(subtract(plate, notch), 3, 8);
  check_shape(subtract(subtract(plate, notch), hole), 3 - pi / 16, 8 + pi / 2);
  check_shape(subtract(plate, unite(notch, hole)), 3 - pi / 16, 8 + pi / 2);
  check_shape(subtract(subtract(plate, hole), square(-0.6, -0.4)), 4 - pi / 16, 8 + pi / 2);  // a cut in the hole
  check_shape(subtract(plate, ball({5, 5}, 1)), 4, 8);                                        // cuts nothing
  check_shape(intersect(plate, square(0, 3)), 1, 4);
  check_shape(intersect(ball({0, 0}, 1), box({-2, 0}, {2, 2})), pi / 2, pi + 2);
  check_shape(unite(square(0, 1), box({1, 0}, {3, 1})), 3, 8);   // they share a side, which vanishes
  check_shape(unite(square(0, 2), box({0, 0}, {1, 3})), 5, 10);  // and here their sides lie on each other
  check_shape(unite(square(0, 1), square(2, 3)), 2, 8);          // in two parts
  check_shape(subtract(ball({0, 0, 0}, 2), ball({0, 0, 0}, 1)), 28 * pi / 3, 20 * pi);
}

TEST_CASE("a shape with many holes agrees with itself") {
  GeometryPtr plate = square(0, 6);
  for (int i = 0; i < 25; ++i) plate = subtract(plate, ball({0.8 + 1.07 * (i % 5), 0.9 + 1.03 * (i / 5)}, 0.3));
  check_shape(plate, 36 - 25 * 0.09 * pi, 24 + 25 * 0.6 * pi);
}

TEST_CASE("every point of the rim asks few of many holes") {
  std::size_t asked = 0;
  GeometryPtr plate = square(0, 10);
  for (int i = 0; i < 81; ++i)
    plate = subtract(plate, std::make_shared<Counted>(ball({1.0 + i % 9, 1.0 + i / 9}, 0.3), asked));
  const Domain domain{{"x", "y"}, plate, {}, {}};
  const std::size_t patches = plate->boundary().size(), points = patches * 4096;
  CHECK(boundary_measure(domain, {{Place{}}, {}}) == doctest::Approx(40 + 81 * 0.6 * pi).epsilon(1e-3));
  CHECK(asked < 10 * points);  // of 81 each
}

TEST_CASE("intervals combine as well") {
  const Domain line{{"x"}, subtract(box({0}, {3}), box({1}, {2})), {}, {}};
  const PointSet ends = sample_boundary(line, {{Place{}}, {}}, 10, LatinHypercube{}, 0, "bc");
  CHECK(ends.points == std::vector<double>{0, 3, 1, 2});
  CHECK(ends.normals == std::vector<double>{-1, 1, 1, -1});
}

TEST_CASE("faces and the boundary of an operand are found on a combined shape") {
  const GeometryPtr notch = square(0, 1), hole = ball({-0.5, -0.5}, 0.25);
  const Domain plate{{"x", "y"}, subtract(subtract(square(-1, 1), notch), hole), {}, {}};
  const auto measure = [&](Place place) { return boundary_measure(plate, {{std::move(place)}, {}}); };
  using Kind = Place::Kind;
  CHECK(measure({Kind::face, 0, -1, nullptr, {}}) == doctest::Approx(2));
  CHECK(measure({Kind::face, 0, 1, nullptr, {}}) == doctest::Approx(1).epsilon(1e-3));
  CHECK(measure({Kind::face, 0, 0, nullptr, {}}) == doctest::Approx(1));
  CHECK(measure({Kind::boundary, 0, 0, hole, {}}) == doctest::Approx(pi / 2));
  CHECK(measure({Kind::boundary, 0, 0, notch, {}}) == doctest::Approx(2).epsilon(1e-3));

  const PointSet rim = sample_boundary(plate, {{{Kind::boundary, 0, 0, hole, {}}}, {}}, 64, GridPoints{}, 0, "");
  for (std::size_t p = 0; p < rim.count; ++p) {  // the normal of a hole points to its middle
    CHECK(rim.normals[p] * 0.25 == doctest::Approx(-0.5 - rim.points[p]));
    CHECK(rim.points[p] == doctest::Approx(-0.5 + 0.25 * std::cos(2 * pi * static_cast<double>(p) / 64)));
  }
  CHECK_THROWS_WITH_AS(
      sample_boundary(plate, {{{Kind::boundary, 0, 0, square(3, 4), {}}}, {}}, 9, GridPoints{}, 0, "bc"),
      "no point of boundary(rect([3, 3], [4, 4])) is on the boundary of the domain", UserError);
}

TEST_CASE("shapes without an inside are refused with their reason") {
  CHECK_THROWS_AS(ball({0, 0}, 0), UserError);
  CHECK_THROWS_AS(ball({0, 0}, std::nan("")), UserError);
  CHECK_THROWS_AS(ball({0}, 1), UserError);
  CHECK_THROWS_WITH_AS(polygon({{0, 0}, {1, 0}}), "a polygon needs at least 3 vertices; got 2", UserError);
  CHECK_THROWS_WITH_AS(polygon({{0, 0}, {1, 1}, {1, 0}, {0, 1}}),
                       "the sides [0, 0] - [1, 1] and [1, 0] - [0, 1] of a polygon meet", UserError);
  CHECK_THROWS_AS(polygon({{0, 0}, {2, 0}, {1, 0}}), UserError);
  CHECK_THROWS_AS(polygon({{0, 0}, {0, 0}, {1, 0}, {0, 1}}), UserError);
  CHECK_THROWS_AS(intersect(square(0, 1), square(2, 3)), UserError);
  CHECK_THROWS_AS(unite(square(0, 1), box({0}, {1})), UserError);
  const Domain nothing{{"x", "y"}, subtract(square(0, 1), square(-1, 2)), {}, {}};
  CHECK_THROWS_WITH_AS(sample_interior(nothing, 100, LatinHypercube{}, 0, "eq"),
                       "the domain is (almost) empty: 0 of 265536 points drawn from its bounding box are in it",
                       UserError);
}
