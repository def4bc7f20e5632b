// What pictures leave out, and what they say beside what they draw: pieces of a line within the domain, some of many
// points with what holds at them, learning rates where they change.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "ansatz/core.hpp"

using namespace ansatz;

namespace {

/// u = x on a square with a hole from -0.5 to 0.5 along y = 0.
Problem pierced() {
  Problem p("pierced");
  const auto space = p.space({"x", "y"}, subtract(box({-1, -1}, {1, 1}), disk({0, 0}, 0.5)));
  const Coordinate x = space[0];
  const Field u = p.field("u");
  p.equation("flat", [=](At at) { return at(u) - at(x); });
  p.boundary("rim", [=](At at) { return at(u) - at(x); });
  p.exact_of(u, [=](At at) { return at(x); });
  p.network({.hidden = {4}});
  p.sampling.equation = 2500;
  p.sampling.boundary = 40;
  p.train(Adam{.steps = 3});
  return p;
}

std::vector<figures::Line> lines_of(const figures::Panel& panel) {
  std::vector<figures::Line> lines;
  for (const figures::Layer& layer : panel.layers) lines.push_back(std::get<figures::Line>(layer));
  return lines;
}

std::vector<std::string> panels_of(const Solution& solution) {
  std::vector<std::string> labels;
  for (const figures::Panel& panel : draw(Plot{plots::History{}}, solution).panels) labels.push_back(panel.y.label);
  return labels;
}

}  // namespace

TEST_CASE("a line ends where the domain does, and its pieces are one line to the reader") {
  const Solution s = solve(pierced());
  for (const bool error : {false, true}) {
    Plot plot = error ? Plot{plots::Error{.points = 81}} : Plot{plots::Slice{.points = 81}};
    plot.over = {0};
    plot.at = {{1, {0}}};
    const std::vector<figures::Line> lines = lines_of(draw(plot, s).panels.at(0));
    REQUIRE(lines.size() == (error ? 2 : 4));
    CHECK(lines[0].label == (error ? "" : "found"));
    CHECK(lines[1].label.empty());
    CHECK(lines[0].colour == lines[1].colour);
    CHECK(lines[0].x.back() == doctest::Approx(-0.5));
    CHECK(lines[1].x.front() == doctest::Approx(0.5));
    for (const figures::Line& line : lines)
      CHECK(std::all_of(line.y.begin(), line.y.end(), [](double y) { return std::isfinite(y); }));
  }
}

TEST_CASE("of many points some are drawn, the legend counts all and says what holds there") {
  Problem p = pierced();
  p.conditions[1].statement = "u = x";
  const figures::Panel panel = draw(Plot{plots::Points{}}, solve(p)).panels.at(0);
  std::vector<figures::Points> layers;
  for (const figures::Layer& layer : panel.layers)
    if (const auto* points = std::get_if<figures::Points>(&layer)) layers.push_back(*points);
  REQUIRE(layers.size() == 2);
  CHECK(layers[0].label == "flat (2500)");
  CHECK(layers[0].x.size() == 1500);
  CHECK(layers[1].label == "rim: u = x (40)");
  CHECK(layers[1].x.size() == 40);
}

TEST_CASE("learning rates are drawn where they change") {
  Problem p = pierced();
  const auto has_rates = [](const Solution& solution) {
    const auto labels = panels_of(solution);
    return std::count(labels.begin(), labels.end(), "learning rate") == 1;
  };
  CHECK(!has_rates(solve(p)));
  p.stages = {Adam{.steps = 4, .lr = StepDecay{.start = 1e-2, .factor = 0.5, .at = {2}}}, Lm{.steps = 1}};
  const Solution s = solve(p);
  REQUIRE(has_rates(s));
  const std::vector<Progress>& rows = s.outcome().history;
  CHECK(rows.at(0).rate == 1e-2);
  CHECK(rows.at(3).rate == 5e-3);
  CHECK(!rows.back().rate);
}
