// Descriptions: as JSON and back, and those that make no sense.

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/figure.hpp"

using namespace ansatz;
using namespace ansatz::figures;

namespace {

/// Every member of every part away from its default.
Figure full() {
  Panel panel{
      .title = "p", .x = {"x", "m", Scale::log, 1e-3, 0.1}, .y = {.label = "y", .to = -1.0 / 3, .names = {"a", "b"}}};
  panel.layers = {
      Line{"l", {1, 2}, {0.1, -0.0}, {0, 0}, {1, 5e-324}, Stroke::dotted, Role::sixth},
      Points{"p", {1}, {2}, Marker::plus, Role::ink},
      HeatMap{"m", "K", {1, 2, 3}, {0, 1}, {1e300, 3}, {0, 1}, true, ColourMap::diverging, Scale::linear, -1, 1},
      Outline{"o", {{{1, 2}, {3, 4}}}, Role::muted},
      Arrows{"a", {1}, {2}, {3}, {4}, true, Role::first},
      Streamlines{"s", {{{1}, {2}}, {}}, Role::second},
      ReferenceLine{"r", true, 0.25, Stroke::solid, Role::third},
  };
  Panel second{.same_scale = true};
  return {"title \u03bd \"\\", "caption", 2, {panel, second}, {"a note"}};
}

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const UserError& error) {
    return error.what();
  }
  return "nothing";
}

std::string refusal_of(
    Layer layer, const std::function<void(Panel&)>& change = [](Panel&) {}) {
  Figure figure;
  figure.panels.push_back({.title = "p", .layers = {std::move(layer)}});
  change(figure.panels[0]);
  return refusal([&] { check_figure(figure); });
}

}  // namespace

TEST_CASE("a figure is the same after JSON") {
  const Figure figure = full();
  const Figure again = figure_from_json(figure_to_json(figure));
  CHECK((again == figure));
  CHECK(std::signbit(std::get<Line>(again.panels[0].layers[0]).y[1]));
  CHECK((figure_from_json(figure_to_json({})) == Figure{}));
  CHECK((figure_from_json("{}") == Figure{}));
}

TEST_CASE("numbers that JSON does not know come back") {
  constexpr double inf = std::numeric_limits<double>::infinity();
  Figure figure;
  figure.panels.push_back({.layers = {Line{.x = {inf, -inf, NAN}, .y = {1, 2, 3}}}});
  const std::string json = figure_to_json(figure);
  CHECK(json.find(R"(["Infinity","-Infinity","NaN"])") != std::string::npos);
  const std::vector<double> x = std::get<Line>(figure_from_json(json).panels[0].layers[0]).x;
  CHECK(x[0] == inf);
  CHECK(x[1] == -inf);
  CHECK(std::isnan(x[2]));
}

TEST_CASE("JSON that is no figure is refused with its place") {
  const auto refused = [](const char* json) { return refusal([&] { figure_from_json(json); }); };
  const std::string front = "the description of a figure cannot be read: ";
  CHECK(refused("[]") == front + "the figure is not an object");
  CHECK(refused(R"({"titel": ""})") ==
        front + "titel is not known; known there are title, caption, columns, panels, notes");
  CHECK(refused(R"({"panels": [{"x": {"scale": "logarithmic"}}]})") ==
        front + "panels[0].x.scale is none of linear, log");
  CHECK(refused(R"({"panels": [{"layers": [{"kind": "line", "y": [1, "one"]}]}]})") ==
        front + "panels[0].layers[0].y[1] is not a number");
  CHECK(refused(R"({"panels": [{"layers": [{}]}]})") ==
        front + "panels[0].layers[0] is not an object with a member `kind`");
  CHECK(refused(R"({"panels": [{"layers": [{"kind": "pie"}]}]})")
            .starts_with(front + "panels[0].layers[0].kind is none of line, points,"));
  CHECK(refused(R"({"columns": -1})") == front + "columns is not a whole number from 0 to 4294967295");
  CHECK(refused(R"({"title": 1})") == front + "title is not a text");
  CHECK(refused("{").starts_with("the description of a figure is no JSON: "));
}

TEST_CASE("descriptions that make no sense say where and why") {
  CHECK(refusal([] { check_figure({}); }) == "a figure has at least one panel");
  CHECK(refusal_of(Line{.x = {1, 2}, .y = {1}}) ==
        "panel 1 `p`, layer 1, line: `x` has 2 values and `y` 1; they belong together one by one");
  CHECK(refusal_of(Line{.x = {1}, .y = {1}, .lower = {0}}) ==
        "panel 1 `p`, layer 1, line: `x` has 1 values and `upper` 0; they belong together one by one");
  CHECK(refusal_of(Points{.x = {1, 2}}).find("points: `x` has 2 values and `y` 0") != std::string::npos);
  CHECK(refusal_of(Arrows{.x = {1}, .y = {1}, .u = {1}}).find("`x` has 1 values and `v` 0") != std::string::npos);
  CHECK(refusal_of(Streamlines{.lines = {{}, {{1}, {}}}}).find("`lines[1].x` has 1 values") != std::string::npos);
  CHECK(refusal_of(HeatMap{.x_edges = {0, 1}, .y_edges = {0, 1, 1}, .values = {1, 2}}) ==
        "panel 1 `p`, layer 1, heat_map: `y_edges` do not increase: 1 is followed by 1");
  CHECK(refusal_of(HeatMap{.x_edges = {0, NAN}, .y_edges = {0, 1}, .values = {1}})
            .find("`x_edges`[1] is nan, which its axis does not have") != std::string::npos);
  CHECK(refusal_of(HeatMap{.x_edges = {0, 1}, .y_edges = {0, 1}, .values = {1, 2}})
            .find("there are 2 values for 1 x 1 cells") != std::string::npos);
  CHECK(refusal_of(HeatMap{.x_edges = {0}, .y_edges = {0, 1}}).find("a grid of cells has at least 2") !=
        std::string::npos);
  const HeatMap map{.x_edges = {0, 1}, .y_edges = {0, 1}, .values = {1}};
  CHECK(refusal_of(map, [&](Panel& panel) {
          panel.layers.push_back(map);
        }).find("layer 2, heat_map: a panel has one colour bar") != std::string::npos);
  CHECK(refusal_of(map, [](Panel& panel) { panel.y.scale = Scale::log; }).find("`y_edges`[0] is 0") !=
        std::string::npos);
  CHECK(refusal_of(Line{}, [](Panel& panel) { panel.x.from = panel.x.to = 2; }) ==
        "panel 1 `p`: the x axis ends where it begins, at 2: give two different numbers");
  CHECK(refusal_of(Line{}, [](Panel& panel) { panel.y = {.scale = Scale::log, .from = 0}; }) ==
        "panel 1 `p`: the y axis cannot begin or end at 0, its scale is logarithmic: give positive numbers");
  CHECK(refusal_of(Line{}, [](Panel& panel) { panel.x.scale = Scale::log, panel.same_scale = true; }) ==
        "panel 1 `p`: axes of the same scale are linear both");
  CHECK(refusal_of(Line{}, [](Panel& panel) { panel.y = {.scale = Scale::log, .names = {"a"}}; }) ==
        "panel 1 `p`: the y axis has names at 1, 2, ..., which stand evenly: its scale is linear");
}
