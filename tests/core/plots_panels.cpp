// Panels of a plot together: which curves share one, which ranges they share, where pictures are cut, and what lies
// beneath arrows.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "ansatz/core.hpp"
#include "plots/section.hpp"

using namespace ansatz;

namespace {

/// u = exp(-3 t) sin(pi x), exactly, in a channel of time.
Solution decaying() {
  Problem p("decaying");
  const Coordinate x = p.space("x", interval(0, 1)), t = p.time("t", 0, 1);
  const Field u = p.field("u");
  p.equation("heat", [=](At at) { return at.d(u, t) + 3.0 * at(u); });
  p.exact_of(u, [=](At at) { return exp(-3.0 * at(t)) * sin(3.14159 * at(x)); });
  p.ansatz_of(u, [=](At at, ad::Expr net) { return exp(-3.0 * at(t)) * sin(3.14159 * at(x)) + 1e-9 * net; });
  p.network({.hidden = {2}});
  p.sampling.equation = 10;
  p.train(Adam{.steps = 1});
  return solve(p);
}

/// r and f over time alone.
Solution pair_in_time() {
  Problem p("pair");
  const Coordinate t = p.time("t", 0, 1);
  const Field r = p.field("r"), f = p.field("f");
  p.equation("first", [=](At at) { return at.d(r, t) - at(f); });
  p.equation("second", [=](At at) { return at.d(f, t) + at(r); });
  p.network({.hidden = {2}});
  p.sampling.equation = 10;
  p.train(Adam{.steps = 1});
  return solve(p);
}

/// The vector (y, -x) and a scalar in a shape of two or three coordinates.
Solution in_space(GeometryPtr shape) {
  Problem p("space");
  std::vector<Coordinate> at_all;
  if (shape->dimensions() == 2)
    for (const Coordinate& c : p.space({"x", "y"}, shape)) at_all.push_back(c);
  else
    for (const Coordinate& c : p.space({"x", "y", "z"}, shape)) at_all.push_back(c);
  const Field u = p.field("u"), v = p.field("v");
  const Coordinate x = at_all[0], y = at_all[1];
  p.equation("u", [=](At at) { return at(u) - at(y); });
  p.equation("v", [=](At at) { return at(v) + at(x); });
  p.ansatz_of(u, [=](At at, ad::Expr net) { return at(y) + 1e-9 * net; });
  p.ansatz_of(v, [=](At at, ad::Expr net) { return 1e-9 * net - at(x); });
  p.network({.hidden = {2}});
  p.sampling.equation = 10;
  p.train(Adam{.steps = 1});
  return solve(p);
}

template <class Layer>
std::vector<Layer> layers(const figures::Panel& panel) {
  std::vector<Layer> found;
  for (const figures::Layer& layer : panel.layers)
    if (const auto* one = std::get_if<Layer>(&layer)) found.push_back(*one);
  return found;
}

std::vector<std::string> labels_of(const figures::Panel& panel) {
  std::vector<std::string> labels;
  for (const figures::Line& line : layers<figures::Line>(panel)) labels.push_back(line.label);
  return labels;
}

}  // namespace

TEST_CASE("a slice at several times is one panel, from the first time on, with the exact values said once") {
  const figures::Figure figure = draw(Plot{plots::Slice{}}, decaying());
  REQUIRE(figure.panels.size() == 1);
  CHECK(labels_of(figure.panels[0]) ==
        std::vector<std::string>{"t = 0", "t = 0.25", "t = 0.5", "t = 1", "exact", "", "", ""});
  const auto lines = layers<figures::Line>(figure.panels[0]);
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = 0; b < a; ++b) CHECK(lines[a].colour != lines[b].colour);
}

TEST_CASE("more than five curves are panels of one range, and both can be asked for otherwise") {
  const Solution s = decaying();
  Plot plot{plots::Slice{}};
  plot.at = {{1, {0, 0.2, 0.4, 0.6, 0.8, 1}}};
  const figures::Figure apart = draw(plot, s);
  REQUIRE(apart.panels.size() == 6);
  for (const figures::Panel& panel : apart.panels) {
    CHECK(panel.y.to == apart.panels[0].y.to);
    CHECK(*panel.y.to == doctest::Approx(1.05).epsilon(1e-3));
  }
  plot.kind = plots::Slice{.ranges = plots::Ranges::own};
  CHECK(!draw(plot, s).panels[5].y.to);
  plot.kind = plots::Slice{.lines = plots::Lines::together};
  CHECK(draw(plot, s).panels.size() == 1);
  plot.at = {{1, {0, 1}}};
  plot.kind = plots::Slice{.lines = plots::Lines::apart};
  CHECK(draw(plot, s).panels.size() == 2);
}

TEST_CASE("maps at several times have one range, so that what decays is seen to") {
  const Solution s = decaying();
  Plot plot{plots::Heatmap{.cells = 4}};
  plot.of = {{"u + t", [](const PointScope& at) { return at.field(0); }, 0, std::nullopt}};
  plot.steps = {1, 0};
  const figures::Figure figure = draw(plot, s, [&](std::uint64_t) { return s; });
  const auto& first = std::get<figures::HeatMap>(figure.panels.at(0).layers.at(0));
  const auto& second = std::get<figures::HeatMap>(figure.panels.at(1).layers.at(0));
  REQUIRE(first.to);
  CHECK(first.to == second.to);
  plot.kind = plots::Heatmap{.cells = 4, .ranges = plots::Ranges::own};
  const figures::Figure own = draw(plot, s, [&](std::uint64_t) { return s; });
  CHECK(!std::get<figures::HeatMap>(own.panels.at(0).layers.at(0)).to);
}

TEST_CASE("two fields of a problem in time alone share a panel") {
  const figures::Figure figure = draw(Plot{plots::Slice{}}, pair_in_time());
  REQUIRE(figure.panels.size() == 1);
  CHECK(figure.panels[0].y.label == "r, f");
  CHECK(labels_of(figure.panels[0]) == std::vector<std::string>{"r", "f"});
}

TEST_CASE("the points of a problem in time alone stand in rows that have the names of its conditions") {
  const figures::Panel panel = draw(Plot{plots::Points{}}, pair_in_time()).panels.at(0);
  CHECK(panel.y.names == std::vector<std::string>{"first", "second"});
  CHECK_NOTHROW(figures::check_figure({.panels = {panel}}));
}

TEST_CASE("the section of a ball with a hole is two circles, where the plane meets the hole") {
  Domain domain{{"x", "y", "z"}, subtract(ball({0, 0, 0}, 1), ball({0, 0, 0}, 0.4)), {}, {}};
  for (const double z : {0.0, 0.3, 0.6, -0.9}) {
    CAPTURE(z);
    const auto rims = plots::section_rims(domain, 0, 1, {0, 0, z});
    REQUIRE(rims.size() == (std::abs(z) < 0.4 ? 2 : 1));
    for (const figures::Polyline& rim : rims) {
      const bool hole = std::hypot(rim.x[0], rim.y[0], z) < 0.5;
      double length = 0;
      for (std::size_t k = 0; k < rim.x.size(); ++k) {
        const std::size_t next = (k + 1) % rim.x.size();
        REQUIRE(std::hypot(rim.x[k], rim.y[k], z) == doctest::Approx(hole ? 0.4 : 1).epsilon(1e-6));
        length += std::hypot(rim.x[next] - rim.x[k], rim.y[next] - rim.y[k]);
      }
      CHECK(length == doctest::Approx(2 * 3.14159265 * std::sqrt((hole ? 0.16 : 1) - z * z)).epsilon(1e-3));
    }
  }
}

TEST_CASE("parts that meet at a corner of a cell are told apart, and all rims are closed") {
  // Two squares whose corners nearly touch, along the diagonal of the grid.
  Domain domain{
      {"x", "y", "z"}, unite(box({0, 0, 0}, {0.5, 0.5, 1}), box({0.5 + 1e-6, 0.5 + 1e-6, 0}, {1, 1, 1})), {}, {}};
  const auto rims = plots::section_rims(domain, 0, 1, {0, 0, 0.5});
  double area = 0;
  for (const figures::Polyline& rim : rims)
    for (std::size_t k = 0; k < rim.x.size(); ++k) {
      const std::size_t next = (k + 1) % rim.x.size();
      area += (rim.x[k] * rim.y[next] - rim.x[next] * rim.y[k]) / 2;
    }
  CHECK(area == doctest::Approx(0.5).epsilon(1e-3));
}

TEST_CASE("a map is cut at the rim, and every cell that reaches into the domain has a value") {
  const Solution s = in_space(subtract(ball({0, 0, 0}, 1), ball({0.3, 0, 0}, 0.3)));
  Plot plot{plots::Heatmap{.cells = 12}};
  plot.at = {{2, {0.1}}};
  const figures::Panel panel = draw(plot, s).panels.at(0);
  const auto map = layers<figures::HeatMap>(panel).at(0);
  CHECK(map.cut);
  CHECK(layers<figures::Outline>(panel).at(0).rims.size() == 2);
  for (std::size_t j = 0; j < 12; ++j)
    for (std::size_t i = 0; i < 12; ++i) {
      bool reaches = false;  // by points of its own
      for (int k = 0; k < 400; ++k) {
        const double x = map.x_edges[i] + (k % 20 + 0.5) / 20 * (map.x_edges[i + 1] - map.x_edges[i]);
        const double y = map.y_edges[j] + (k / 20 + 0.5) / 20 * (map.y_edges[j + 1] - map.y_edges[j]);
        reaches = reaches || (std::hypot(x, y, 0.1) < 0.97 && std::hypot(x - 0.3, y, 0.1) > 0.33);
      }
      if (reaches) CHECK(std::isfinite(map.values[j * 12 + i]));
      if (reaches) CHECK(map.outside[j * 12 + i] == 0);
    }
}

TEST_CASE("arrows are of one length, over the magnitude of what they show") {
  const Solution s = in_space(disk({0, 0}, 1));
  const figures::Panel panel = draw(Plot{plots::Vectors{.arrows = 6}}, s).panels.at(0);
  const auto map = layers<figures::HeatMap>(panel).at(0);
  CHECK(map.label == "|(u, v)|");
  for (std::size_t cell = 0; cell < map.values.size(); ++cell) {
    const std::size_t columns = map.x_edges.size() - 1, i = cell % columns, j = cell / columns;
    const double x = (map.x_edges[i] + map.x_edges[i + 1]) / 2, y = (map.y_edges[j] + map.y_edges[j + 1]) / 2;
    if (std::hypot(x, y) < 0.95) REQUIRE(map.values[cell] == doctest::Approx(std::hypot(x, y)));
  }
  const auto arrows = layers<figures::Arrows>(panel).at(0);
  CHECK(arrows.same_length);
  CHECK(arrows.x.size() > 20);
  CHECK(layers<figures::HeatMap>(draw(Plot{plots::Streamlines{}}, s).panels.at(0)).size() == 1);
}
