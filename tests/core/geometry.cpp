// Shapes: inside and outside, distances, boundaries and normals.
#include "ansatz/core/geometry.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "ansatz/autodiff/error.hpp"

using namespace ansatz;

TEST_CASE("a box knows inside from outside and how far its boundary is") {
  const auto box = make_box({0, -1}, {2, 1});
  const auto distance = [&](double x, double y) {
    const double p[] = {x, y};
    CHECK(box->contains(p) == (box->signed_distance(p) <= 0));
    return box->signed_distance(p);
  };
  CHECK(distance(1, 0) == -1);
  CHECK(distance(0.25, 0.5) == -0.25);
  CHECK(distance(0, 0) == 0);
  CHECK(distance(2, 1) == 0);
  CHECK(distance(5, 5) == 5);
  CHECK(distance(1, -3) == 2);
  CHECK(box->describe() == "rect([0, -1], [2, 1])");
}

TEST_CASE("an empty, infinite or lopsided box is refused") {
  CHECK_THROWS_AS(make_box({1}, {1}), UserError);
  CHECK_THROWS_AS(make_box({1}, {0}), UserError);
  CHECK_THROWS_AS(make_box({0, 0}, {1}), UserError);
  CHECK_THROWS_AS(make_box({}, {}), UserError);
  CHECK_THROWS_AS(make_box({0}, {std::numeric_limits<double>::infinity()}), UserError);
  CHECK_THROWS_AS(make_box({0}, {std::nan("")}), UserError);
}
