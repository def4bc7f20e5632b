// Figures of a solution: what they show is compared with what the solution says at the same points, with formulas and
// with the geometry that the domain was made of; plots that make no sense say so.
#include "ansatz/core/plot.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <variant>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core.hpp"

using namespace ansatz;

namespace {

constexpr double pi = std::numbers::pi;

/// u_t = 0 from u = 2 cos(6 pi x), for as few steps as leave a solution.
Solution wave() {
  Problem p("wave");
  const Coordinate along = p.space("x", interval(-1, 1)), later = p.time("t", 0, 1);
  const Field u = p.field("u");
  p.equation("still", [=](At at) { return at.d(u, later); });
  p.initial("start", [=](At at) { return at(u) - 2.0 * cos(6 * pi * at(along)); });
  p.exact_of(u, [=](At at) { return 2.0 * cos(6 * pi * at(along)); });
  p.network({.hidden = {4}});
  p.sampling.equation = 20;
  p.train(Adam{.steps = 10});
  return solve(p);
}

/// Two fields on a disk with a hole.
Solution ring() {
  Problem p("ring");
  const auto [x, y] = p.space({"x", "y"}, subtract(disk({0, 0}, 1), disk({0.2, 0}, 0.3)));
  const Coordinate first = x, second = y;
  const Field u = p.field("u"), v = p.field("v");
  p.equation("first", [=](At at) { return at(u) + at(second); });
  p.equation("other", [=](At at) { return at(v) - at(first); });
  p.network({.hidden = {4}});
  p.sampling.equation = 30;
  p.train(Adam{.steps = 5});
  return solve(p);
}

template <class Layer>
const Layer& layer(const figures::Panel& panel) {
  for (const figures::Layer& one : panel.layers)
    if (const auto* found = std::get_if<Layer>(&one)) return *found;
  FAIL("the panel has no such layer");
  throw InternalFault("unreachable");
}

PlotQuantity quantity(const std::string& name, Quantity value) {
  return {name, std::move(value), std::nullopt, std::nullopt};
}

}  // namespace

TEST_CASE("the usual plots of problems with one field in time and with two in the plane can be drawn") {
  for (const Solution& s : {wave(), ring()}) {
    const std::vector<Plot> plots = usual_plots(s.problem());
    CHECK(plots.size() >= 4);
    for (const Plot& plot : plots) {
      CAPTURE(plot.kind.name());
      const figures::Figure figure = draw(plot, s);
      CHECK(!figure.panels.empty());
      CHECK_NOTHROW(figures::check_figure(figure));
      CHECK(figures::draw_svg(figure).find("<svg") != std::string::npos);
      const std::string json =
          figures::figure_to_json(figure);  // compared as text: what is not a number equals nothing
      CHECK(figures::figure_to_json(figures::figure_from_json(json)) == json);
    }
  }
}

TEST_CASE(
    "colours are the values in the middles of cells, or within what of them is in the domain; others are marked") {
  const Solution s = ring();
  Plot plot{plots::Heatmap{.cells = 20}};
  const Field v{1, "v"};
  plot.of = {{"v", [](const PointScope& at) { return at.field(1); }, 1, std::nullopt}};
  const figures::Panel panel = draw(plot, s).panels.at(0);
  const auto& map = layer<figures::HeatMap>(panel);
  CHECK(panel.same_scale);
  REQUIRE(map.values.size() == 400);
  std::size_t outside = 0;
  for (std::size_t j = 0; j < 20; ++j)
    for (std::size_t i = 0; i < 20; ++i) {
      const double x = (map.x_edges[i] + map.x_edges[i + 1]) / 2, y = (map.y_edges[j] + map.y_edges[j + 1]) / 2;
      const double off_rim = 1 - std::hypot(x, y), off_hole = std::hypot(x - 0.2, y) - 0.3;
      const double half = 0.05 * std::sqrt(2.0);  // from the middle of a cell to its corners
      outside += map.outside[j * 20 + i];
      if (std::min(off_rim, off_hole) < -half) REQUIRE(map.outside[j * 20 + i] == 1);
      if (std::min(off_rim, off_hole) < 0) continue;
      REQUIRE(map.outside[j * 20 + i] == 0);
      REQUIRE(map.values[j * 20 + i] == doctest::Approx(s(v, {x, y})).epsilon(1e-13));
    }
  CHECK(outside > 40);
}

TEST_CASE("the rim of a domain is closed lines on it, the hole one of its own") {
  const figures::Panel panel = draw(Plot{plots::Points{}}, ring()).panels.at(0);
  const auto& rim = layer<figures::Outline>(panel);
  REQUIRE(rim.rims.size() == 2);
  for (const figures::Polyline& line : rim.rims) {
    const bool hole = std::abs(std::hypot(line.x[0] - 0.2, line.y[0]) - 0.3) < 1e-9;
    for (std::size_t k = 0; k < line.x.size(); ++k)
      REQUIRE((hole ? std::hypot(line.x[k] - 0.2, line.y[k]) - 0.3 : std::hypot(line.x[k], line.y[k]) - 1) ==
              doctest::Approx(0).epsilon(1e-9));
    CHECK(line.x.size() > 100);
    CHECK(std::hypot(line.x.front() - line.x.back(), line.y.front() - line.y.back()) < 0.05);
  }
}

TEST_CASE("the rim of two overlapping disks goes round both, without what lies within") {
  Problem p("eight");
  const auto [x, y] = p.space({"x", "y"}, unite(disk({-0.6, 0}, 1), disk({0.6, 0}, 1)));
  const Coordinate first = x;
  const Field u = p.field("u");
  p.equation("eq", [=](At at) { return at(u) - at(first); });
  p.sampling.equation = 20;
  p.train(Adam{.steps = 1});
  const figures::Panel panel = draw(Plot{plots::Points{}}, solve(p)).panels.at(0);
  const auto& rim = layer<figures::Outline>(panel);
  REQUIRE(rim.rims.size() == 1);
  double length = 0;
  const figures::Polyline& line = rim.rims[0];
  for (std::size_t k = 0; k < line.x.size(); ++k) {
    const std::size_t next = (k + 1) % line.x.size();
    length += std::hypot(line.x[next] - line.x[k], line.y[next] - line.y[k]);
  }
  const double angle = std::acos(0.6);  // half of what each circle loses
  CHECK(length == doctest::Approx(2 * (2 * pi - 2 * angle)).epsilon(1e-3));
}

TEST_CASE("a slice holds what the solution says, beside the exact values") {
  const Solution s = wave();
  Plot plot{plots::Slice{.points = 11}};
  plot.at = {{1, {0.5}}};
  const figures::Figure figure = draw(plot, s);
  REQUIRE(figure.panels.size() == 1);
  CHECK(figure.panels[0].title == "t = 0.5");
  REQUIRE(figure.panels[0].layers.size() == 2);
  const auto& found = std::get<figures::Line>(figure.panels[0].layers[0]);
  const auto& exact = std::get<figures::Line>(figure.panels[0].layers[1]);
  for (std::size_t k = 0; k < 11; ++k) {
    const double x = -1 + 0.2 * static_cast<double>(k);
    CHECK(found.x[k] == doctest::Approx(x));
    CHECK(found.y[k] == doctest::Approx(s(Field{0, "u"}, {x, 0.5})).epsilon(1e-12));
    CHECK(exact.y[k] == doctest::Approx(2 * std::cos(6 * pi * x)));
  }
}

TEST_CASE("the spectrum of a cosine is its amplitude at its frequency, and nothing elsewhere") {
  Plot plot{plots::Spectrum{.points = 64}};
  plot.at = {{1, {0.0}}};
  const figures::Figure figure = draw(plot, wave());
  const auto& exact = std::get<figures::Line>(figure.panels.at(0).layers.at(1));
  REQUIRE(exact.x.size() == 33);
  for (std::size_t k = 0; k < exact.x.size(); ++k) {
    CHECK(exact.x[k] == doctest::Approx(static_cast<double>(k) / 2));  // a domain of length 2
    CHECK(exact.y[k] == doctest::Approx(exact.x[k] == 3 ? 2 : 0).epsilon(1e-12));
  }
}

TEST_CASE("streamlines of a turning field are circles, and keep apart") {
  Plot plot{plots::Streamlines{.spacing = 0.1}};
  plot.of = {quantity("-y", [](const PointScope& at) { return -at.coordinate(1); }),
             quantity("x", [](const PointScope& at) { return at.coordinate(0); })};
  const figures::Panel panel = draw(plot, ring()).panels.at(0);
  const auto& lines = layer<figures::Streamlines>(panel).lines;
  CHECK(lines.size() >= 4);
  std::vector<double> radii;
  for (const figures::Polyline& line : lines) {
    double length = 0;
    for (std::size_t k = 1; k < line.x.size(); ++k)
      length += std::hypot(line.x[k] - line.x[k - 1], line.y[k] - line.y[k - 1]);
    CHECK(length < 1.02 * 2 * pi * std::hypot(line.x[0], line.y[0]));  // round once
    const double radius = std::hypot(line.x[0], line.y[0]);
    for (std::size_t k = 0; k < line.x.size(); ++k)
      REQUIRE(std::hypot(line.x[k], line.y[k]) == doctest::Approx(radius).epsilon(2e-3));
    CHECK(line.x[0] * (line.y[1] - line.y[0]) - line.y[0] * (line.x[1] - line.x[0]) > 0);  // against the clock
    for (const double other : radii) CHECK(std::abs(radius - other) > 0.09);  // half the spacing of a picture 2 wide
    radii.push_back(radius);
  }
}

TEST_CASE("an earlier step is drawn from what was kept of it, and is missed where nothing was") {
  const Solution s = wave();
  Plot plot{plots::Slice{.points = 5}};
  plot.at = {{1, {0.0}}};
  plot.steps = {4, 10};
  std::vector<std::uint64_t> asked;
  const figures::Figure figure = draw(plot, s, [&](std::uint64_t step) {
    asked.push_back(step);
    return s;
  });
  CHECK(asked == std::vector<std::uint64_t>{4});  // step 10 is the end
  REQUIRE(figure.panels.size() == 1);
  CHECK(std::get<figures::Line>(figure.panels[0].layers.at(0)).label == "t = 0, step 4");
  CHECK_THROWS_WITH_AS(draw(plot, s), "plot slice: nothing was kept of step 4", UserError);
  CHECK(snapshot_steps({plot, plot}) == std::vector<std::uint64_t>{4, 10});
}

TEST_CASE("training records the steps that plots show") {
  Problem p = wave().problem();
  p.stages = {Adam{.steps = 3000}};
  Plot plot{plots::Slice{}};
  plot.steps = {1234};
  p.plots = {plot};
  bool seen = false;
  solve(p, [&](const Progress& progress) {
    seen = seen || progress.step == 1234;
    return true;
  });
  CHECK(seen);
}

TEST_CASE("plots that make no sense say in what and why") {
  const Problem in_time = wave().problem(), plane = ring().problem();
  const auto wrong = [](Plot plot, const Problem& problem) {
    const auto fault = what_is_wrong(plot, problem);
    return fault ? fault->what + ": " + fault->text : std::string("nothing");
  };
  const auto with = [](Plot plot, auto&& change) {
    change(plot);
    return plot;
  };
  CHECK(wrong(Plot{plots::Slice{}}, in_time) == "nothing");
  CHECK(wrong(with(Plot{plots::Slice{}},
                   [](Plot& p) {
                     p.over = {0, 1};
                   }),
              in_time) == "over: runs over 1 coordinate; got 2");
  CHECK(wrong(with(Plot{plots::Heatmap{}}, [](Plot& p) { p.over = {0, 0}; }), in_time) == "over: runs over `x` twice");
  CHECK(wrong(with(Plot{plots::Heatmap{}},
                   [](Plot& p) {
                     p.at = {{0, {0.5}}};
                   }),
              in_time) == ": holds 1 of 2 coordinates, and needs 2 to run over");
  CHECK(wrong(with(Plot{plots::Slice{}},
                   [](Plot& p) {
                     p.at = {{1, {2.0}}};
                   }),
              in_time) == "t: holds `t` at 2, outside of [0, 1]");
  CHECK(wrong(with(Plot{plots::Slice{}},
                   [](Plot& p) {
                     p.over = {1};
                     p.at = {{1, {0.5}}};
                   }),
              in_time) == "t: runs over `t`, which is held as well");
  CHECK(wrong(with(Plot{plots::Slice{}}, [](Plot& p) { p.steps = {11}; }), in_time) ==
        "steps: shows step 11, and training has 10");
  CHECK(wrong(with(Plot{plots::History{}}, [](Plot& p) { p.steps = {1}; }), in_time) ==
        "steps: is of the whole training, not of a step");
  CHECK(wrong(with(Plot{plots::History{}}, [](Plot& p) { p.of = {quantity("u", {})}; }), in_time) ==
        "of: is of unknowns alone; `u` is none");
  CHECK(wrong(Plot{plots::Vectors{}}, in_time) == "of: draws 2 quantities; got 1");
  CHECK(wrong(Plot{plots::Error{}}, plane) == "of: needs exact values of `u`, by a formula or from a file");
  CHECK(wrong(Plot{plots::Spectrum{}}, plane) ==
        "over: runs along `x` through points outside of the domain, as x = -0.09375, y = 0");
  CHECK_THROWS_WITH_AS(draw(Plot{plots::Error{}}, ring()),
                       "plot error needs exact values of `u`, by a formula or from a file", UserError);
}
