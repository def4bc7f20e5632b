// Values that are known at points alone, in pictures: data, what fits ask for, and exact values from a table.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <variant>

#include "ansatz/core.hpp"

using namespace ansatz;

namespace {

/// u(x, t) with data on a grid of 11 x 5 points, whose values say where they are, and 40 points elsewhere.
Problem measured() {
  Problem p("measured");
  p.space("x", interval(0, 1));
  const Coordinate t = p.time("t", 0, 1);
  const Field u = p.field("u");
  p.equation("still", [=](At at) { return at.d(u, t); });
  Measurements lab;
  std::vector<double> values;
  for (int j = 0; j <= 4; ++j)
    for (int i = 0; i <= 10; ++i) {
      lab.points.insert(lab.points.end(), {0.1 * i, 0.25 * j});
      values.push_back(100 * j + i);
    }
  lab.values = {values};
  p.data("lab", u, lab);
  p.network({.hidden = {4}});
  p.sampling.equation = 20;
  p.train(Adam{.steps = 2});
  return p;
}

const figures::Points* marks(const figures::Panel& panel) {
  for (const figures::Layer& layer : panel.layers)
    if (const auto* points = std::get_if<figures::Points>(&layer)) return points;
  return nullptr;
}

/// u = sin(x) in one coordinate, by a fit that says so, with its exact values in a table at three points.
Problem fitted() {
  Problem p("fitted");
  const Coordinate x = p.space("x", interval(0, 2));
  const Field u = p.field("u");
  p.fit("curve", [=](At at) { return at(u) - sin(at(x)); }).fields = {0};
  p.network({.hidden = {4}});
  p.sampling.fit = 30;
  p.train(Adam{.steps = 2});
  p.evaluation_points = {0.5, 1, 1.5};
  p.exact.emplace_back().values = {7, 8, 9};
  return p;
}

}  // namespace

TEST_CASE("measurements lie beside the slice that they were made on, and in the map that they lie in") {
  const Solution s = solve(measured());
  Plot plot{plots::Slice{}};
  plot.at = {{1, {0.5, 0.6}}};
  const figures::Figure figure = draw(plot, s);
  REQUIRE(figure.panels.size() == 1);
  const figures::Points* at_half = marks(figure.panels[0]);
  REQUIRE(at_half != nullptr);
  CHECK(at_half->label == "lab");
  REQUIRE(at_half->x.size() == 11);
  for (std::size_t i = 0; i < 11; ++i) CHECK(at_half->y[i] == doctest::Approx(200 + 10 * at_half->x[i]));
  plot.at = {{1, {0.6}}};
  CHECK(marks(draw(plot, s).panels[0]) == nullptr);

  const figures::Figure map = draw(Plot{plots::Heatmap{.cells = 5}}, s);
  const figures::Points* in_map = marks(map.panels[0]);
  REQUIRE(in_map != nullptr);
  CHECK(in_map->x.size() == 55);
}

TEST_CASE("a fit's targets are what it asks of the field, whatever was found") {
  const Solution s = solve(fitted());
  const figures::Panel panel = draw(Plot{plots::Slice{}}, s).panels.at(0);
  const figures::Points* targets = marks(panel);
  REQUIRE(targets != nullptr);
  CHECK(targets->label == "curve");
  REQUIRE(targets->x.size() == 30);
  for (std::size_t k = 0; k < 30; ++k) CHECK(targets->y[k] == doctest::Approx(std::sin(targets->x[k])).epsilon(1e-12));
  const auto& exact = std::get<figures::Points>(panel.layers.back());
  CHECK(exact.label == "exact");
  CHECK(exact.y == std::vector<double>{7, 8, 9});
}

TEST_CASE("errors against a table are at its points") {
  const Solution s = solve(fitted());
  const figures::Figure errors = draw(Plot{plots::Error{}}, s);
  const figures::Points* off = marks(errors.panels.at(0));
  REQUIRE(off != nullptr);
  REQUIRE(off->x == std::vector<double>{0.5, 1, 1.5});
  for (std::size_t k = 0; k < 3; ++k)
    CHECK(off->y[k] == doctest::Approx(std::abs(s(Field{0, "u"}, {off->x[k]}) - 7 - static_cast<double>(k))));
}

TEST_CASE("over two coordinates a cell has the largest error of the table's points in it") {
  Problem p = measured();
  std::vector<double> values;
  for (int k = 0; k < 400; ++k) {
    p.evaluation_points.insert(p.evaluation_points.end(), {0.05 * (k % 20) + 0.02, 0.05 * (k / 20) + 0.02});
    values.push_back(k == 399 ? 1000 : 0);
  }
  p.exact.emplace_back().values = values;
  p.compute.scale = Scaling::none;  // a network at its start, whose values are below 10
  const Solution s = solve(p);
  const figures::Figure figure = draw(Plot{plots::Error{}}, s);
  const auto& map = std::get<figures::HeatMap>(figure.panels.at(0).layers.at(0));
  CHECK(map.values.size() == 100);  // half as many along each coordinate as the table has points
  for (const std::uint8_t cell : map.outside) CHECK(cell == 0);
  for (std::size_t k = 0; k + 1 < 100; ++k) CHECK(map.values[k] < 10);
  CHECK(map.values.back() == doctest::Approx(1000).epsilon(0.01));
}
