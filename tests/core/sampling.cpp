// Sampled points: how many, where, how evenly, the same again, and clear words when there are none.
#include "ansatz/core/sampling.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/geometry.hpp"
#include "ansatz/core/random.hpp"
#include "points/apportion.hpp"

using namespace ansatz;

namespace {

const Sampler methods[] = {GridPoints{}, RandomPoints{}, LatinHypercube{}, SobolPoints{}};

Domain line(double lower, double upper) { return {{"x"}, box({lower}, {upper}), {}, {}}; }
Domain burgers() { return {{"x"}, box({-1}, {1}), "t", {0, 1}}; }
Domain rectangle() { return {{"x", "y"}, box({0, 0}, {2, 1}), {}, {}}; }
Domain oscillator() { return {{}, nullptr, "t", {0, 20}}; }

Place face(std::size_t coordinate, double value) { return {Place::Kind::face, coordinate, value, nullptr, {}}; }
Region faces(std::vector<Place> places) { return {std::move(places), {}}; }

std::vector<double> coordinate(const PointSet& set, std::size_t i) {
  return {set.points.begin() + i * set.count, set.points.begin() + (i + 1) * set.count};
}

std::size_t slices_hit(const std::vector<double>& x, double lower, double upper, std::size_t slices) {
  std::set<std::size_t> hit;
  for (const double v : x) hit.insert(static_cast<std::size_t>((v - lower) / (upper - lower) * slices));
  return hit.size();
}

}  // namespace

TEST_CASE("exactly as many points as asked for come out, all inside, from every method") {
  for (const Sampler& method : methods) {
    for (const std::size_t count : {1, 2, 7, 100, 1000, 1001}) {
      for (const Domain& domain : {line(-3, 3), burgers(), rectangle(), oscillator()}) {
        const PointSet set = sample_interior(domain, count, method, 1, "eq");
        REQUIRE(set.count == count);
        REQUIRE(set.dimensions == domain.dimensions());
        REQUIRE(set.points.size() == count * set.dimensions);
        CHECK(set.normals.empty());
        for (std::size_t p = 0; p < count; ++p) {
          double at[2] = {set.points[p], set.points[(set.dimensions - 1) * count + p]};
          if (domain.shape) REQUIRE(domain.shape->contains(at));
          if (domain.time) REQUIRE((at[1] >= domain.times.lower && at[1] <= domain.times.upper));
        }
      }
    }
  }
}

TEST_CASE("a grid is uniform with its ends in one dimension, and a tensor grid in two") {
  const auto x = coordinate(sample_interior(line(-3, 3), 301, GridPoints{}, 0, ""), 0);
  for (std::size_t p = 0; p < 301; ++p) CHECK(x[p] == doctest::Approx(-3 + 0.02 * p).epsilon(1e-14));
  CHECK(x.front() == -3);
  CHECK(x.back() == 3);

  const PointSet square = sample_interior(burgers(), 10000, GridPoints{}, 0, "");
  for (std::size_t i = 0; i < 2; ++i) {
    const auto c = coordinate(square, i);
    CHECK(std::set<double>(c.begin(), c.end()).size() == 100);
  }
  // 1,001 is 7 x 11 x 13: 32 rows of 31 or 32 points, each from end to end
  const PointSet odd = sample_interior(burgers(), 1001, GridPoints{}, 0, "");
  const auto rows = coordinate(odd, 0), along = coordinate(odd, 1);
  const std::set<double> distinct(rows.begin(), rows.end());
  CHECK(distinct.size() == 32);
  for (const double row : distinct) {
    const auto size = std::count(rows.begin(), rows.end(), row);
    CHECK((size == 31 || size == 32));
  }
  CHECK(std::count(along.begin(), along.end(), 0.0) == 32);
  CHECK(std::count(along.begin(), along.end(), 1.0) == 32);
}

TEST_CASE("Latin hypercubes and Sobol points put one point into each slice of each coordinate") {
  const PointSet lhs = sample_interior(burgers(), 1000, LatinHypercube{}, 4, "eq");
  CHECK(slices_hit(coordinate(lhs, 0), -1, 1, 1000) == 1000);
  CHECK(slices_hit(coordinate(lhs, 1), 0, 1, 1000) == 1000);

  const PointSet net = sample_interior(burgers(), 1024, SobolPoints{}, 4, "eq");
  const auto x = coordinate(net, 0), t = coordinate(net, 1);
  CHECK(slices_hit(x, -1, 1, 1024) == 1024);
  CHECK(slices_hit(t, 0, 1, 1024) == 1024);
  // a (0, 10, 2)-net: one point in every dyadic box of area 2^-10, whatever its shape
  for (int k = 0; k <= 10; ++k) {
    std::set<std::size_t> boxes;
    for (std::size_t p = 0; p < 1024; ++p) {
      const auto i = static_cast<std::size_t>((x[p] + 1) / 2 * (1 << k));
      const auto j = static_cast<std::size_t>(t[p] * (1 << (10 - k)));
      boxes.insert(i << 20 | j);
    }
    CHECK(boxes.size() == 1024);
  }
}

TEST_CASE("Sobol points integrate a smooth function thirty times better than random ones") {
  const Domain cube{{"x", "y", "z"}, box({0, 0, 0}, {1, 1, 1}), {}, {}};
  const auto error = [&](const Sampler& method) {
    double squares = 0;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
      const PointSet set = sample_interior(cube, 4096, method, seed, "eq");
      double sum = 0;
      for (std::size_t p = 0; p < set.count; ++p) {
        sum += std::exp(set.points[p]) * std::cos(set.points[4096 + p]) * set.points[2 * 4096 + p];
      }
      squares += std::pow(sum / 4096 - (std::exp(1.0) - 1) * std::sin(1.0) / 2, 2);
    }
    return std::sqrt(squares / 8);
  };
  CHECK(error(SobolPoints{}) * 30 < error(RandomPoints{}));
}

TEST_CASE("seed and stream decide the points, and only they") {
  for (const Sampler& method : std::vector<Sampler>{RandomPoints{}, LatinHypercube{}, SobolPoints{}}) {
    const auto draw = [&](std::uint64_t seed, const char* stream) {
      return sample_interior(burgers(), 50, method, seed, stream).points;
    };
    CHECK(draw(1, "eq") == draw(1, "eq"));
    CHECK(draw(1, "eq") != draw(2, "eq"));
    CHECK(draw(1, "eq") != draw(1, "fit"));
  }
}

TEST_CASE("initial points lie at the start of time") {
  const PointSet set = sample_initial(burgers(), 33, GridPoints{}, 0, "ic");
  CHECK(set.count == 33);
  CHECK(coordinate(set, 1) == std::vector<double>(33, 0.0));
  CHECK(coordinate(set, 0).front() == -1);
  CHECK(initial_measure(burgers()) == 2);
  const PointSet ode = sample_initial(oscillator(), 33, LatinHypercube{}, 0, "ic");
  CHECK(ode.count == 1);
  CHECK(ode.points == std::vector<double>{0.0});
  CHECK_THROWS_AS(sample_initial(rectangle(), 3, LatinHypercube{}, 0, "ic"), UserError);
}

TEST_CASE("faces share the points by measure and know their normals") {
  const Region walls = faces({face(0, -1), face(0, 1)});
  for (const Sampler& method : methods) {
    const PointSet set = sample_boundary(burgers(), walls, 21, method, 3, "bc");
    REQUIRE(set.count == 21);
    const auto x = coordinate(set, 0);
    const auto left = std::count(x.begin(), x.end(), -1.0);
    CHECK((left == 10 || left == 11));
    CHECK(left + std::count(x.begin(), x.end(), 1.0) == 21);
    for (std::size_t p = 0; p < 21; ++p) CHECK(set.normals[p] == x[p]);
  }
  CHECK(boundary_measure(burgers(), walls) == 2);
  CHECK(boundary_measure(rectangle(), faces({face(1, 0)})) == 2);
  CHECK(boundary_measure(rectangle(), faces({Place{}})) == 6);

  const PointSet all = sample_boundary(rectangle(), faces({Place{}}), 600, LatinHypercube{}, 0, "bc");
  CHECK(all.count == 600);
  double flux = 0;  // of the field (x, y) through the boundary: twice the area, by the divergence theorem
  for (std::size_t p = 0; p < 600; ++p) {
    for (std::size_t i = 0; i < 2; ++i) flux += all.points[i * 600 + p] * all.normals[i * 600 + p] * 6 / 600;
  }
  CHECK(flux == doctest::Approx(4).epsilon(1e-12));
}

TEST_CASE("the ends of an interval come once each; isolated points have no normal") {
  const PointSet ends = sample_boundary(line(0, 1), faces({Place{}}), 400, LatinHypercube{}, 0, "bc");
  CHECK(ends.points == std::vector<double>{0, 1});
  CHECK(ends.normals == std::vector<double>{-1, 1});

  const Place corner{Place::Kind::point, 0, 0, nullptr, {0, 0}};
  const PointSet gauge = sample_boundary(rectangle(), faces({corner}), 50, LatinHypercube{}, 0, "bc");
  CHECK(gauge.count == 1);
  CHECK(gauge.normals.empty());
  const PointSet both = sample_boundary(rectangle(), faces({corner, face(1, 1)}), 50, LatinHypercube{}, 0, "bc");
  CHECK(both.count == 51);
  CHECK(std::isnan(both.normals[0]));
  CHECK(both.normals[both.count + 1] == 1);
}

TEST_CASE("the end of time is a face too") {
  const PointSet end = sample_boundary(burgers(), faces({face(1, 1)}), 40, SobolPoints{}, 0, "bc");
  CHECK(end.count == 40);
  CHECK(end.normals.empty());
  CHECK(coordinate(end, 1) == std::vector<double>(40, 1.0));
  CHECK(sample_boundary(oscillator(), faces({face(0, 20)}), 9, LatinHypercube{}, 0, "bc").points ==
        std::vector<double>{20});
}

TEST_CASE("`where` thins a region and its measure") {
  Region region = faces({face(1, 0), face(1, 1)});
  region.where = [](const double* p) { return p[0] > 0.5 || p[1] > 0.5; };
  CHECK(boundary_measure(rectangle(), region) == doctest::Approx(3.5).epsilon(0.01));
  for (const Sampler& method : methods) {
    const PointSet set = sample_boundary(rectangle(), region, 70, method, 0, "bc");
    REQUIRE(set.count == 70);
    for (std::size_t p = 0; p < 70; ++p) CHECK((set.points[p] > 0.5 || set.points[70 + p] == 1));
    const auto y = coordinate(set, 1);
    CHECK(std::abs(std::count(y.begin(), y.end(), 1.0) - 40) <= 1);
  }
}

TEST_CASE("a place that is no boundary is an error that names it") {
  const auto draw = [](const Domain& domain, const Region& region) {
    sample_boundary(domain, region, 10, LatinHypercube{}, 0, "bc");
  };
  CHECK_THROWS_WITH_AS(draw(burgers(), faces({face(0, 2)})),
                       "no place of the domain satisfies `x = 2`; x runs over [-1, 1]", UserError);
  CHECK_THROWS_WITH_AS(draw(burgers(), faces({face(1, 1.5)})),
                       "no place of the domain satisfies `t = 1.5`; t runs over [0, 1]", UserError);
  Region nowhere = faces({face(0, 1)});
  nowhere.where = [](const double*) { return false; };
  CHECK_THROWS_WITH_AS(draw(burgers(), nowhere),
                       "no point of x = 1 is on the boundary of the domain and satisfies its `where`", UserError);
  CHECK_THROWS_AS(draw(rectangle(), faces({Place{Place::Kind::point, 0, 0, nullptr, {3, 0}}})), UserError);
  CHECK_THROWS_AS(draw(rectangle(), faces({Place{Place::Kind::point, 0, 0, nullptr, {0}}})), UserError);
  CHECK_THROWS_AS(draw(oscillator(), faces({Place{}})), UserError);
  CHECK_THROWS_AS(draw(burgers(), Region{}), UserError);
}

TEST_CASE("shares are whole, add up, and are as near to proportion as whole numbers can be") {
  const Stream random(1, "shares");
  for (std::uint64_t trial = 0; trial < 200; ++trial) {
    std::vector<double> measures;
    double sum = 0;
    for (std::uint64_t k = 0; k < 1 + trial % 9; ++k) {
      measures.push_back(k % 4 == 3 ? 0 : 0.05 + random.uniform(trial * 16 + k));
      sum += measures.back();
    }
    const std::size_t total = 10 + static_cast<std::size_t>(1000 * random.uniform(trial * 16 + 15));
    const std::vector<std::size_t> shares = apportion(total, measures);
    std::size_t given = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      given += shares[k];
      CHECK((shares[k] > 0) == (measures[k] > 0));
      const double fair = static_cast<double>(total) * measures[k] / sum;
      if (fair >= 1) CHECK(std::abs(static_cast<double>(shares[k]) - fair) <= 1);
    }
    CHECK(given == total);
  }
  CHECK(apportion(2, std::vector<double>{1, 1, 1}) == std::vector<std::size_t>{1, 1, 1});
  CHECK(apportion(5, std::vector<double>{0, 0}) == std::vector<std::size_t>{0, 0});
  CHECK(apportion(4, std::vector<double>{100, 1, 1}) == std::vector<std::size_t>{2, 1, 1});
}
